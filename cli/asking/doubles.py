"""Asking what is meant where an event looks like one that is on record, or on the list already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bilat.cli.asking.question import Asker, Offer, choose

if TYPE_CHECKING:
    from bilat.domain.doubles import Double
    from bilat.events.base import Event

_RESTATE = Offer("restate", "the same promise, told again: nothing of it is new money")
_CITE = Offer("cite", "another source tells the same event: it joins that one's sources")
_LEAVE = Offer("leave", "nothing of it is recorded")


def ask_meant(asker: Asker, event: Event, doubles: Sequence[Double], take: str) -> str:
    """Return what is to become of an event that looks like others: taken as it is, `restate`, `cite` or `leave`.

    A retelling or a citation is of the first, the nearest. Registers are not cited: one of them is enough.
    """
    asker.say("\n".join(f"  {double}" for double in doubles))
    options = [Offer(take, "it is another one"), _LEAVE]
    if event.stream.partition("/")[0] not in ("party", "source"):
        options.insert(1, _CITE)
    if event.stream.startswith("pledge/") and event.stream != doubles[0].known:
        options.insert(1, _RESTATE)
    names = [option.word for option in options]
    return choose(
        asker, f"{', '.join(names[:-1])}, or leave?", options, default="leave" if len(options) < 3 else names[1]
    )
