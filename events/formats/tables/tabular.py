"""Events as rows under columns: what CSV, XLSX and Parquet have in common.

A field is one column, but for these:

- an amount: `amount` in its text form, or `amount_value`, `amount_unit` (the currency), `amount_bound` and
  `amount_upper`
- citations: `cites` is `SLUG#LOCATOR`, several separated by `|`; where it names one source, `cites.locator`,
  `cites.quote` and `cites.published` say more about it
- an object: a dotted column for each of its parts, `terms.rate_percent`; `ids.SCHEME` for any scheme
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from bilat.events.base import ENVELOPE
from bilat.events.fields import FieldShape, shapes_ever
from bilat.events.kinds import KINDS
from bilat.events.renamed import RENAMED

AMOUNT = ("value", "unit", "bound", "upper")
CITATION = ("locator", "quote", "published")
ADDED = ("version", "label", "recorded_at", "recorder", "schema")
"""Columns that an export has and nobody types: read where they stand, not printed by `schema --csv`."""
_PARTS = {
    "value": FieldShape("decimal"),
    "upper": FieldShape("decimal"),
    "unit": FieldShape("word"),
    "bound": FieldShape("word"),
}
_CITED = {"locator": FieldShape("text"), "quote": FieldShape("text"), "published": FieldShape("date")}


class TabularColumn(NamedTuple):
    """A column: the field it tells, the part of that field (empty: the whole), what a cell holds."""

    name: str
    field: str
    part: str
    shape: FieldShape


Cells = dict[str, str]
"""Column to the text of its cell; only those that are not empty."""


@cache
def described(kind: str) -> Mapping[str, TabularColumn]:
    """Return every column that a row of this kind may have, by name and in reading order, `ids.SCHEME` aside."""
    record = shapes_ever(kind)
    ordered = [name for name in ENVELOPE if name in record] + [name for name in record if name not in ENVELOPE]
    return {column.name: column for name in ordered for column in _columns(name, record[name])}


def columns(kind: str) -> tuple[str, ...]:
    """Return the columns of a file of one kind of event, in order: what `schema --csv` prints and readers take."""
    return tuple(
        name
        for name, column in described(kind).items()
        if column.field not in ADDED and name not in RENAMED.get(kind, {})
    )


def known_columns(kinds: Iterable[str] = KINDS) -> frozenset[str]:
    """Return every column that a file of these kinds may have, `ids.SCHEME` aside."""
    return frozenset(name for kind in kinds for name in described(kind))


def column(kind: str, name: str) -> TabularColumn | None:
    """One column of a kind by its name; None where the kind has no such column."""
    if name.startswith("ids.") and "ids" in shapes_ever(kind):
        return TabularColumn(name, "ids", name.removeprefix("ids."), FieldShape("text"))
    return described(kind).get(name)


def ordered(used: Iterable[str]) -> list[str]:
    """Return the columns in reading order: the envelope, each kind's own fields, what the ledger adds."""
    rank: dict[str, int] = {}
    for kind in KINDS:
        for name in described(kind):
            rank.setdefault(name, len(rank))
    late, ids = len(rank), rank["ids"]

    def place(name: str) -> tuple[int, str]:
        return (ids if name.startswith("ids.") else rank[name]) + (late if name in ADDED[2:] else 0), name

    return sorted(used, key=place)


def _columns(name: str, shape: FieldShape) -> Iterator[TabularColumn]:
    if shape.form != "parts":
        yield TabularColumn(name, name, "", shape)
    parts = shape.parts
    match shape.form:
        case "amount":
            yield from (TabularColumn(f"{name}_{part}", name, part, _PARTS[part]) for part in AMOUNT)
        case "cites":
            yield from (TabularColumn(f"{name}.{part}", name, part, _CITED[part]) for part in CITATION)
        case "parts":
            yield from (TabularColumn(f"{name}.{part}", name, part, parts[part]) for part in parts)
        case _:
            pass
