"""Writing a draft file. The same draft gives the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from bilat.events.formats.yaml.readable import readable
from bilat.events.reading.draft_file.document import FORMAT, DraftFile
from bilat.events.reading.proposals import Aside, Proposal

_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_TURNING = re.compile("[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
HEAD = """\
# A draft, read by rules: nothing of it is recorded. Read each sentence, then set `status` to accepted or rejected,
# mend the event where it is wrong, and `bilat import` the file; or let `bilat review` ask.
"""


def write_draft(draft: DraftFile) -> bytes:
    """Return the file: the header, a document a proposal, the amounts left aside."""
    documents = [_header(draft), *map(_proposal, draft.proposals)]
    if draft.aside:
        documents.append({"aside": [_aside(each) for each in draft.aside]})
    parts = [_dumped(each) for each in documents]
    return (parts[0] + HEAD + "".join(f"---\n{part}" for part in parts[1:])).encode()


def _dumped(value: Mapping[str, Any]) -> str:
    text: str = yaml.dump(value, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=100)
    if _TURNING.search(text):  # characters that make an editor show other words than there are: written as escapes
        text = yaml.dump(value, Dumper=_DUMPER, allow_unicode=False, sort_keys=False, width=100)
    return text


def _header(draft: DraftFile) -> dict[str, Any]:
    page = draft.page
    page_fields = {"file": page.file, "sha256": page.sha256, "characters": len(page.text), "source": draft.source}
    page_fields |= {"title": page.title, "publisher": page.publisher, "published": page.published, "url": page.url}
    header = {name: value for name, value in page_fields.items() if value}
    if not page.file:
        header["text"] = page.text
    return {"draft": FORMAT, "by": draft.by, "page": header}


def _proposal(proposal: Proposal) -> dict[str, Any]:
    return {
        "status": proposal.status,
        "confidence": proposal.confidence,
        "why": [*proposal.why],
        "doubts": [f"{doubt.name}: {doubt.text}" for doubt in proposal.doubts],
        "spans": [f"{span.start}..{span.end} {span.what}" for span in proposal.spans],
        "where": dict(proposal.where),
        "event": _plain(proposal.event),
    }


def _plain(event: Mapping[str, Any]) -> dict[str, Any]:
    return dict(_copied(readable(event)))


def _copied(event: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield copies of what an event holds, so that nothing is written as a reference to what stands above."""
    for name, value in event.items():
        if isinstance(value, list | tuple):
            yield name, [dict(each) if isinstance(each, Mapping) else each for each in value]
        else:
            yield name, dict(value) if isinstance(value, Mapping) else value


def _aside(aside: Aside) -> dict[str, str]:
    return {"span": f"{aside.start}..{aside.end}", "text": aside.text, "reason": aside.reason}
