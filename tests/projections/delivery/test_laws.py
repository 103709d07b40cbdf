"""The laws of delivery, on random histories: the fold tells the same, and sums and states are of the promises."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from bilat.events.values.dates import span
from bilat.projections.columns import decode_lines
from bilat.projections.delivery.selection import SLICES
from bilat.projections.delivery.states import STATES
from bilat.projections.fold.delivery import delivery
from bilat.projections.reports import commitments
from bilat.projections.reports.delivery import report
from bilat.projections.view.boundary import Boundary
from tests.full import few
from tests.histories import RELATION, Draft, canonical, stamped
from tests.projections.delivery.promised_histories import assessments, promised_histories

DAYS = st.sampled_from(["2020-06-30", "2021-05-31", "2022-01-15", "2023-07-01", "2026-01-01"])
LINES = ("promised", "committed", "paid", "open")


BOUNDARIES = [Boundary(RELATION), Boundary(), Boundary(party="JP"), Boundary(party="ASEAN", direction="gets")]


def columns_of(drafts: list[Draft]) -> pl.DataFrame:
    return decode_lines(b"\n".join(map(canonical, stamped(drafts))))


def asked(drafts: list[Draft], **boundary: Any) -> dict[str, Any]:
    """The delivery of a random history."""
    return report(columns_of(drafts), Boundary(**({"relation": RELATION} | boundary)), {})


def sums(cells: list[dict[str, Any]]) -> dict[str, Decimal]:
    """Amounts by unit, without zeros."""
    return {cell["unit"]: value for cell in cells if (value := Decimal(cell["value"]))}


def nonzero(values: dict[str, Decimal]) -> dict[str, Decimal]:
    return {unit: value for unit, value in values.items() if value}


def added(several: list[dict[str, Any]], *lines: str) -> dict[str, Decimal]:
    """What several totals come to together."""
    found: dict[str, Decimal] = {}
    for cells in (each[line] for each in several for line in lines):
        for unit, value in sums(cells).items():
            found[unit] = found.get(unit, Decimal(0)) + value
    return nonzero(found)


@settings(max_examples=few(60))
@given(
    promised_histories(),
    st.sampled_from(BOUNDARIES),
    DAYS,
    st.booleans(),
    st.sampled_from([None, "2021-12"]),
    st.sampled_from([30, 730]),
)
def test_the_fold_tells_the_same(
    drafts: list[Draft], between: Boundary, day: str, members: bool, known_by: str | None, silent: int
) -> None:
    # given a history, told by the columns
    boundary = replace(between, as_of=day, members=members, known_by=known_by, silent=str(silent))
    told = report(columns_of(drafts), boundary, {})
    # when it is told event by event
    known = span(known_by).last if known_by else None
    folded = delivery(
        stamped(drafts),
        date.fromisoformat(day),
        relation=boundary.ends,
        one_way=boundary.one_way,
        members=members,
        known_by=known,
        silent=silent,
    )
    # then both tell the same promises, and the same totals
    rows = sorted(
        told["rows"], key=lambda row: (row["stream"], row["kind"], *(each["unit"] for each in row["promised"]))
    )
    assert [
        (row["stream"], row["kind"], row["state"], row["due"], row["heard"], *(sums(row[line]) for line in LINES))
        for row in rows
    ] == [
        (
            each.stream,
            each.kind,
            each.state,
            each.due and each.due.isoformat(),
            each.heard and each.heard.isoformat(),
            *(nonzero(part) for part in (each.promised, each.committed, each.paid, each.open)),
        )
        for each in folded.promises
    ]
    assert {line: sums(told["totals"][line]) for line in LINES} == folded.totals


@settings(max_examples=few(40))
@given(promised_histories(), DAYS, st.booleans(), st.sampled_from([*SLICES]))
def test_slices_add_up_to_the_whole_and_states_part_the_promises(
    drafts: list[Draft], day: str, members: bool, by: str
) -> None:
    told = asked(drafts, as_of=day, members=members, by=by)
    for line in LINES:
        assert added([each["totals"] for each in told["slices"]], line) == sums(told["totals"][line])
    counts = {state: sum(each["states"][state] for each in told["slices"]) for state in STATES}
    assert counts == told["states"]
    assert counts == {state: sum(row["state"] == state for row in told["rows"]) for state in STATES}


@settings(max_examples=few(25))
@given(promised_histories(), DAYS, st.sampled_from([*SLICES]))
def test_a_slice_is_what_the_filter_selects(drafts: list[Draft], day: str, by: str) -> None:
    whole = asked(drafts, as_of=day, by=by)
    for each in whole["slices"]:
        if each["key"]:
            alone = asked(drafts, as_of=day, filters={by: each["key"]})
            assert (alone["totals"], alone["states"]) == (each["totals"], each["states"])


@settings(max_examples=few(40))
@given(promised_histories(), DAYS, st.booleans(), st.sampled_from([None, "USD"]))
def test_what_is_promised_is_what_stands(drafts: list[Draft], day: str, members: bool, currency: str | None) -> None:
    told = asked(drafts, as_of=day, members=members, currency=currency)
    boundary = Boundary(RELATION, as_of=day, members=members, currency=currency)
    counted = commitments.report(columns_of(drafts), boundary, {})["totals"]
    assert sums(told["totals"]["promised"]) == added([counted], "net", "mobilised")


@settings(max_examples=few(40))
@given(promised_histories(), DAYS, st.sampled_from([None, "USD"]))
def test_what_is_paid_and_what_is_open_is_what_was_promised(
    drafts: list[Draft], day: str, currency: str | None
) -> None:
    told = asked(drafts, as_of=day, currency=currency)
    for row in told["rows"]:
        promised, paid = sums(row["promised"]), sums(row["paid"])
        for unit, value in promised.items():
            assert sums(row["open"]).get(unit, 0) == max(value - paid.get(unit, 0), 0)
    for cell in (cell for line in LINES for cell in told["totals"][line]):
        assert Decimal(cell["low"]) <= Decimal(cell["value"])
        assert cell["high"] is None or Decimal(cell["value"]) <= Decimal(cell["high"])


@settings(max_examples=few(25))
@given(promised_histories(), DAYS)
def test_as_of_a_day_is_the_ledger_without_what_happened_later(drafts: list[Draft], day: str) -> None:
    # given a ledger without corrections, which mend whenever they are recorded
    plain = [draft for draft in drafts if not draft["kind"].startswith("entry-")]
    # when nothing is recorded of what happened later
    early = [draft for draft in plain if "on" not in draft or span(draft["on"]).first <= date.fromisoformat(day)]
    opened = {draft["stream"] for draft in early}
    whole = [each for each in plain if next(d for d in plain if d["stream"] == each["stream"]) in early]
    kept = [draft for draft in whole if draft in early and draft["stream"] in opened]
    # then the report as of that day is the same
    assert asked(whole, as_of=day)["totals"] == asked(kept, as_of=day)["totals"]


@settings(max_examples=few(25))
@given(promised_histories(assessed=False), DAYS, st.integers(0, 99))
def test_an_assessment_moves_nothing(drafts: list[Draft], day: str, seed: int) -> None:
    streams = [row["stream"] for row in asked(drafts, as_of=day)["rows"]]
    judged = [*drafts, *assessments(drafts, Random(seed), streams)] if streams else drafts
    before, after = asked(drafts, as_of=day), asked(judged, as_of=day)
    assert after["totals"] == before["totals"]
    told_apart = ("assessments", "spread")
    assert [{k: v for k, v in row.items() if k not in told_apart} for row in after["rows"]] == [
        {k: v for k, v in row.items() if k not in told_apart} for row in before["rows"]
    ]
    window = Boundary(RELATION)
    counted = [commitments.report(columns_of(each), window, {})["totals"] for each in (drafts, judged)]
    assert counted[0] == counted[1]
