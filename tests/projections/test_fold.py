"""The laws of money (design section 6), held by the event-by-event fold on random histories."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bilat.projections.fold import Lot, lots, totals
from bilat.projections.fold.record import read
from tests.histories import RELATION, Draft, Line, histories, shuffled, stamped

SEEDS = st.integers(0, 2**32 - 1)
DAYS = st.dates(date(2020, 1, 1), date(2023, 12, 31))
VIEWS = st.fixed_dictionaries(
    {"members": st.booleans(), "known_by": st.none() | DAYS, "relation": st.sampled_from([RELATION, None])}
)
View = dict[str, Any]
CITED = {"cites": [{"source": "wire", "locator": "a law"}]}

settings.register_profile("laws", max_examples=60, deadline=None)
settings.load_profile("laws")


def counted(found: Sequence[Lot]) -> Mapping[str, Decimal]:
    """Net and mobilised money by unit."""
    return {unit: sums.net + sums.mobilised for unit, sums in totals(found).items() if sums.net + sums.mobilised}


def new_money(found: Sequence[Lot]) -> Counter[Lot]:
    """The lots that count, whatever their pledge's stage."""
    return bare([replace(lot, stage="") for lot in found if lot.fate != "excluded"])


def bare(found: Sequence[Lot]) -> Counter[Lot]:
    """The lots without the version of their telling, which depends on the order of recording."""
    return Counter(replace(lot, event=lot.stream) for lot in found)


def pledges(drafts: Sequence[Draft]) -> list[str]:
    """The streams of the pledges that are not void."""
    return [stream for stream in read(stamped(drafts)) if stream.startswith("pledge/")]


@given(histories(), VIEWS)
def test_headline_is_net_and_mobilised_and_excluded(drafts: list[Draft], view: View) -> None:
    found = lots(stamped(drafts), **view)
    for sums in totals(found).values():
        assert sums.headline == sums.net + sums.mobilised + sums.excluded
    assert {lot.fate for lot in found} <= {"net", "mobilised", "excluded"}
    assert all((lot.reason is None) == (lot.fate != "excluded") for lot in found)


@given(histories(), VIEWS)
def test_every_telling_is_accounted_for_once(drafts: list[Draft], view: View) -> None:
    lines = stamped(drafts)
    told: dict[str, Decimal] = {}
    for entries in read(lines, known_by=view["known_by"]).values():
        yearly = entries[0].fields.get("pace") == "per-year"
        for entry in entries:
            if entry.amount and not yearly:
                told[entry.ref] = Decimal(entry.amount["value"])
    sums: dict[str, Decimal] = {}
    for lot in lots(lines, **view):
        sums[lot.event] = sums.get(lot.event, Decimal(0)) + lot.value
    assert {event: sums[event] for event in sums if event in told} == {e: told[e] for e in told if e in sums}


@given(histories(max_size=15, units=("USD",), plain=True), st.integers(1, 90))
def test_a_family_counts_the_larger_of_umbrella_and_parts(drafts: list[Draft], value: int) -> None:
    # given any history, all of it part of one umbrella
    top = {"kind": "pledge-announced", "stream": "pledge/0", "on": "2021", "donor": "JP", "recipient": "ASEAN",
           "title": "All", "instrument": "mixed", "amount": {"value": f"{value}0", "unit": "USD", "bound": "exact"}}  # fmt: skip
    parts = counted(lots(stamped(drafts), relation=None))
    opened = next((i for i, draft in enumerate(drafts) if "donor" in draft), len(drafts))
    family = [top | CITED if i == opened else draft for i, draft in enumerate([*drafts[:opened], {}, *drafts[opened:]])]
    for draft in family:
        if "donor" in draft and draft is not family[opened]:
            draft.setdefault("part_of", "pledge/0")
        if draft.get("fields", {}).get("part_of", "") is None:
            draft["fields"]["part_of"] = "pledge/0"
    # then the family counts the larger of the two
    assert counted(lots(stamped(family), relation=None)) == {"USD": max(Decimal(value * 10), parts.get("USD", Decimal(0)))}


@given(histories(), VIEWS, DAYS)
def test_adjacent_windows_add_up(drafts: list[Draft], view: View, day: date) -> None:
    lines = stamped(drafts)
    before, after = lots(lines, **view, until=date.fromordinal(day.toordinal() - 1)), lots(lines, **view, since=day)
    assert before + after == lots(lines, **view)


