"""Replay: what each event did to the totals, and that it adds up."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilat.events.errors import BadInput
from bilat.projections.columns import decode_lines
from bilat.projections.fold import lots, steps
from bilat.projections.reports import commitments, replay
from bilat.projections.view.boundary import Boundary
from tests.full import few
from tests.histories import RELATION, Draft, canonical, histories, stamped
from tests.projections.reports.promised import GIVEN, amount, event, pledge
from tests.projections.view.whom import boundaries

Sums = Mapping[tuple[str, str | None, str], Decimal]
BOUNDARIES = boundaries(
    members=st.booleans(),
    known_by=st.none() | st.sampled_from(["2020-06", "2021", "2022-03-01"]),
    since=st.none() | st.sampled_from(["2021", "2021-06"]),
    until=st.none() | st.sampled_from(["2021-12", "2022"]),
)


def replayed(drafts: Sequence[Draft], boundary: Boundary, **asked: Any) -> dict[str, Any]:
    lines = [canonical(line) for line in stamped(drafts)]
    return replay.report(decode_lines(b"\n".join(lines)), boundary, {}, lines, **asked)


def effects_of(*drafts: Draft, **asked: Any) -> list[tuple[str, str]]:
    """The events of the pledges after `GIVEN` and their effects."""
    order = asked.pop("order", "recorded")
    rows = replayed([*GIVEN, *drafts], Boundary(RELATION, **asked), order=order)["rows"]
    return [(row["event"].removeprefix("pledge/"), row["effect"]) for row in rows]


def reported(drafts: Sequence[Draft], boundary: Boundary) -> Sums:
    """The totals of the columns, the excluded by reason."""
    totals = commitments.report(decode_lines(b"\n".join(map(canonical, stamped(drafts)))), boundary, {})["totals"]
    sums: dict[tuple[str, str | None, str], Decimal] = defaultdict(Decimal)
    for line in ("headline", "net", "mobilised"):
        for total in totals[line]:
            sums[line, None, total["unit"]] += Decimal(total["value"])
    for each in totals["excluded"]:
        sums["excluded", each["reason"], each["amount"]["unit"]] += Decimal(each["amount"]["value"])
    return {key: value for key, value in sums.items() if value}


@settings(max_examples=few(60))
@given(histories(max_size=40), BOUNDARIES, st.sampled_from(replay.ORDERS))
def test_the_effects_add_up_to_the_totals(drafts: list[Draft], boundary: Boundary, order: str) -> None:
    report = replayed(drafts, boundary, order=order)
    sums: dict[tuple[str, str | None, str], Decimal] = defaultdict(Decimal)
    for row in report["rows"]:
        for move in row["moved"]:
            key = move["total"], move["reason"], move["unit"]
            assert Decimal(move["from"]) == sums[key]
            sums[key] = Decimal(move["to"])
        net = {each["unit"]: Decimal(each["value"]) for each in row["net"]}
        assert net == {unit: value for (total, _, unit), value in sums.items() if total == "net" and value}
    assert {key: value for key, value in sums.items() if value} == reported(drafts, boundary)


@settings(max_examples=few(40))
@given(histories(max_size=30), BOUNDARIES)
def test_step_by_step_is_the_fold_of_every_prefix(drafts: list[Draft], boundary: Boundary) -> None:
    lines = stamped(drafts)
    view: dict[str, Any] = {
        "relation": boundary.relation,
        "members": boundary.members,
        "since": boundary.from_day,
        "until": boundary.to_day,
        "known_by": boundary.known_day,
    }
    sums: dict[tuple[str, str | None, str], Decimal] = {}
    for size, moved in enumerate(steps(lines, **view), 1):
        sums |= {part: after for part, (_, after) in moved.items()}
        whole: dict[tuple[str, str | None, str], Decimal] = defaultdict(Decimal)
        for lot in lots(lines[:size], **view):
            whole[lot.treatment, lot.reason, lot.unit] += lot.value
        assert {part: value for part, value in sums.items() if value} == {k: v for k, v in whole.items() if v}


@settings(max_examples=few(25))
@given(histories(max_size=25), BOUNDARIES, st.integers(0, 60))
def test_until_a_position_is_the_replay_of_that_many_events(drafts: list[Draft], boundary: Boundary, size: int) -> None:
    size = min(size, len(drafts))
    whole = replayed(drafts, boundary)["rows"]
    known = [row["position"] for row in replayed(drafts[:size], boundary)["rows"]]
    assert [row["moved"] for row in whole if row["position"] in known] == [
        row["moved"] for row in replayed(drafts[:size], boundary)["rows"]
    ]


def test_each_event_says_which_totals_it_moved() -> None:
    assert effects_of(
        pledge("a", "USD 50000000"),
        event("pledge-restated", "a", "USD 50000000"),
        event("pledge-topped-up", "a", "USD 10000000"),
        pledge("b", "dose 1000", flow="private"),
    ) == [
        ("a#1", "headline USD 0 to 50m; net USD 0 to 50m"),
        ("a#2", "headline USD 50m to 100m; excluded as restated USD 0 to 50m"),
        ("a#3", "headline USD 100m to 110m; net USD 50m to 60m"),
        ("b#1", "headline 0 to 1k dose; mobilised 0 to 1k dose"),
    ]


def test_what_moved_nothing_says_why() -> None:
    assert effects_of(
        pledge("a", "USD 50"),
        event("pledge-restated", "a"),
        event("pledge-disbursed", "a", "USD 20"),
        event("pledge-completed", "a"),
        {"kind": "entry-cited", "stream": "pledge/a", "target": "pledge/a#1", "cites": [{"source": "a"}]},
    )[1:] == [
        ("a#2", "states no amount"),
        ("a#3", "a column of its own: what was promised stands"),
        ("a#4", "the stage alone"),
        ("a#5", "another source of pledge/a#1: no total moved"),
    ]


def test_corrections_and_retractions_are_events_of_their_own() -> None:
    wrong = {"kind": "entry-corrected", "stream": "pledge/a", "target": "pledge/a#1", "reason": "a typo"}
    gone = {"kind": "entry-retracted", "stream": "pledge/a", "target": "pledge/a#1", "reason": "no such thing"}
    history = (pledge("a", "USD 50"), wrong | {"fields": {"amount": amount("USD 5")}}, gone)
    assert effects_of(*history) == [
        ("a#1", "headline USD 0 to 50; net USD 0 to 50"),
        ("a#2", "corrects amount of pledge/a#1: headline USD 50 to 5; net USD 50 to 5"),
        ("a#3", "retracts pledge/a#1: headline USD 5 to 0; net USD 5 to 0"),
    ]
    assert effects_of(*history[:2], order="on") == [("a#1", "headline USD 0 to 5; net USD 0 to 5")]


def test_a_part_moves_money_between_totals() -> None:
    assert effects_of(pledge("u", "USD 100"), pledge("p", "USD 30", part_of="pledge/u", flow="private"))[1:] == [
        (
            "p#1",
            "headline USD 100 to 130; net USD 100 to 70; mobilised USD 0 to 30; excluded as part-of USD 0 to 30",
        )
    ]


def test_the_order_of_happening_is_that_of_days_after_the_opening() -> None:
    late, early = pledge("a", "USD 1", "2022-01-01"), pledge("b", "USD 1", "2020-01-01")
    before = event("pledge-restated", "a", "USD 1", "2019-01-01")
    assert [name for name, _ in effects_of(late, early, before, order="on")] == ["b#1", "a#1", "a#2"]


def test_what_was_not_public_and_what_lies_outside_the_span_move_nothing() -> None:
    history = pledge("a", "USD 50", "2022-03-01"), event("pledge-restated", "a", "USD 50", "2019-01-01")
    assert effects_of(*history, known_by="2021")[0] == ("a#1", "no total moved: it was public from 2022-03-01 on")
    assert [name for name, _ in effects_of(*history, since="2020")] == ["a#1"]


def test_a_history_of_nothing_has_no_rows() -> None:
    report = replayed([], Boundary(RELATION))
    assert (report["rows"], report["totals"]["net"]) == ([], [])


def test_an_unknown_order_is_refused() -> None:
    with pytest.raises(BadInput, match="no order 'of'"):
        replayed([], Boundary(), order="of")
