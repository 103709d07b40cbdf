"""Families of promises drawn to be hard: the columns against the fold under every clock, and what mergers may do."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import product
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilat.projections import fold
from bilat.projections.columns import decode_lines
from bilat.projections.pledges.lots import lots
from bilat.projections.pledges.totals import KEYS
from bilat.projections.reports.check import check
from bilat.projections.reports.commitments import report
from bilat.projections.view.as_of import as_of
from bilat.projections.view.boundary import DIRECTIONS, Boundary
from tests.campaigns.families import days, family, merger
from tests.full import FULL
from tests.histories import Draft, canonical, stamped
from tests.projections.pledges.summed import by_columns, by_fold

PAIRS = (("ASEAN", "JP"), ("ASEAN", "JICA"), ("JICA", "VN"), ("JP", "VN"), ("JAIF", "JP"), ("ASEAN", "US"))
WHOM: list[dict[str, Any]] = [
    *({"relation": pair} for pair in PAIRS),
    *({"party": party} for party in ("JP", "ASEAN", "VN", "US")),
    *({"party": party, "direction": way} for party, way in product(("JP", "ASEAN", "JICA"), DIRECTIONS)),
    {"relation": PAIRS[0], "party": "JP", "direction": "gives"},
]
VIEWS = [(whom, members) for whom, members in product([{}, *WHOM], (False, True)) if whom or not members]
"""Whom a boundary names, and whether members are included."""
SEEDS = range(400 if FULL else 8)
ASKED = 8 if FULL else 3
"""How many of the known days, each of another relation, are asked of a history."""


def counted(drafts: Sequence[Draft]) -> Mapping[str, Decimal]:
    """Net and mobilised money by unit."""
    sums = fold.totals(fold.lots(stamped(drafts), relation=None))
    return {unit: each.net + each.mobilised for unit, each in sums.items()}


def raised(before: Mapping[str, Decimal], after: Mapping[str, Decimal]) -> list[str]:
    """The units in which more counts after than before."""
    return [unit for unit in after if after[unit] > before.get(unit, 0)]


def last_merger(drafts: Sequence[Draft], rng: Random) -> Draft | None:
    """One more merger of the pledges, where one is left to merge."""
    merged = {draft["stream"] for draft in drafts if draft["kind"] == "pledge-merged"}
    known = [draft["stream"] for draft in drafts if "donor" in draft]
    free = [stream for stream in known if stream not in merged]
    if not free:
        return None
    stream = rng.choice(free)
    return merger(stream, rng.choice([each for each in known if each != stream]), rng)


def without(draft: Draft, *names: str) -> Draft:
    """The event without these fields."""
    return {name: value for name, value in draft.items() if name not in names}


@pytest.mark.parametrize("seed", SEEDS)
def test_columns_are_the_fold_of_every_relation_on_every_known_day(seed: int) -> None:
    rng, lines = Random(seed), stamped(family(seed))
    log = decode_lines(b"\n".join(map(canonical, lines)))
    known = days(lines)
    for day in rng.sample(known, min(ASKED, len(known))):
        whom, members = rng.choice(VIEWS)
        boundary = Boundary(**whom, members=members, known_by=day)
        assert by_columns(lots(as_of(log, boundary), boundary)) == by_fold(lines, boundary), boundary


@pytest.mark.parametrize("seed", SEEDS)
def test_slices_in_dollars_add_up_to_the_whole(seed: int) -> None:
    log = decode_lines(b"\n".join(map(canonical, stamped(family(seed)))))
    boundary = Boundary(PAIRS[0], members=True, currency="USD", rates="stated", by=Random(seed).choice([*KEYS]))
    record = report(log, boundary, {})
    for line in ("headline", "net", "mobilised"):
        sums: dict[str, Decimal] = {}
        for each in (entry for piece in record["slices"] for entry in piece["totals"][line]):
            sums[each["unit"]] = sums.get(each["unit"], Decimal(0)) + Decimal(each["value"])
        assert sums == {each["unit"]: Decimal(each["value"]) for each in record["totals"][line]}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_merger_that_raises_what_is_counted_is_found(seed: int) -> None:
    drafts = family(seed)
    found = last_merger(drafts, Random(seed))
    if found is None:
        return
    lines = stamped([*drafts, found])
    more = raised(counted(drafts), counted([*drafts, found]))
    asked = Boundary(filters={"kind": "merger-raises"})
    named = check(decode_lines(b"\n".join(map(canonical, lines))), asked)["events"].to_list()
    assert ([f"{found['stream']}#{lines[-1]['version']}"] in named) == bool(more)


@pytest.mark.parametrize("start", range(0, 4_000 if FULL else 300, 100))
def test_a_single_merger_in_one_unit_raises_nothing(start: int) -> None:
    for seed in range(start, start + 100):
        drafts = [without(draft, "pace") for draft in family(seed, ("USD",), mergers=0)]
        found = last_merger(drafts, Random(seed))
        assert found is not None
        assert not raised(counted(drafts), counted([*drafts, found])), seed


@settings(max_examples=500 if FULL else 30)
@given(st.integers(0, 2**32 - 1), st.booleans())
def test_a_merged_pledge_outside_the_boundary_passes_its_parts_on_as_one_inside_without_money(
    seed: int, members: bool
) -> None:
    # given a pledge that lies outside the relation, and the same one inside, of which nobody told an amount
    rng, drafts = Random(seed), family(seed, mergers=1)
    merged = {draft["stream"] for draft in drafts if draft["kind"] == "pledge-merged"}
    known = [draft["stream"] for draft in drafts if "donor" in draft]
    wholes = [draft["part_of"] for draft in drafts if "part_of" in draft]
    chosen = rng.choice([stream for stream in wholes or known if stream not in merged] or known)
    if chosen not in merged:
        drafts.append(merger(chosen, rng.choice([stream for stream in known if stream != chosen]), rng))
    outside, inside = {"donor": "US", "recipient": "WHO"}, {"donor": "JP", "recipient": "ASEAN"}
    histories = []
    for parties, left in ((outside, ()), (inside, ("amount", "equivalents"))):
        record = [
            without(draft, "flow", *left) | ({**parties, "instrument": "unspecified"} if "donor" in draft else {})
            if draft["stream"] == chosen
            else draft
            for draft in drafts
        ]
        histories.append(stamped(record))
    # then on every known day the money of all others is the same, by the columns too
    frames = [decode_lines(b"\n".join(map(canonical, lines))) for lines in histories]
    for day in days(histories[0]):
        boundary = Boundary(PAIRS[0], members=members, known_by=day)
        one, other = (by_fold(lines, boundary) for lines in histories)
        assert one == other, day
        if Random(f"{seed} {day}").random() < 0.02:
            assert [by_columns(lots(as_of(log, boundary), boundary)) for log in frames] == [one, other]
