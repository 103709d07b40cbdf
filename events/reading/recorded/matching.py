"""A draft against the record: what is on record already becomes a restatement, a citation or a total of its stream."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from bilat.events.likeness.alike import DAYS
from bilat.events.likeness.amounts import rounded
from bilat.events.likeness.facts import Money, amount_of
from bilat.events.likeness.titles import folded
from bilat.events.reading.doubts import NAMES, Doubt
from bilat.events.reading.proposals import Proposal
from bilat.events.reading.recorded.record import Record
from bilat.events.reading.recorded.streams import KnownEvent, KnownStream
from bilat.events.values.dates import span

SAME_DAYS = 4
"""Days within which two sources tell one event and not one after the other."""
_IDENTITY = ("donor", "recipient", "title", "instrument", "flow", "part_of", "horizon", "pace")


def match_record(proposal: Proposal, record: Record, published: str = "") -> Proposal:
    """Return the proposal on the stream of the record that it tells of, with the reason; itself where there is none."""
    kind = proposal.event["kind"]
    match kind.partition("-")[0]:
        case "pledge" | "total":
            return _money(proposal, record, published)
        case "figure":
            return _figure(proposal, record)
        case "meeting":
            return _meeting(proposal, record)
        case "agreement":
            return _agreement(proposal, record)
    return proposal


def _money(proposal: Proposal, record: Record, published: str) -> Proposal:
    ranked = sorted(_weighed(proposal.event, record), key=lambda each: (-each[0], each[1].name))
    if not ranked or ranked[0][0] < 3.0:
        return proposal
    weight, stream, why = ranked[0]
    close = len(ranked) > 1 and ranked[1][0] > weight - 0.5
    event = _on_stream(proposal.event, stream, published)
    doubts = proposal.doubts
    if weight < 4.0 or close:
        doubts = (*doubts, Doubt("likeness", f"{NAMES['likeness']}: {stream.name}, {why}"))
    changed = replace(proposal, event=event, doubts=doubts, why=(*proposal.why, f"{stream.name}: {why}"))
    return changed.settled()


def _weighed(event: Mapping[str, Any], record: Record) -> Iterator[tuple[float, KnownStream, str]]:
    donors, recipients = _codes(event, "donor"), _codes(event, "recipient")
    money = [amount_of(event["amount"]), *(amount_of(each) for each in event.get("equivalents", ()))]
    for stream in record.streams.values():
        if stream.type not in ("pledge", "programme"):
            continue
        if not _related(record, donors, stream.codes("donor")) or not _related(
            record, recipients, stream.codes("recipient")
        ):
            continue
        total = event["kind"] == "total-reported"
        same = next((each for each in stream.events if _same_money(money, each)), None)
        titles = _title_likeness(str(event.get("title", "")), stream.title)
        unit = any(each.money and each.money[0].unit == money[0].unit for each in stream.events)
        weight, why = 0.0, []
        if same:
            weight += 2.6 if money[0] in same.money else 2.0
            why.append("the same sides and amount")
        if same and _apart(event.get("on", ""), same.on) <= DAYS:
            weight += 1.2
            why.append("within two months")
        elif same and event["kind"] == "pledge-announced" and _apart(event.get("on", ""), same.on) > 3 * 366:
            weight -= 1.2
        if donors == stream.codes("donor") and recipients == stream.codes("recipient"):
            weight += 0.4
        if titles >= 60:
            weight += 2.0 * (titles - 40) / 60
            why.append("a like title")
        if total and stream.type == "programme":
            alike = event.get("instrument") == stream.identity.get("instrument")
            weight += 1.5 * unit + 1.2 * alike
            why += ["the same unit and form"] if unit and alike else []
        if stream.type == "programme" and not total:
            weight -= 1.5
        if weight and why:
            yield weight, stream, ", ".join(why)


def _on_stream(event: Mapping[str, Any], stream: KnownStream, published: str) -> dict[str, Any]:
    """Return the event as it would be on a stream that is open already."""
    kind = str(event["kind"])
    same = next((each for each in stream.events if _is_same(event, each)), None)
    if same is not None:
        return _citation(event, stream, same)
    kept = {name: value for name, value in event.items() if name not in _IDENTITY}
    kept["stream"] = stream.name
    if kind in ("pledge-announced", "pledge-revised") and stream.type == "pledge":
        stated = any(_same_money([amount_of(event["amount"])], each) for each in stream.events)
        if kind == "pledge-announced" or stated:
            kept["kind"] = "pledge-restated"
            kept |= {"on": published} if published else {}
    elif kind != "total-reported" and stream.type == "programme":
        kept |= {"kind": "total-reported", "measure": "announced" if kind == "pledge-announced" else "disbursed"}
    return _ordered(kept)


def _is_same(event: Mapping[str, Any], known: KnownEvent) -> bool:
    """Tell whether an event on record is the very one: its kind, amount, measure and nearly its day."""
    amount = event.get("amount") or event.get("value")
    if known.kind != event["kind"] or not amount or not known.money or known.measure != event.get("measure", ""):
        return False
    if amount_of(amount) != known.money[0] or amount["bound"] != known.bound or known.period != event.get("period", ""):
        return False
    return _apart(event.get("on", ""), known.on) <= SAME_DAYS


def _citation(event: Mapping[str, Any], stream: KnownStream, known: KnownEvent) -> dict[str, Any]:
    return {
        "kind": "entry-cited",
        "stream": stream.name,
        "target": f"{stream.name}#{known.version}",
        "cites": event["cites"],
    }


def _figure(proposal: Proposal, record: Record) -> Proposal:
    event = proposal.event
    alike = [stream for stream in record.streams.values() if _same_series(event, stream)]
    cited = ((stream, known) for stream in alike for known in stream.events if _is_same(event, known))
    if found := next(cited, None):
        stream, moved = found[0], _citation(event, *found)
    elif alike:
        stream = alike[0]
        moved = _ordered({**event, "stream": stream.name})
    else:
        return proposal
    return replace(proposal, event=moved, why=(*proposal.why, f"{stream.name}: the same series"))


def _same_series(event: Mapping[str, Any], stream: KnownStream) -> bool:
    identity = stream.identity
    if stream.type != "series" or identity.get("indicator") != event["indicator"]:
        return False
    known, asked = (identity.get("from"), identity.get("to")), (event.get("from"), event.get("to"))
    return known == asked or ("trade" in event["indicator"] and set(known) == set(asked))


def _meeting(proposal: Proposal, record: Record) -> Proposal:
    event = proposal.event
    for stream in record.streams.values():
        if stream.type != "meeting" or stream.codes("parties") != _codes(event, "parties"):
            continue
        recorded = next((each for each in stream.events if each.kind == event["kind"]), None)
        if recorded and _apart(event.get("on", ""), recorded.on) <= SAME_DAYS:
            why = f"{stream.name}: the same parties and day"
            return replace(proposal, event=_citation(event, stream, recorded), why=(*proposal.why, why))
        planned = stream.identity.get("planned_for", "")
        if event.get("planned_for") and planned and _apart(event["planned_for"], planned) == 0:
            kept = {name: value for name, value in event.items() if name not in ("name", "parties", "level")}
            why = f"{stream.name}: the same parties, planned for the same time"
            return replace(proposal, event=_ordered({**kept, "stream": stream.name}), why=(*proposal.why, why))
    return proposal


def _agreement(proposal: Proposal, record: Record) -> Proposal:
    event = proposal.event
    for stream in record.streams.values():
        if stream.type == "agreement" and stream.codes("parties") & _codes(event, "parties"):
            recorded = next((each for each in stream.events if each.kind == event["kind"]), None)
            near = recorded is not None and _apart(event.get("on", ""), recorded.on) <= SAME_DAYS
            if recorded and near and _title_likeness(event["title"], stream.title) >= 70:
                why = f"{stream.name}: a like title, the same day"
                return replace(proposal, event=_citation(event, stream, recorded), why=(*proposal.why, why))
    return proposal


def _related(record: Record, mine: frozenset[str], yours: frozenset[str]) -> bool:
    """Tell whether two sides have a party in common, an organ standing for what it is an organ of."""
    if mine & yours:
        return True
    ups: Callable[[frozenset[str]], set[str]] = lambda codes: {each for code in codes for each in record.above(code)}  # noqa: E731
    return bool(ups(mine) & yours or mine & ups(yours))


def _same_money(money: list[Money], known: KnownEvent) -> bool:
    pairs = [(mine, yours) for mine in money for yours in known.money if mine.unit == yours.unit]
    return any(
        mine.value == yours.value or (rounded(mine.value, yours.value) and mine.value > Decimal(1000))
        for mine, yours in pairs
    )


def _title_likeness(one: str, other: str) -> float:
    from rapidfuzz.fuzz import token_set_ratio

    return float(token_set_ratio(folded(one), folded(other)))


def _apart(one: str, other: str) -> int:
    """Return how many days two dates lie apart, 0 where they have one in common; many where one is not told."""
    try:
        (first, last), (later, end) = span(one), span(other)
    except (ValueError, TypeError):
        return 99_999
    return max((_day(later) - _day(last)), (_day(first) - _day(end)), timedelta(0)).days


def _day(day: date) -> date:
    return day


def _codes(event: Mapping[str, Any], side: str) -> frozenset[str]:
    codes = event.get(side, ())
    return frozenset([codes] if isinstance(codes, str) else codes)


def _ordered(event: Mapping[str, Any]) -> dict[str, Any]:
    first = ("kind", "stream", "on", "cites")
    return {name: event[name] for name in (*first, *(each for each in event if each not in first)) if name in event}
