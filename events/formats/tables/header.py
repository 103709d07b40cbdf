"""The header of a table: which of our columns each of its columns is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from bilat.events.errors import PROBLEMS_SHOWN, Problem
from bilat.events.formats.tables.column_names import column_called
from bilat.events.formats.tables.mapping import PLACE, ColumnMapping
from bilat.events.formats.tables.tabular import known_columns
from bilat.events.kinds import KINDS
from bilat.events.registry import event_class
from bilat.events.suggestions import did_you_mean


class ColumnOrders(NamedTuple):
    """How a format names its rows and cells: `line 7` and `line 7, column 3`; both count from 1."""

    row: Callable[[int], str]
    cell: Callable[[int, int], str]


class Header(NamedTuple):
    """The columns of a table: as they stand there, and which of ours each is (None: passed over)."""

    theirs: Sequence[str]
    ours: Sequence[str | None]

    def column_of(self, field: str) -> int | None:
        """Tell where a field or one of its parts stands, from 1. `field` is dotted as in a `Problem`'s rule."""
        first, _, part = field.partition(".")
        for name in (field, f"{first}_{part}", first, f"{first}_value"):
            if name in self.ours:
                return self.ours.index(name) + 1
        return None


def read_header(
    theirs: Sequence[str], at: int, kind: str | None, wording: ColumnMapping, places: ColumnOrders
) -> tuple[Header, list[Problem]]:
    """Return the header that stands in row `at`, and everything that is wrong with it.

    `kind` is what the user says all rows are. What is unknown or stands twice is passed over in the rows.
    """
    names = [name.strip() for name in theirs]
    while names and not names[-1]:
        names.pop()
    said = [None if name in wording.ignore else wording.columns.get(name, name) for name in names]
    only = kind or (None if "kind" in _meant(said, None) else wording.constants.get("kind"))
    if only:
        event_class(only)  # an unknown one is refused with near names
    exact = set(_in_templates(wording)).union(wording.columns)
    meant = zip(names, said, _meant(said, only), strict=True)
    ours = [our if name in exact else loosely for name, our, loosely in meant]
    found = list(islice(_wrong(names, ours, at=at, only=only, wording=wording, places=places), PROBLEMS_SHOWN))
    found += _unused(names, wording, places.row(at))
    return Header(names, ours), found


def _meant(names: Sequence[str | None], only: str | None) -> list[str | None]:
    """Return the columns that headers name, in whatever words; one that names none stays as it is."""
    known = known_columns([only] if only else KINDS)
    return [
        name if name is None or name in known or name.startswith("ids.") else column_called(name, only) or name
        for name in names
    ]


def _wrong(
    names: Sequence[str],
    ours: list[str | None],
    *,
    at: int,
    only: str | None,
    wording: ColumnMapping,
    places: ColumnOrders,
) -> Iterator[Problem]:
    """Yield what is wrong with each column in turn; it is taken out of `ours`."""
    known = known_columns([only] if only else KINDS)
    filling = set(_in_templates(wording))
    seen: set[str] = set()
    for index, (name, our) in enumerate(zip(names, tuple(ours), strict=True), 1):
        if our is None:
            continue
        where, twice = places.cell(at, index), our in seen
        if name and not twice and (our in known or (our.startswith("ids.") and "ids" in known)):
            seen.add(our)
            continue
        ours[index - 1] = None
        if not name:
            yield Problem(where, "header", "a column without a name", "name it, or delete the column")
        elif twice:
            said = f"the column {_both(name, our)} stands twice"
            yield Problem(where, "header", said, "keep one of them, or rename one")
        elif name not in filling or our in known:
            remedy = _remedy(did_you_mean(our, known), name, only or "KIND")
            yield Problem(where, "header", f"unknown column {_both(name, our)}", remedy)


def _both(name: str, our: str) -> str:
    return repr(name[:60]) if name == our else f"{name[:60]!r} (read as {our})"


def _remedy(near: str, name: str, kind: str) -> str:
    known = near or f"`bilat schema --csv {kind}` prints the columns;"
    return f"{known} to pass it over: --map {name + '='!r}"


def _in_templates(wording: ColumnMapping) -> Iterator[str]:
    """Yield the columns of theirs that templates are filled from."""
    for text in wording.templates.values():
        yield from (place for place in PLACE.findall(text) if place != "line")


def _unused(names: Sequence[str], wording: ColumnMapping, where: str) -> Iterator[Problem]:
    """Problems of a mapping that names columns which the table does not have."""
    templates = (place for text in wording.templates.values() for place in PLACE.findall(text) if place != "line")
    for name in dict.fromkeys([*wording.columns, *templates]):
        if name not in names:
            yield Problem(
                where,
                "mapping",
                f"the mapping names a column {name!r}, which the table does not have",
                did_you_mean(name, filter(None, names)) or f"it has {', '.join(filter(None, names))[:200]}",
            )
