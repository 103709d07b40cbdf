"""From a reviewed draft to what `import` records: accepted events alone, and the page that they rest on."""

from __future__ import annotations

from collections.abc import Iterator

from bilat.events.base import Event
from bilat.events.errors import BadInput, Problem, Refused
from bilat.events.formats.reading import Reading, Skipped
from bilat.events.log.codec import read_event
from bilat.events.reading.draft_file.document import DraftFile

MEDIA_TYPE = "text/plain"


def check_decided(draft: DraftFile) -> None:
    """Raise BadInput while anything is undecided, and where nothing was accepted."""
    if left := draft.undecided:
        first = f" (the first at {draft.lines[left[0]]})" if draft.lines else ""
        count = "1 proposal is" if len(left) == 1 else f"{len(left)} proposals are"
        raise BadInput(
            f"nothing recorded: {count} still undecided{first}",
            "bilat review FILE asks about each; or set its `status` to accepted or rejected",
        )
    if not draft.accepted:
        raise BadInput("nothing recorded: no proposal of the draft was accepted", "bilat review FILE asks about each")


def events_of(draft: DraftFile) -> Iterator[Reading]:
    """Yield the accepted events with their lines, the page's archive behind its registration, or their problems."""
    archived = False
    for number, proposal in enumerate(draft.proposals):
        where = draft.lines[number] if draft.lines else f"proposal {number + 1}"
        if proposal.status != "accepted":
            yield Skipped(where, "rejected in review")
            continue
        read = read_event(dict(proposal.event), where)
        if not isinstance(read, Event):
            yield from read
            continue
        if not archived and not read.stream.startswith(("party/", f"source/{draft.source}")):
            archived = True
            yield from _archive(draft)
        yield read, where


def accepted_events(draft: DraftFile) -> list[Event]:
    """Return the accepted events, the page's archive among them. Raises Refused where one cannot be read."""
    found = [*events_of(draft)]
    problems = [each for each in found if isinstance(each, Problem)]
    if problems:
        raise Refused(problems)
    return [each[0] for each in found if isinstance(each, tuple) and isinstance(each[0], Event)]


def _archive(draft: DraftFile) -> Iterator[Reading]:
    """Yield the event that the page's text was kept."""
    record = {
        "kind": "source-archived",
        "stream": f"source/{draft.source}",
        "sha256": draft.page.sha256,
        "media_type": MEDIA_TYPE,
        "size": len(draft.page.text.encode()),
    }
    read = read_event(record, "page")
    yield from [(read, "page")] if isinstance(read, Event) else read
