"""Check: what of a relation's record, or of the whole ledger's, does not agree with itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import polars as pl

from bilat.projections.checks.ancestors import topmost
from bilat.projections.checks.context import CheckContext
from bilat.projections.checks.finding import Finding
from bilat.projections.checks.levels import LEVELS, from_level, level
from bilat.projections.checks.registry import KINDS, check_kinds, findings
from bilat.projections.columns import Frame
from bilat.projections.columns.json import total_records
from bilat.projections.once import once
from bilat.projections.pledges.accounts import Accounts
from bilat.projections.reports.frames import text_columns
from bilat.projections.rows.check import CheckRow
from bilat.projections.view.boundary import Boundary
from bilat.projections.view.relations import event_parties
from bilat.projections.view.window import in_window

CHECK = text_columns(CheckRow)
"""The columns of the findings."""


def report(frame: Frame, boundary: Boundary, stamp: dict[str, Any], folded: Accounts | None = None) -> dict[str, Any]:
    """Return the findings as report JSON (`docs/report-json.md`).

    `folded` are the accounts of the log under the boundary's clocks, where they are known already.
    """
    rows = total_records(check(frame, boundary, folded))
    counts = Counter(row["level"] for row in rows)
    return {
        "report": "check",
        "boundary": boundary.json(),
        "rows": rows,
        "levels": {each: counts[each] for each in LEVELS},
        "stamp": stamp,
    }


def check(frame: Frame, boundary: Boundary, folded: Accounts | None = None) -> pl.DataFrame:
    """Return what does not agree: `CHECK`, by kind (in the order of `KINDS`), relation and events.

    Without a relation the whole ledger is checked. The filter `kind` names the kinds of findings asked for, joined by
    commas, the filter `level` the least level. `from_day` and `to_day` select findings with an event in the window,
    after everything was compared. `relation` is the pair of parties that a finding's events are between (the party
    above stands for an agency); where that is no single pair, the relation asked for, else null.
    Raises BadInput, with near names, for an unknown kind, level and party.
    """
    record, found, events = _found(frame, boundary, folded)
    order = {kind: number for number, kind in enumerate(KINDS)}
    return (
        found.join(_relations(events, record, boundary), on="row", how="left", maintain_order="left")
        .with_columns(level=_level())
        .sort(pl.col("kind").replace_strict(order), "relation", pl.col("events").list.first(), "message")
        .select(CHECK.keys())
    )


def levels(frame: Frame, boundary: Boundary, folded: Accounts | None = None) -> dict[str, int]:
    """Count what does not agree by level. Raises BadInput as `check` does."""
    _, found, _ = _found(frame, boundary, folded)
    counts = Counter(found.select(_level()).to_series())
    return {each: counts[each] for each in LEVELS}


def relations(frame: Frame, boundary: Boundary, folded: Accounts | None = None) -> Counter[str]:
    """Count what does not agree by relation, as `check` has it; findings of none have an empty name."""
    record, found, events = _found(frame, boundary, folded)
    named = found.select("row").join(_relations(events, record, boundary), on="row", how="left")
    return Counter(relation or "" for relation in named["relation"])


def _level() -> pl.Expr:
    return pl.col("kind").replace_strict({kind: level(kind) for kind in KINDS}, return_dtype=pl.String)


@once(lambda frame, boundary, folded: (frame, repr(replace(boundary, currency=None, rates=None)), folded))
def _found(
    frame: Frame, boundary: Boundary, folded: Accounts | None
) -> tuple[CheckContext, pl.DataFrame, pl.DataFrame]:
    """Return what was looked at, the findings with an event in the window, numbered (`row`), and the events of all."""
    asked = boundary.filters.get("kind")
    kinds = list(KINDS) if asked is None else asked.split(",")
    check_kinds(kinds)
    asked_levels = from_level(boundary.filters.get("level", LEVELS[-1]))
    kinds = [kind for kind in kinds if level(kind) in asked_levels]
    record = CheckContext(frame, boundary, folded)
    found = _frame(findings(record, kinds)).with_row_index("row")
    events = found.select("row", event="events").explode("event")
    shown = pl.concat([each.select("event") for each in (record.events.filter(in_window(boundary)), record.registers)])
    here = events.join(shown, on="event", how="semi")
    return record, found.join(here, on="row", how="semi", maintain_order="left"), events


def _frame(found: Iterable[Finding]) -> pl.DataFrame:
    """Return findings as columns; a list of short lists takes many times longer than text, which is split again."""
    rows = [each._replace(events=" ".join(each.events)) for each in found]  # type: ignore[arg-type]
    schema = {name: pl.String() for name in Finding._fields}
    return pl.DataFrame(rows, schema, orient="row").with_columns(pl.col("events").str.split(" "))


def _relations(events: pl.DataFrame, record: CheckContext, boundary: Boundary) -> pl.DataFrame:
    """Return the pair of parties that each finding is between: (row, relation)."""
    between = event_parties(record.seen.lazy()).collect()
    rows = events.with_columns(stream=pl.col("event").str.extract(r"^(.*)#"))
    own = rows.join(between.drop("stream", "day"), on="event")
    opened = rows.join(own.select("row").unique(), on="row", how="anti").join(
        between.drop("event", "day").unique("stream", keep="first"), on="stream"
    )
    top = topmost(record.parties)
    sides = pl.concat_list("left", pl.col("right").fill_null([]))
    codes = pl.concat([own, opened], how="diagonal").select("row", code=sides).explode("code")
    asked = None if boundary.relation is None else "-".join(boundary.relation)
    return (
        codes.drop_nulls("code")
        .with_columns(pl.col("code").replace(top))
        .group_by("row")
        .agg(pl.col("code").unique().sort())
        .select(
            "row",
            relation=pl.when(pl.col("code").list.len() == 2)
            .then(pl.col("code").list.join("-"))
            .otherwise(pl.lit(asked, pl.String)),
        )
    )
