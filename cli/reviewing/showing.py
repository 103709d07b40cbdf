"""A proposal as it is shown: its sentence in its paragraph with the amount marked, its fields and whence they come."""

from __future__ import annotations

import textwrap

from bilat.cli.asking.shown import as_text
from bilat.events.reading.draft_file.document import DraftFile
from bilat.events.reading.proposals import LIKELY, Proposal
from bilat.events.reading.sentences import paragraphs

MARKS = (">>", "<<")
"""What stands around the amount."""
WIDTH = 96
_HIDDEN = ("kind", "stream", "cites")
LONGEST = 1_500
"""Characters of a paragraph that are shown around the sentence."""


def shown(draft: DraftFile, number: int, left: int) -> str:
    """Return a proposal in lines: how many are left, the paragraph, the event, how sure it is and what is in doubt."""
    proposal = draft.proposals[number]
    event = proposal.event
    surely = "likely" if proposal.confidence >= LIKELY else "not sure"
    lines = [f"--- {left} left to decide", *_passage(draft, proposal), ""]
    lines.append(f"{event['kind']} on {event.get('stream', '?')} ({surely}, {proposal.confidence})")
    for name, value in event.items():
        if name not in _HIDDEN:
            whence = proposal.where.get(name, "")
            lines.append(f"  {name.replace('_', ' '):<15} {as_text(value)}" + (f"   [{whence}]" if whence else ""))
    lines += [f"  why: {reason}" for reason in proposal.why]
    lines += [f"  doubt: {doubt.name}: {doubt.text}" for doubt in proposal.doubts]
    return "\n".join(lines)


def _passage(draft: DraftFile, proposal: Proposal) -> list[str]:
    """Return the paragraph of the first span, wrapped, the amount or name marked."""
    if not proposal.spans:
        return ["(about the page itself)"]
    text, span = draft.page.text, proposal.spans[0]
    start, end = next(
        ((first, last) for first, last in paragraphs(text) if first <= span.start < last), (span.start, span.end)
    )
    start, end = max(start, span.start - LONGEST), min(max(end, span.end), span.end + LONGEST)
    opening, closing = MARKS
    passage = f"{text[start : span.start]}{opening}{text[span.start : span.end]}{closing}{text[span.end : end]}"
    return textwrap.wrap(" ".join(passage.split()), WIDTH, initial_indent="  ", subsequent_indent="  ")