@given(histories(), SEEDS, st.sampled_from(("restated", "completed", "suspended", "total", "committed", "disbursed")))
def test_retellings_stages_and_running_totals_change_no_money(drafts: list[Draft], seed: int, kind: str) -> None:
    rng, lines = Random(seed), stamped(drafts)
    told = {lot.stream for lot in lots(lines, relation=None) if lot.reason not in ("running-total", "restated")}
    paid = {lot.stream for lot in lots(lines, relation=None) if lot.event in {
        f"{e.stream}#{e.version}" for es in read(lines).values() for e in es
        if e.kind in ("pledge-committed", "pledge-disbursed", "pledge-restated") and lot.reason != "restated"}}  # fmt: skip
    cancelled = {line["stream"] for line in lines if line["kind"] == "pledge-cancelled"}
    safe = sorted(stream for stream in told - paid if kind != "disbursed" or stream not in cancelled)
    assume(safe)
    amount = {"value": "77", "unit": rng.choice(("USD", "EUR")), "bound": "exact"}
    more: Draft = {"kind": f"pledge-{kind}", "stream": rng.choice(safe), "on": f"202{rng.randrange(4)}", **CITED}
    if kind == "total":
        more |= {"kind": "total-reported", "measure": "disbursed"}
    if kind not in ("completed", "suspended"):
        more["amount"] = amount
    view: View = {"relation": RELATION, "members": True}
    assert new_money(lots(lines, **view)) == new_money(lots(stamped([*drafts, more]), **view))


@given(histories(), VIEWS, st.integers(0, 60))
def test_recorded_by_is_the_ledger_of_that_many_events(drafts: list[Draft], view: View, size: int) -> None:
    lines = stamped(drafts)
    assert lots(lines, **view, recorded_by=size) == lots(lines[:size], **view)


@given(histories(), histories(max_size=15), VIEWS)
def test_recording_and_retracting_leaves_no_trace(drafts: list[Draft], others: list[Draft], view: View) -> None:
    # given a history, and events of another one recorded on its streams
    lines, known = stamped(drafts), {draft["stream"] for draft in drafts}
    versions = Counter(draft["stream"] for draft in drafts)
    more: list[Draft] = []
    for number, other in enumerate(others):
        if other["kind"].startswith(("pledge-", "programme-", "total-")) and "target" not in other:
            stream = f"{other['stream']}x{number}" if "donor" in other else None
            more.append(other | {"stream": stream} if stream else other)
    more = [other for other in more if "donor" in other or other["stream"] in known]
    # when all of them are retracted
    for other in more[:]:
        versions[other["stream"]] += 1
        more.append({"kind": "entry-retracted", "stream": other["stream"], "reason": "never happened",
                     "target": f"{other['stream']}#{versions[other['stream']]}"})  # fmt: skip
    # then nothing is left of them
    assert lots(stamped([*drafts, *more]), **view) == lots(lines, **view)


@given(histories(), SEEDS, VIEWS)
def test_a_corrected_record_equals_one_written_right(drafts: list[Draft], seed: int, view: View) -> None:
    # given a record in which one event was written wrongly
    rng, lines = Random(seed), stamped(drafts)
    mended = {line["target"] for line in lines if "target" in line}
    right = rng.choice([li for li in lines if li["stream"].startswith(("pledge/", "source/")) and "target" not in li])
    assume(f"{right['stream']}#{right['version']}" not in mended)
    names = [name for name in right if name not in ("kind", "stream", "version", "recorded_at", "recorder")]
    wrong: Line = right | {name: WRONG[name] for name in names if name in WRONG} | {"note": "wrong"}
    # when it is corrected
    fields = {name: right.get(name) for name in (*names, "note")}
    mend = {"kind": "entry-corrected", "stream": right["stream"], "target": f"{right['stream']}#{right['version']}",
            "fields": fields, "reason": "typing"}  # fmt: skip
    # then the money is as if it had been written right
    assert lots(stamped([wrong if li is right else li for li in lines] + [mend]), **view) == lots(lines, **view)


WRONG: dict[str, Any] = {
    "on": "2019-01-01", "amount": {"value": "1000", "unit": "GBP", "bound": "exact"}, "cites": [{"source": "wire-copy"}],
    "donor": "US", "recipient": "WHO", "flow": "private", "instrument": "equity", "topics": ["wrong"],
    "new_money": False, "pace": "per-year", "horizon": "P9Y", "published": "2030", "equivalents": [],
}  # fmt: skip


@given(histories(), SEEDS, VIEWS)
def test_the_order_of_recording_decides_nothing(drafts: list[Draft], seed: int, view: View) -> None:
    lines = stamped(drafts)
    assert bare(lots(shuffled(lines, Random(seed)), **view)) == bare(lots(lines, **view))


@given(histories(units=("USD",), plain=True), SEEDS, VIEWS)
def test_merging_never_raises_the_money_counted(drafts: list[Draft], seed: int, view: View) -> None:
    lines, rng = stamped(drafts), Random(seed)
    merged = {entry.stream: entry.fields["into"] for entries in read(lines).values() for entry in entries
              if entry.kind == "pledge-merged"}  # fmt: skip
    free = [stream for stream in pledges(drafts) if stream not in merged]
    assume(len(free) > 1)
    once, into = rng.sample(free, 2)
    merger = {"kind": "pledge-merged", "stream": once, "into": into, "reason": "one promise"}
    before, after = lots(lines, **view), lots(stamped([*drafts, merger]), **view)
    for unit, value in counted(after).items():
        assert value <= counted(before).get(unit, 0)
