"""The laws of money (design section 6), held by the event-by-event fold on random histories."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bilat.projections.fold import Lot, lots, totals
from bilat.projections.fold.as_of import read
from bilat.projections.fold.claims import CLAIMS
from tests.full import tries
from tests.histories import RELATION, Draft, Line, histories, shuffled, stamped

View = dict[str, Any]

LAW = settings(max_examples=tries(100), deadline=None)
SEEDS = st.integers(0, 2**32 - 1)
DAYS = st.dates(date(2020, 1, 1), date(2023, 12, 31))
VIEWS = st.fixed_dictionaries(
    {"members": st.booleans(), "known_by": st.none() | DAYS, "relation": st.sampled_from([RELATION, None])}
)
PLAIN = histories(units=("USD",), plain=True)
WRONG: dict[str, Any] = {
    "on": "2019-01-01",
    "amount": {"value": "1000", "unit": "GBP", "bound": "exact"},
    "equivalents": [],
    "cites": [{"source": "wire-copy"}],
    "published": "2030",
    "donor": "US",
    "recipient": "WHO",
    "flow": "private",
    "instrument": "equity",
    "topics": ["wrong"],
    "new_money": False,
    "pace": "per-year",
    "horizon": "P9Y",
}


def usd(value: int) -> Draft:
    """An exact amount."""
    return {"value": str(value), "unit": "USD", "bound": "exact"}


def counted(found: Sequence[Lot]) -> Mapping[str, Decimal]:
    """Net and mobilised money by unit."""
    sums = {unit: sums.net + sums.mobilised for unit, sums in totals(found).items()}
    return {unit: value for unit, value in sums.items() if value}


def bare(found: Sequence[Lot]) -> Counter[Lot]:
    """The lots without the version of their claim, which depends on the order of recording."""
    return Counter(replace(lot, event=lot.stream) for lot in found)


def pledge(slug: str, value: int, **more: Any) -> Draft:
    """Announce a pledge of Japan to ASEAN."""
    record = {
        "kind": "pledge-announced",
        "stream": f"pledge/{slug}",
        "on": "2021",
        "cites": [{"source": "wire"}],
    }
    parties = {"donor": "JP", "recipient": "ASEAN", "title": slug, "instrument": "mixed"}
    return record | parties | {"amount": usd(value)} | more


def umbrella(value: int, over: Sequence[Draft]) -> list[Draft]:
    """Open a pledge of USD `value` and make every pledge of a history a part of it."""
    parts: list[Draft] = []
    for draft in over:
        part: Draft = {"part_of": "pledge/top"} | draft if "donor" in draft else dict(draft)
        if "part_of" in part.get("fields", {}):
            part["fields"] = {"part_of": part["fields"]["part_of"] or "pledge/top"}
        parts.append(part)
    opened = next((place for place, part in enumerate(parts) if "donor" in part), len(parts))
    return [*parts[:opened], pledge("top", value), *parts[opened:]]


@given(histories(), VIEWS)
@LAW
def test_headline_is_net_and_mobilised_and_excluded(drafts: list[Draft], view: View) -> None:
    found = lots(stamped(drafts), **view)
    for unit, sums in totals(found).items():
        assert sums.headline == sums.net + sums.mobilised + sums.excluded
        assert sums.headline == sum(lot.value for lot in found if lot.unit == unit)
    assert {lot.treatment for lot in found} <= {"net", "mobilised", "excluded"}
    assert all((lot.reason is None) == (lot.treatment != "excluded") for lot in found)


@given(histories(), st.none() | DAYS)
@LAW
def test_every_telling_is_accounted_for_once(drafts: list[Draft], known_by: date | None) -> None:
    lines = stamped(drafts)
    record = {
        entry.ref: Decimal(entry.amount["value"])
        for entries in read(lines, known_by=known_by).values()
        for entry in entries
        if entry.kind in (*CLAIMS, "pledge-restated", "total-reported")
        if entry.amount and (entries[0].fields.get("pace") != "per-year" or entry.kind == "total-reported")
    }
    sums: Counter[str] = Counter()
    for lot in lots(lines, relation=None, known_by=known_by):
        sums[lot.event] += lot.value  # type: ignore[assignment]  # a Counter counts anything that adds
    assert {event: sums[event] for event in record} == record


@given(PLAIN, st.integers(1, 900))
@LAW
def test_a_family_counts_the_larger_of_umbrella_and_parts(drafts: list[Draft], value: int) -> None:
    assume(not any(draft["kind"] == "entry-retracted" and draft["target"].endswith("#1") for draft in drafts))
    parts = counted(lots(stamped(drafts), relation=None)).get("USD", Decimal(0))
    family = counted(lots(stamped(umbrella(value, over=drafts)), relation=None))
    assert family == {"USD": max(Decimal(value), parts)}


@given(histories(), VIEWS, st.integers(1, 900))
@LAW
def test_a_part_inside_the_remainder_changes_no_sum(drafts: list[Draft], view: View, value: int) -> None:
    # given an umbrella that holds more than its parts
    family = umbrella(100_000, over=drafts)
    part = pledge("part", value, part_of="pledge/top", flow="private")
    assert counted(lots(stamped([*family, part]), **view)) == counted(lots(stamped(family), **view))


@given(histories(), VIEWS, DAYS)
@LAW
def test_adjacent_windows_add_up(drafts: list[Draft], view: View, day: date) -> None:
    lines = stamped(drafts)
    before, after = lots(lines, **view, until=day - timedelta(days=1)), lots(lines, **view, since=day)
    assert before + after == lots(lines, **view)


@given(
    histories(),
    SEEDS,
    st.sampled_from(("restated", "completed", "suspended", "committed", "disbursed", "total")),
)
@LAW
def test_retellings_stages_and_totals_move_no_money(drafts: list[Draft], seed: int, kind: str) -> None:
    # given a pledge that some announcement, top-up or revision gives an amount
    rng, lines = Random(seed), stamped(drafts)
    promised = [
        stream
        for stream, entries in read(lines).items()
        if any(entry.kind in CLAIMS and entry.amount for entry in entries)
        and not (kind == "disbursed" and any(entry.kind == "pledge-cancelled" for entry in entries))
    ]
    assume(promised)
    # when it is told again, or money moves, or it is completed
    more: Draft = {"kind": f"pledge-{kind}", "stream": rng.choice(promised), "on": f"202{rng.randrange(4)}"}
    more |= {"kind": "total-reported", "measure": "disbursed"} if kind == "total" else {}
    more |= {} if kind in ("completed", "suspended") else {"amount": usd(77)}
    # then what counts is the same, but for the stage
    now, then = (
        [replace(lot, stage="") for lot in lots(events, relation=RELATION, members=True) if lot.reason is None]
        for events in (stamped([*drafts, more | {"cites": [{"source": "wire"}]}]), lines)
    )
    assert bare(now) == bare(then)


@given(histories(), VIEWS, st.integers(0, 60))
@LAW
def test_recorded_by_is_the_ledger_of_that_many_events(drafts: list[Draft], view: View, size: int) -> None:
    lines = stamped(drafts)
    assert lots(lines, **view, recorded_by=size) == lots(lines[:size], **view)


@given(histories(), VIEWS)
@LAW
def test_recording_and_retracting_leaves_no_trace(drafts: list[Draft], view: View) -> None:
    # given every event of the pledges recorded a second time, on its stream or as a new one, then retracted
    lines = stamped(drafts)
    again: list[Draft] = []
    for draft in drafts:
        if draft["stream"].startswith(("pledge/", "programme/")) and "target" not in draft:
            again.append(draft | ({"stream": f"{draft['stream']}-again"} if "donor" in draft else {}))
    recorded = stamped([*drafts, *again])[len(drafts) :]
    retracted = [
        {"kind": "entry-retracted", "stream": line["stream"], "target": f"{line['stream']}#{line['version']}"}
        for line in recorded
    ]
    assert lots(stamped([*drafts, *again, *retracted]), **view) == lots(lines, **view)


@given(histories(), SEEDS, VIEWS)
@LAW
def test_a_corrected_record_equals_one_written_right(drafts: list[Draft], seed: int, view: View) -> None:
    # given a record in which one event, not mended yet, was written wrongly
    lines = stamped(drafts)
    mended = {line["target"] for line in lines if "target" in line}
    known = [line for line in lines if line["stream"].startswith(("pledge/", "source/"))]
    known = [line for line in known if f"{line['stream']}#{line['version']}" not in mended and "target" not in line]
    assume(known)
    right = Random(seed).choice(known)
    wrong: Line = right | {name: WRONG[name] for name in right if name in WRONG} | {"note": "wrong"}
    # when it is corrected
    fields = {name: right.get(name) for name in (*WRONG, "note") if name in wrong}
    ref = f"{right['stream']}#{right['version']}"
    mend = {"kind": "entry-corrected", "stream": right["stream"], "target": ref, "fields": fields}
    # then the money is as if it had been written right
    assert lots([*(wrong if line is right else line for line in lines), mend], **view) == lots(lines, **view)


@given(histories(), SEEDS, VIEWS)
@LAW
def test_the_order_of_recording_decides_nothing(drafts: list[Draft], seed: int, view: View) -> None:
    lines = stamped(drafts)
    assert bare(lots(shuffled(lines, Random(seed)), **view)) == bare(lots(lines, **view))


@given(PLAIN, SEEDS, VIEWS)
@LAW
def test_merging_never_raises_the_money_counted(drafts: list[Draft], seed: int, view: View) -> None:
    lines = stamped(drafts)
    known = [stream for stream in read(lines) if stream.startswith("pledge/")]
    assume(len(known) > 1)
    once, into = Random(seed).sample(known, 2)
    merger = {"kind": "pledge-merged", "stream": once, "into": into, "reason": "one promise"}
    before, after = counted(lots(lines, **view)), counted(lots(stamped([*drafts, merger]), **view))
    assert after.get("USD", 0) <= before.get("USD", 0)
