"""Reading a draft file: every problem with its line, nothing of it trusted that can be looked up."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bilat.events.base import Event
from bilat.events.errors import BadInput, Problem, Refused
from bilat.events.formats.yaml.nodes import Node, documents
from bilat.events.formats.yaml.yaml import event_of
from bilat.events.reading.doubts import Doubt
from bilat.events.reading.draft_file.document import FORMAT, STATUSES, DraftFile, check_spans, page_text
from bilat.events.reading.pages.page import Page
from bilat.events.reading.proposals import Aside, Proposal, Span
from bilat.events.suggestions import did_you_mean

_SPAN = re.compile(r"(\d{1,9})\.\.(\d{1,9})(?: (\S.*))?")
_BEGINS = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:\s|#[^\n]*\n|---)*draft\s*:")


def is_draft(beginning: bytes) -> bool:
    """Tell by its first bytes whether a file is a draft."""
    return bool(_BEGINS.match(beginning))


def read_draft(content: bytes, folder: Path) -> DraftFile:
    """Return the draft that these bytes are; its page is sought in `folder`.

    Events are taken as they stand and are not judged: `events_of` does that. Raises BadInput where the file is no
    draft, where the page's text changed, or a span lies outside it; Refused with all problems of its documents.
    """
    found = [*documents(io.BytesIO(content))]
    problems = [each for each in found if isinstance(each, Problem)]
    nodes = [each for each in found if isinstance(each, Node)]
    if problems:
        raise Refused(problems)
    if not nodes or not isinstance(nodes[0].value, dict) or "draft" not in nodes[0].value:
        raise BadInput("this is no draft file", "it begins with `draft: 1`; bilat draft makes one")
    header = _values(nodes[0])
    if header["draft"] != str(FORMAT):
        raise BadInput(f"the draft has the form {header['draft']}, this program reads {FORMAT}", "use a newer bilat")
    described = header.get("page")
    if not isinstance(described, dict):
        raise BadInput("the draft names no page", "draft it anew")
    text = page_text(described, folder)
    fields = {name: str(described.get(name) or "") for name in ("file", "title", "publisher", "published", "url")}
    proposals, lines, aside = [], [], []
    for node in nodes[1:]:
        if isinstance(node.value, dict) and "aside" in node.value:
            aside += [*_asides(_values(node).get("aside") or ())]
        else:
            proposals.append(_proposal(node))
            lines.append(node.where)
    check_spans(proposals, aside, len(text))
    page = Page(text, **fields)
    return DraftFile(
        page, str(header.get("by", "")), str(described.get("source", "")), (*proposals,), (*aside,), (*lines,)
    )


def _proposal(node: Node) -> Proposal:
    values = _values(node) if isinstance(node.value, dict) else {}
    if not isinstance(values.get("event"), dict):
        raise Refused([Problem(node.where, "draft", "this document proposes no event", "it has `status` and `event`")])
    status = values.get("status")
    if status not in STATUSES:
        remedy = did_you_mean(str(status), STATUSES) or f"one of {', '.join(STATUSES)}"
        raise Refused(
            [
                Problem(
                    node.value["status"].where if "status" in node.value else node.where,
                    "status",
                    f"{status!r} is no status",
                    remedy,
                )
            ]
        )
    doubts = tuple(Doubt(*_halves(str(each))) for each in values.get("doubts") or ())
    spans = tuple(_span(str(each), node) for each in values.get("spans") or ())
    where = values.get("where") if isinstance(values.get("where"), dict) else {}
    return Proposal(
        values["event"],
        _confidence(values.get("confidence"), node),
        tuple(map(str, values.get("why") or ())),
        doubts,
        spans,
        {str(name): str(value) for name, value in (where or {}).items()},
        status,
    )


def _confidence(given: Any, node: Node) -> float:
    try:
        confidence = float(given)
    except (TypeError, ValueError):
        raise Refused([Problem(node.where, "confidence", f"{str(given)[:40]!r} is no number", "from 0 to 1")]) from None
    if not 0 <= confidence <= 1:
        raise Refused([Problem(node.where, "confidence", f"{confidence} is not from 0 to 1")])
    return confidence


def _halves(text: str) -> tuple[str, str]:
    name, _, rest = text.partition(": ")
    return name, rest


def _span(text: str, node: Node) -> Span:
    found = _SPAN.fullmatch(text)
    if not found:
        raise Refused([Problem(node.where, "spans", f"{text[:40]!r} is no span", "written as 120..134 amount")])
    return Span(int(found[1]), int(found[2]), found[3] or "")


def _asides(rows: Any) -> Iterator[Aside]:
    for row in rows:
        found = _SPAN.fullmatch(str(row.get("span", ""))) if isinstance(row, Mapping) else None
        if found:
            yield Aside(int(found[1]), int(found[2]), str(row.get("text", "")), str(row.get("reason", "")))


def _values(node: Node) -> Any:
    """Return a node as plain values, its events in the form that `event_of` reads."""
    match node.value:
        case dict():
            return {name: _event(each) if name == "event" else _values(each) for name, each in node.value.items()}
        case list():
            return [_values(each) for each in node.value]
    return node.value


def _event(node: Node) -> Any:
    """Return the event that a node holds as event JSON where it is one, else as it stands."""
    for read in event_of(node) if isinstance(node.value, dict) else ():
        if isinstance(read, tuple) and isinstance(read[0], Event):
            fields = read[0].content_fields()
            return {name: value for name, value in fields.items() if value != [] and name != "schema"}
    return _values(node)
