"""The desk at which is recorded: who answers, what is known, what is drafted so far, and what the ledger says to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bilat.cli.asking.known import Known
from bilat.cli.asking.question import Asker
from bilat.events.printed.preferences import NO_PREFERENCES, Preferences

if TYPE_CHECKING:
    from bilat.domain.doubles import Double
    from bilat.events.base import Event
    from bilat.events.errors import Problem
    from bilat.events.log.log import Log

Judge = Callable[[Sequence["Event"]], Sequence["Problem"]]


@dataclass
class Desk:
    """Where events are drafted.

    `drafts` are those drafted so far, in the order in which they will be recorded; `judge` says why a batch could not
    be recorded; `location` is the ledger's, beside which texts are archived. `preferences` say which reading of an
    answer is meant where it has several.
    """

    asker: Asker
    log: Log
    judge: Judge
    location: str
    preferences: Preferences = NO_PREFERENCES
    drafts: list[Event] = field(default_factory=list)
    known: Known = field(init=False)

    def doubles(self, event: Event, drafts: Sequence[Event]) -> Sequence[Double]:
        """Return what may tell the same fact as an event, on record or among the drafts before it."""
        from bilat.cli.recording import worth
        from bilat.domain.doubles import likely_doubles

        return likely_doubles(event, self.log, drafts=drafts, worth=worth)

    def doubts(self, event: Event, drafts: Sequence[Event]) -> list[str]:
        """Return what is unlikely of an event that is to be recorded after the drafts, each in a sentence."""
        from bilat.cli.recording import now
        from bilat.domain.unlikely import unlikely

        return unlikely(event, self.log, today=now().date(), drafts=drafts)

    def __post_init__(self) -> None:
        self.known = Known(self.log, self.drafts, self.preferences)


def judging(log: Log, recorder: str) -> Judge:
    """Return the judge of a ledger: the rules of admission, in a dry run."""

    def judge(events: Sequence[Event]) -> Sequence[Problem]:
        from bilat.cli.recording import now
        from bilat.domain.admission import Draft, record
        from bilat.events.errors import Refused

        try:
            record(log, [Draft(event) for event in events], recorder=recorder, now=now, dry_run=True)
        except Refused as refused:
            return refused.problems
        return ()

    return judge
