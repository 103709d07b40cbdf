"""The rules of each stream type: what may follow what. Findings are values, nothing is raised.

Rules look at the stream before the event, and at the references it makes; they never ask what time it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import count

from bilat.domain.pledge_unit import standing_unit
from bilat.domain.stream_index import StreamIndex
from bilat.domain.stream_state import StreamState
from bilat.events.base import Event
from bilat.events.corrections import EntryRetracted
from bilat.events.errors import BadInput, Problem
from bilat.events.fields import named_streams
from bilat.events.log.transparency.merkle import Tree
from bilat.events.parties import MembershipBegan, MembershipEnded, PartyRegistered
from bilat.events.pledges import PledgeIdentity, PledgeMerged, PledgeRestated, PledgeToppedUp
from bilat.events.seals import LedgerSealed
from bilat.events.values.codes import is_state, split_reference
from bilat.events.values.dates import horizon_span, span

OPENERS: Mapping[str, tuple[str, ...]] = {
    "party": ("party-registered",),
    "source": ("source-registered",),
    "meeting": ("meeting-planned", "meeting-held", "meeting-called-off"),
    "statement": ("statement-made",),
    "agreement": (
        "agreement-reached",
        "agreement-entered-into-force",
        "agreement-amended",
        "agreement-terminated",
    ),
    "pledge": ("pledge-announced", "pledge-revised", "pledge-committed", "pledge-disbursed"),
    "programme": ("programme-opened", "total-reported"),
    "series": ("figure-reported",),
    "ledger": ("ledger-sealed",),
}
"""The kinds that may be the first of a stream."""

ONCE = frozenset({"party-registered", "source-registered", "programme-opened", "pledge-announced"})
"""Kinds that a stream holds at most once."""


def problems(stream: StreamState, event: Event, index: StreamIndex, where: str) -> Iterator[Problem]:
    """Yield every reason why `event` may not be the next of `stream`; none where it is admitted."""
    yield from references(event, index, where)
    if stream.void:
        yield _void(stream, index, where)
        return
    if not event.kind.startswith("entry-"):
        yield from _opening(stream, event, where)
        yield from _own_rules(stream, event, index, where)


def _void(stream: StreamState, index: StreamIndex, where: str) -> Problem:
    """Return why a name that was retracted cannot be used, and the next one that is free."""
    retractions = [each for each in index.reader.stream(stream.name) if isinstance(each, EntryRetracted)]
    opening = next((each for each in retractions if each.target == f"{stream.name}#1"), None)
    why = f" on {opening.recorded_at[:10]}: {opening.reason}" if opening and opening.recorded_at else ""
    message = f"{stream.name} was retracted{why}; its name stays with what was retracted"
    if stream.type in ("party", "ledger"):
        return Problem(where, "void", message, "record it anew under another code")
    free = next(name for number in count(2) if not index.stream(name := f"{stream.name[:86]}-{number}").kinds)
    return Problem(where, "void", message, f"record it anew as {free}")


def references(event: Event, index: StreamIndex, where: str) -> Iterator[Problem]:
    """Yield parties, sources and streams that the event names and that nobody recorded."""
    for name, field in named_streams(event):
        if problem := index.missing(name, where, field):
            yield problem


def _opening(stream: StreamState, event: Event, where: str) -> Iterator[Problem]:
    kind = type(event)
    given = event.attributes()
    items = [name for name in kind.IDENTITY if given[name] is not None]
    if stream.version == 0:
        openers = OPENERS[stream.type]
        if event.kind not in openers:
            hint = f"open it with {' or '.join(openers)}"
            yield Problem(where, "opening", f"{event.kind} cannot open {stream.name}", hint)
        for name in sorted(kind.REQUIRED.difference(items)):
            yield Problem(where, "opening", f"{name}: the first event of {stream.name} tells it")
        return
    if event.kind in ONCE and stream.holds(event.kind):
        hint = "use pledge-restated for a retelling, pledge-revised for a change" if "pledge" in event.kind else ""
        yield Problem(where, "once", f"a second {event.kind} on {stream.name}", hint)
    elif items:
        names = ", ".join(sorted(items))
        hint = f"leave it out, or mend the opening with `entry-corrected --target {stream.name}#1`"
        yield Problem(where, "identity", f"{names}: only the first event of {stream.name} tells it", hint)


def _own_rules(stream: StreamState, event: Event, index: StreamIndex, where: str) -> Iterator[Problem]:
    match stream.type:
        case "party":
            yield from _party(event, where)
        case "pledge":
            yield from _pledge(stream, event, where)
        case "source" if event.attributes().get("origin") == stream.name.partition("/")[2]:
            yield Problem(where, "origin", "a source cannot be its own origin", "leave `origin` out")
        case "ledger":
            if stream.name != f"ledger/{index.reader.id}":
                hint = f"seal ledger/{index.reader.id}"
                yield Problem(where, "ledger", f"{stream.name} is not this ledger", hint)
            assert isinstance(event, LedgerSealed)
            yield from seal(event, index.reader.lines(1, event.size) if event.size else (), where)
        case _:
            pass
    if event.attributes().get("part_of") == stream.name:
        yield Problem(where, "part-of", f"{stream.name} cannot be part of itself", "leave `part_of` out")


def _party(event: Event, where: str) -> Iterator[Problem]:
    code = event.stream.partition("/")[2]
    match event:
        case PartyRegistered() if (event.type == "state") != is_state(code):
            text = "is a state's ISO 3166-1 code" if is_state(code) else "is no state's ISO 3166-1 code"
            yield Problem(where, "code", f"type {event.type} does not go with {code}, which {text}")
        case PartyRegistered() if event.parent == code:
            yield Problem(where, "parent", f"{code} cannot be its own parent", "leave `parent` out")
        case MembershipBegan() | MembershipEnded() if event.member == code:
            yield Problem(where, "member", f"{code} cannot be a member of itself")
        case _:
            pass


def _pledge(stream: StreamState, event: Event, where: str) -> Iterator[Problem]:
    if stream.holds("pledge-merged"):
        merged = next(each for each in stream.effective_events().values() if isinstance(each, PledgeMerged))
        yield Problem(
            where,
            "merged",
            f"{stream.name} was merged into {merged.into}: only corrections may follow",
            f"record it on {merged.into}",
        )
    record = event.attributes()
    donors, recipients = record.get("donor"), record.get("recipient")
    for code in sorted({*donors} & {*recipients}) if donors and recipients else ():
        yield Problem(where, "oneself", f"{code} is donor and recipient: nobody pledges to oneself")
    if not stream.kinds and isinstance(event, PledgeIdentity) and event.horizon and event.on:
        yield from _horizon(event.horizon, span(event.on).first, where)
    match event:
        case PledgeMerged() if event.into == stream.name:
            yield Problem(where, "merged", "a pledge cannot be merged into itself", "name the pledge that survives")
        case PledgeToppedUp():
            unit = standing_unit(stream, event)
            if unit and unit != event.amount.unit:
                yield Problem(
                    where,
                    "unit",
                    f"a top-up in {event.amount.unit} of a pledge in {unit}",
                    "give it in the pledge's unit, or record `pledge-revised`",
                )
        case PledgeRestated() if event.target:
            yield from target(stream, event.target, where)
        case _:
            pass


def _horizon(horizon: str, opened: date, where: str) -> Iterator[Problem]:
    if horizon[0] not in "P.":
        return  # the day of the opening says nothing about an interval of its own
    try:
        _, last = horizon_span(horizon, opened)
    except BadInput as error:
        yield Problem(where, "horizon", error.message, "write the interval")
        return
    if horizon.startswith("../") and last and last < opened:
        message = f"the horizon {horizon} ends before the pledge opens, {opened}"
        yield Problem(where, "horizon", message, "give its first day too, as in 2020/2023")


def target(stream: StreamState, reference: str, where: str) -> Iterator[Problem]:
    """Yield why `reference` cannot be the target of an event of `stream`; nothing where it can."""
    name, version = split_reference(reference)
    if stream.void:
        yield Problem(where, "target", f"{stream.name} was retracted", "record it anew under another name")
    elif name != stream.name:
        yield Problem(where, "target", f"{reference} is not on {stream.name}", "targets are on the event's own stream")
    elif stream.is_entry(version):
        yield Problem(where, "target", f"{reference} is itself a correction", "target the event it corrects")
    elif version > stream.version or version < 1:
        last = f"the last is {stream.name}#{stream.version}" if stream.version else f"{stream.name} is empty"
        yield Problem(where, "target", f"there is no {reference}", last)
    elif version in stream.retracted:
        yield Problem(where, "target", f"{reference} was retracted", "record the event anew instead")


def seal(event: LedgerSealed, lines: Iterable[bytes], where: str) -> Iterator[Problem]:
    """Yield why the seal is not that of the `lines`, the log's first ones; nothing where it is."""
    tree = Tree().extended(lines)
    if (tree.size, tree.root.hex()) != (event.size, event.root):
        message = f"the first {event.size} events do not have the root {event.root[:16]}..."
        yield Problem(where, "seal", message, "`bilat verify` tells what was changed")
