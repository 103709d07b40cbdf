"""A draft for a ledger: the page read with the ledger's names, compared with its record, what it lacks put first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from bilat.events.fields import REFERENCE_FIELDS
from bilat.events.likeness.facts import address
from bilat.events.likeness.titles import folded
from bilat.events.reading.doubts import NAMES, Doubt
from bilat.events.reading.drafting import Draft, draft_page
from bilat.events.reading.gazetteer.names import Names, Party, gazetteer, names_of
from bilat.events.reading.pages.page import Page
from bilat.events.reading.proposals import Aside, Proposal
from bilat.events.reading.recorded.assessed import match_assessment
from bilat.events.reading.recorded.matching import match_record
from bilat.events.reading.recorded.record import Record
from bilat.events.reading.recorded.streams import source_key
from bilat.events.reading.sources import source_proposal


def draft_for(page: Page, record: Record) -> Draft:
    """Return the draft of a page for a ledger: the source and unknown parties first, the rest as the text has it."""
    names = names_of(record.names)
    record = record.knowing(page)
    known = known_source(page, record)
    draft = draft_page(page, names, known)
    judged = [match_assessment(each, record, draft.context.name(each.party)) for each in draft.judged]
    record = record.beside(each.event for each in draft.proposals)
    found = [match_record(each, record, draft.page.published) for each in draft.proposals]
    streams = {old.event["stream"]: new.event["stream"] for old, new in zip(draft.proposals, found, strict=True)}
    found = [_moved(each, streams) for each in found]
    aside = sorted((*draft.aside, *(each for each in judged if isinstance(each, Aside))))
    placed = [each for each in judged if isinstance(each, Proposal)]
    return draft_with(replace(draft, aside=(*aside,)), _in_order(found, placed), record)


def _moved(proposal: Proposal, streams: Mapping[str, str]) -> Proposal:
    """Return an assessment on the stream on which the promise of its sentence lands."""
    event = proposal.event
    if event["kind"] != "promise-assessed" or event["stream"] not in streams:
        return proposal
    return replace(proposal, event={**event, "stream": streams[event["stream"]]})


def _in_order(found: list[Proposal], placed: list[Proposal]) -> list[Proposal]:
    """Return proposals in order of the text; what stands in one order already keeps it."""
    return sorted([*found, *placed], key=lambda each: each.spans[0].start) if placed else found


def draft_with(draft: Draft, proposals: Iterable[Proposal], record: Record) -> Draft:
    """Return the draft with these proposals, and before them the source and the parties that the ledger lacks."""
    page, context = draft.page, draft.context
    rest = [*_on_free_streams(proposals, record)]
    first = [] if known_source(page, record) else [source_proposal(page, context.source, context.voice)]
    first += unknown_parties(rest, context.names, record)
    return replace(draft, proposals=(*first, *rest))


def known_source(page: Page, record: Record) -> str | None:
    """Return the slug under which the ledger knows the page: by its address, else by title and publisher."""
    where, words = address(page.url) if page.url else "", (folded(page.title), folded(page.publisher))
    for name, stream in record.streams.items():
        if stream.type == "source":
            known_where, known_words = source_key(stream)
            if (where and where == known_where) or (all(words) and words == known_words):
                return name.partition("/")[2]
    return None


def unknown_parties(proposals: Iterable[Proposal], names: Names, record: Record) -> list[Proposal]:
    """Return a registration for each party that proposals name and the ledger lacks, parents before their organs."""
    lacking: dict[str, Party] = {}
    for proposal in proposals:
        for code in codes_of(proposal.event):
            _lack(code, names, record, lacking)
    return [_registration(party, names) for party in lacking.values()]


def codes_of(event: Mapping[str, Any]) -> Iterator[str]:
    """Yield the parties that an event names."""
    for name, prefix in REFERENCE_FIELDS.items():
        if prefix == "party/" and event.get(name):
            yield from [event[name]] if isinstance(event[name], str) else event[name]


def _lack(code: str, names: Names, record: Record, lacking: dict[str, Party]) -> None:
    if code in record.parties or code in lacking:
        return
    party = names.parties.get(code) or Party(code, code, "other")
    if party.parent:
        _lack(party.parent, names, record, lacking)
    lacking[code] = party


def _registration(party: Party, names: Names) -> Proposal:
    event: dict[str, Any] = {"kind": "party-registered", "stream": f"party/{party.code}"}
    event |= {"name": party.name, "type": party.type}
    event |= {"parent": party.parent} if party.parent else {}
    made = party.code not in gazetteer().parties
    doubts = (Doubt("party", f"{NAMES['party']}: its code was made of its name"),) if made else ()
    return Proposal(event, 0.95, ("the proposals below name it, the ledger lacks it",), doubts).settled()


def _on_free_streams(proposals: Iterable[Proposal], record: Record) -> Iterator[Proposal]:
    """Yield the proposals, those that open a stream under a name that the ledger does not have."""
    renamed: dict[str, str] = {}
    for proposal in proposals:
        event = dict(proposal.event)
        opens = {"donor", "recipient", "name", "title", "text", "indicator"} & event.keys()
        if opens and event["stream"] in record.streams and event["stream"] not in _matched(proposal):
            renamed[event["stream"]] = event["stream"] = f"{event['stream']}-2"
        if event.get("part_of") in renamed:
            event["part_of"] = renamed[event["part_of"]]
        yield replace(proposal, event=event)


def _matched(proposal: Proposal) -> set[str]:
    return {reason.partition(":")[0] for reason in proposal.why}
