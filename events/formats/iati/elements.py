"""The XML of an IATI file, streamed one activity at a time; entities, DTDs and the network are off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from lxml import etree

from bilat.events.errors import BadInput, Problem
from bilat.events.formats.iati.codelists import LIFTED
from bilat.events.values.dates import span

EXTENSION = "urn:bilat:iati:1"
"""The namespace of what only bilat writes and reads: the exact event beside its IATI reading."""
EVENT = f"{{{EXTENSION}}}event"
CODE = f"{{{EXTENSION}}}code"
STREAM = f"{{{EXTENSION}}}stream"
_NARRATED = (
    "title",
    "description",
    "reporting-org",
    "participating-org",
    "provider-org",
    "receiver-org",
    "recipient-region",
)
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class ActivityHead(NamedTuple):
    """What the root element tells: the version of the standard, and the day the file was generated."""

    version: str
    generated: str


def stream(file: BinaryIO) -> Iterator[ActivityHead | etree._Element | Problem]:
    """Yield the head, then each activity, lifted to 2.03, and each event of ours; at the first fault its problem.

    An element is emptied once the next is asked for.
    """
    head: ActivityHead | None = None
    try:
        parser = etree.iterparse(
            file,
            events=("start", "end"),
            remove_comments=True,
            remove_pis=True,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        )
        depth = 0
        for event, element in parser:
            if head is None:
                if problem := _root(element):
                    yield problem
                    return
                head = ActivityHead(
                    element.get("version", "").strip(), element.get("generated-datetime", "").strip()[:10]
                )
                if problem := _generated(head.generated):
                    yield problem
                yield head
            depth += 1 if event == "start" else -1
            if event == "end" and depth == 1:
                if element.tag == "iati-activity":
                    yield lifted(element) if head.version.startswith("1.") else element
                elif element.tag == EVENT:
                    yield element
                element.clear()
                while (before := element.getprevious()) is not None and (parent := element.getparent()) is not None:
                    parent.remove(before)
    except etree.XMLSyntaxError as error:
        yield Problem(f"line {error.lineno or 1}", "xml", f"not well-formed XML: {error.msg}", "is the file complete?")


def _root(root: etree._Element) -> Problem | None:
    if root.getroottree().docinfo.internalDTD is not None:
        return Problem("line 1", "xml", "a document type declaration: entities are not read", "remove <!DOCTYPE ...>")
    if root.tag != "iati-activities":
        return Problem("line 1", "xml", f"the root is <{root.tag!s}>", "a file of IATI activities is <iati-activities>")
    version = root.get("version", "").strip()
    if version not in ("1.01", "1.02", "1.03", "1.04", "1.05", "2.01", "2.02", "2.03"):
        return Problem(
            "line 1",
            "version",
            f"IATI version {version or 'missing'!r}",
            "1.01 to 1.05 and 2.01 to 2.03 are read",
        )
    return None


def _generated(day: str) -> Problem | None:
    try:
        if "/" in day:
            raise BadInput(f"{day!r} is not one day")
        if day:
            span(day)
    except BadInput as error:
        return Problem("line 1", "generated-datetime", f"generated-datetime: {error.message}", "2014-09-10T07:15:37Z")
    return None


def lifted(activity: etree._Element) -> etree._Element:
    """Put an activity of 1.0x in the terms of 2.03: codes by number, text in narratives."""
    for (tag, attribute), codes in LIFTED.items():
        for element in activity.iter(tag):
            value = element.get(attribute, "")
            if value and (code := codes.get(value) or codes.get(value.lower())):
                element.set(attribute, code)
    for element in activity.iter(*_NARRATED):
        text = (element.text or "").strip()
        if text and element.find("narrative") is None:
            etree.SubElement(element, "narrative").text = text
    return activity


def narrative(element: etree._Element | None) -> str:
    """Return the text of an element's first narrative without a foreign language, else of its first; in one line."""
    if element is None:
        return ""
    items = [(each.get(_LANG), " ".join("".join(each.itertext()).split())) for each in element.findall("narrative")]
    plain = [text for lang, text in items if text and lang in (None, "en")] or [text for _, text in items if text]
    return plain[0] if plain else ""


def attribute(parent: etree._Element, tag: str, name: str = "code") -> str:
    """Return an attribute of the first child of that name; empty where either is missing."""
    child = parent.find(tag)
    return str(child.get(name) or "").strip() if child is not None else ""
