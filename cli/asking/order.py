"""Which fields of a kind are asked, in which order, and which are offered under "more?"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from bilat.events.fields import needed_of_all, shapes
from bilat.events.registry import event_class

_LAST = ("on", "cites")
_CAREFUL: Mapping[str, tuple[str, ...]] = {
    "party-registered": ("parent",),
    "source-registered": ("published", "url", "language"),
    "meeting-planned": ("level", "planned_for", "place"),
    "meeting-held": ("level", "place", "mode"),
    "meeting-called-off": ("level",),
    "statement-made": ("speaker", "role", "to", "meeting"),
    "agreement-reached": ("meeting", "text"),
    "pledge-announced": ("amount", "equivalents", "flow", "horizon", "meeting", "part_of"),
    "pledge-revised": ("amount", "equivalents", "flow", "horizon", "meeting", "part_of"),
    "pledge-committed": ("amount", "equivalents", "agreement", "flow", "horizon", "meeting", "part_of"),
    "pledge-disbursed": ("amount", "equivalents", "flow", "horizon", "meeting", "part_of"),
    "pledge-restated": ("amount", "equivalents"),
    "pledge-topped-up": ("equivalents",),
    "pledge-suspended": ("reason",),
    "pledge-completed": ("reason",),
    "pledge-cancelled": ("reason",),
    "programme-opened": ("instrument", "flow", "part_of"),
    "total-reported": ("equivalents", "as_of", "instrument", "flow"),
    "promise-assessed": ("period", "method"),
    "figure-reported": ("from", "to", "value", "change_percent", "equivalents"),
}
"""The optional fields that a careful recorder fills: they are asked, and Enter passes them over."""
_CONVERTED = {"equivalents": ("amount", "value")}
"""Fields that are asked only where one of others was told."""


class Order(NamedTuple):
    """The fields of an event: those asked in order, those that must be told, those offered under "more?"."""

    asked: tuple[str, ...]
    required: frozenset[str]
    more: tuple[str, ...]


def order_of(kind: str, *, opens: bool) -> Order:
    """Return how the fields of a kind are asked; `opens` where the event is the first of its stream."""
    event_type = event_class(kind)
    own = event_type.own_fields()
    open_to = [name for name in own if opens or name not in event_type.IDENTITY]
    required = {name for name in open_to if shapes(kind)[name].required or (opens and name in event_type.REQUIRED)}
    careful = [name for name in _CAREFUL.get(kind, ()) if name in open_to and name not in required]
    first = [name for name in open_to if name in required and name not in ("target", "reason", "fields")]
    reason = [name for name in open_to if name in required and name in ("fields", "reason")]
    last = needed_of_all(event_type)
    asked = (*first, *careful, *reason, *last)
    if kind.startswith("entry-"):  # asked before all else
        open_to.remove("target")
    more = (*(name for name in (*open_to, "note", *_LAST) if name not in asked),)
    return Order(asked, frozenset(required) | {*last}, tuple(dict.fromkeys(more)))


def asked_now(name: str, fields: Mapping[str, object]) -> bool:
    """Tell whether a field is asked at all, after what was answered before."""
    return name not in fields and (name not in _CONVERTED or any(fields.get(each) for each in _CONVERTED[name]))
