"""Registering on the way: a party or source that an answer names and nobody recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bilat.cli.asking.desk import Desk
from bilat.cli.asking.question import Offer, choose
from bilat.events.base import Event
from bilat.events.errors import BadInput
from bilat.events.values.codes import check_party, check_slug

REGISTERED: Mapping[str, str] = {"party/": "party-registered", "source/": "source-registered"}
Ask = Callable[[str, Mapping[str, Any]], Event | None]
"""Asks for an event of a kind, of which some fields are given."""


def register(desk: Desk, prefix: str, text: str, ask: Ask) -> str | None:
    """Offer to register what is not on record; return its name as then known, None where it is left.

    Where a near name is on record, that is more likely meant: Enter says no.
    """
    if prefix not in REGISTERED:
        return None
    refusal = desk.known.unknown(text, prefix)
    near = f" ({refusal.remedy})" if refusal.remedy.startswith("did you mean") else ""
    words = f"{refusal.message}{near}: register it now?"
    if choose(desk.asker, words, [Offer("yes"), Offer("no")], default="no" if near else "yes") == "no":
        return None
    event = ask(REGISTERED[prefix], _begun(prefix, text))
    if event is None:
        return None
    desk.drafts.append(event)
    return event.stream.partition("/")[2]


def _begun(prefix: str, text: str) -> dict[str, Any]:
    """Return what is known of a party or source by what it was called: its code or short name, or its name."""
    try:
        name = check_party(text) if prefix == "party/" else check_slug(text)
    except BadInput:
        return {"name" if prefix == "party/" else "title": text}
    return {"stream": f"{prefix}{name}"}
