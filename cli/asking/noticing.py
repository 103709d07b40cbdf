"""Noticing that a stream is on record already: what it holds is shown, and asked is what is meant."""

from __future__ import annotations

from typing import Literal, cast

from bilat.cli.asking.desk import Desk
from bilat.cli.asking.question import Offer, choose
from bilat.cli.asking.shown import state_of

Meant = Literal["go-on", "restate", "cite", "new", "leave"]
_RESTATE = Offer("restate", "the same promise, told again")
_OTHERS = (
    Offer("cite", "another source tells the same event"),
    Offer("new", "another one, by another name"),
    Offer("leave", "nothing of it is recorded"),
)


def notice(desk: Desk, kind: str, stream: str) -> Meant:
    """Show the state of a stream that is on record; ask what is meant where it holds such an event already."""
    from bilat.domain.rules import ONCE

    events = desk.known.events(stream)
    if not events or kind == "ledger-sealed":
        return "go-on"
    desk.asker.say(state_of(stream, events))
    if kind not in ONCE or kind not in {event.kind for event in events}:
        return "go-on"
    options = [_RESTATE, *_OTHERS] if stream.startswith("pledge/") else [*_OTHERS]
    words = f"{', '.join(option.word for option in options[:-1])}, or leave?"
    return cast("Meant", choose(desk.asker, words, options, default=options[0].word))
