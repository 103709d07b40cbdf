"""Writing: the pledges and programmes of a log as IATI 2.03 activities that validate.

Beside the IATI reading of an event stands the event itself, in a namespace of ours, which other programs
pass over: IATI has no bounds, no restatements, no umbrellas. With it an export comes back exactly;
without it as IATI tells it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import BinaryIO

from lxml import etree

from bilat.events.base import Event
from bilat.events.errors import BadInput
from bilat.events.formats.iati.closure import Stream, around, standing
from bilat.events.formats.iati.codelists import (
    FINANCE_CODES,
    FLOW_CODES,
    STAGES,
    TECHNICAL,
    TYPE_OF_PARTY,
)
from bilat.events.formats.iati.elements import CODE, EVENT, EXTENSION, STREAM
from bilat.events.formats.iati.money import sums
from bilat.events.log.codec import canonical
from bilat.events.parties import PartyRegistered
from bilat.events.pledges import PledgeIdentity
from bilat.events.programmes import ProgrammeIdentity
from bilat.events.values.codes import is_state
from bilat.events.values.dates import horizon_span, span

REPORTER = "XI-BILAT"
_STATUS = {kind: code for code, kind in STAGES.items()}
Opening = PledgeIdentity | ProgrammeIdentity


def write(lines: Iterable[bytes], file: BinaryIO) -> None:
    """Canonical lines (or chunks of them) as <iati-activities>.

    Raises BadInput where there is no pledge to write.
    """
    streams = standing(lines)
    written = sorted(name for name in streams if name.startswith(("pledge/", "programme/")))
    if not written:
        raise BadInput("no pledge and no programme to write as IATI activities", "export the log as jsonl")
    with etree.xmlfile(file, encoding="UTF-8") as xml:
        xml.write_declaration()
        with xml.element("iati-activities", {"version": "2.03"}, nsmap={"bilat": EXTENSION}):
            for name in written:
                xml.write("\n", _activity(name, streams), pretty_print=True)
            for event in around(streams):
                xml.write(_exact(event), "\n")
    file.write(b"\n")


def _activity(name: str, streams: Mapping[str, Stream]) -> etree._Element:
    events = streams[name]
    opening = events[0]
    assert isinstance(opening, PledgeIdentity | ProgrammeIdentity)
    element = etree.Element("iati-activity", {STREAM: name}, nsmap={"bilat": EXTENSION})
    etree.SubElement(element, "iati-identifier").text = identifier(opening)
    _named(element, "reporting-org", "bilat", ref=REPORTER, type="90", **{"secondary-reporter": "1"})
    for tag in ("title", "description"):
        _named(element, tag, opening.title or name)
    _organisations(element, opening, streams)
    etree.SubElement(element, "activity-status", code=_stage(events))
    _dates(element, opening)
    for code in filter(is_state, opening.recipient or ()):
        etree.SubElement(element, "recipient-country", code=code)
    if isinstance(opening, PledgeIdentity) and opening.sector:
        etree.SubElement(element, "sector", vocabulary="1" if len(opening.sector) == 5 else "2", code=opening.sector)
    _finance(element, opening)
    with_reading = sums(events)
    for child, event in with_reading:
        child.append(_exact(event))
        element.append(child)
    if opening.part_of and opening.part_of in streams:
        above = streams[opening.part_of][0]
        assert isinstance(above, PledgeIdentity | ProgrammeIdentity)
        etree.SubElement(element, "related-activity", ref=identifier(above), type="1")
    items = {event.version for _, event in with_reading}
    for event in events:
        if event.version not in items:
            element.append(_exact(event))
    return element


def identifier(opening: Opening) -> str:
    """Return the activity's identifier: its own where it came from IATI, else one made of its stream's name."""
    return xml_text((opening.ids or {}).get("iati", "")) or f"{REPORTER}-{opening.stream.replace('/', '-')}"


def _organisations(element: etree._Element, opening: Opening, streams: Mapping[str, Stream]) -> None:
    via = opening.via or () if isinstance(opening, PledgeIdentity) else ()
    recipients = [code for code in opening.recipient or () if not is_state(code)]
    for role, codes in (("1", opening.donor or ()), ("4", [*recipients, *via])):
        for code in dict.fromkeys(codes):
            party = next(iter(streams.get(f"party/{code}", ())), None)
            ids = (party.ids or {}) if isinstance(party, PartyRegistered) else {}
            name = party.name if isinstance(party, PartyRegistered) else code
            kind = party.type if isinstance(party, PartyRegistered) else "other"
            _named(
                element,
                "participating-org",
                name,
                role=role,
                type=TYPE_OF_PARTY.get(kind, "90"),
                ref=xml_text(ids.get("iati", code if is_state(code) else f"{REPORTER}-{code}")),
                **{CODE: code},
            )


def _stage(events: Sequence[Event]) -> str:
    kinds = [event.kind for event in events]
    ended = [code for kind, code in _STATUS.items() if kind in kinds]
    money = any(kind in kinds for kind in ("pledge-committed", "pledge-disbursed"))
    return ended[-1] if ended else "2" if money else "1"


def _dates(element: etree._Element, opening: Opening) -> None:
    first = span(opening.on or "").first
    start, end = first, None
    if isinstance(opening, PledgeIdentity) and opening.horizon:
        value, end = horizon_span(opening.horizon, first)
        start = value or first
    etree.SubElement(element, "activity-date", {"type": "1", "iso-date": start.isoformat()})
    if end:
        etree.SubElement(element, "activity-date", {"type": "3", "iso-date": end.isoformat()})


def _finance(element: etree._Element, opening: Opening) -> None:
    if code := FLOW_CODES.get(opening.flow or ""):
        etree.SubElement(element, "default-flow-type", code=code)
    if code := FINANCE_CODES.get(opening.instrument or ""):
        etree.SubElement(element, "default-finance-type", code=code)
    if opening.instrument == "technical-cooperation":
        etree.SubElement(element, "default-aid-type", code=TECHNICAL, vocabulary="1")


def _named(parent: etree._Element, tag: str, name: str, **attributes: str) -> None:
    child = etree.SubElement(parent, tag, attributes)
    etree.SubElement(child, "narrative").text = xml_text(name)


def _exact(event: Event) -> etree._Element:
    element = etree.Element(EVENT, nsmap={"bilat": EXTENSION})
    line = canonical(event.model_dump(mode="json", exclude_none=True)).decode()
    element.text = line.replace("\ufffe", r"\ufffe").replace("\uffff", r"\uffff")
    return element


def xml_text(text: str) -> str:
    """Return a text without the control characters that XML cannot hold."""
    return "".join(
        each if each in "\t\n\r" or (each >= " " and each not in "\ufffe\uffff") else "\ufffd" for each in text
    )
