"""Recording a reviewed draft: its accepted events as one batch, its text archived, its quotes checked against it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from bilat.domain.admission import Outcome
from bilat.domain.importing import import_batch
from bilat.domain.quote_matching import occurs
from bilat.events.errors import Problem
from bilat.events.formats.reading import Reading
from bilat.events.log.archive import Archive
from bilat.events.log.log import Log
from bilat.events.reading.draft_file.accepting import check_decided, events_of
from bilat.events.reading.draft_file.document import DraftFile


def import_draft(
    log: Log, draft: DraftFile, location: str, *, recorder: str, now: Callable[[], datetime], dry_run: bool = False
) -> Outcome:
    """Record what a draft accepts, all of it or nothing.

    The batch is judged first; then the page's text is kept beside the ledger at `location` (a ledger on a server has
    no such place), and the batch is recorded. Raises BadInput while anything is undecided; Refused with every
    problem, a quote that the page does not contain among them.
    """
    check_decided(draft)
    judged = import_batch(log, _readings(draft), recorder=recorder, now=now, dry_run=True)
    if dry_run:
        return judged
    if "://" not in location:
        Archive.beside(location).keep(draft.page.text.encode())
    return import_batch(log, _readings(draft), recorder=recorder, now=now)


def _readings(draft: DraftFile) -> Iterator[Reading]:
    """Yield the draft's events, and a problem for each quote of the page that does not stand in it."""
    page = draft.page.text.encode()
    for reading in events_of(draft):
        yield reading
        if isinstance(reading, tuple) and len(reading) == 2 and not isinstance(reading[0], str):
            event, where = reading
            for cite in event.cites:
                if cite.source == draft.source and cite.quote and not occurs(cite.quote, page):
                    cause = f"the page does not contain {cite.quote[:60]!r}"
                    yield Problem(where, "quote", cause, "copy the words from the page")
