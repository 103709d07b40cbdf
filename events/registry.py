"""The class of a kind of event, imported when it is first asked for, so that what only names kinds stays light."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from bilat.events.errors import BadInput
from bilat.events.kinds import KINDS, meant
from bilat.events.suggestions import did_you_mean

if TYPE_CHECKING:
    from bilat.events.base import Event


@cache
def event_class(kind: str) -> type[Event]:
    """Import the class that tells `kind`. Raises BadInput, with near names, for an unknown kind."""
    try:
        module, name = KINDS[kind].path.split(":")
    except KeyError:
        raise BadInput(f"unknown kind {kind!r}", meant(kind) or did_you_mean(kind, KINDS)) from None
    found: type[Event] = getattr(import_module(module), name)
    return found
