"""What was said carries on: the source, the day, the meeting, the sides of the events before."""

from __future__ import annotations

from collections.abc import Sequence

from bilat.cli.asking.shown import as_text
from bilat.events.base import Event
from bilat.events.values.dates import span

_SIDES = ("donor", "recipient")
_TOGETHER = ("meeting", "agreement")


def carried_on(kind: str, drafts: Sequence[Event], source: str) -> dict[str, str]:
    """Return what Enter stands for in the next event of a kind, by field, as it would be typed."""
    fields = {"cites": source}
    for event in drafts:
        content = event.content_fields()
        home = event.stream.partition("/")[0]
        if content.get("on"):
            fields["on"] = content["on"]
        elif home == "source" and _whole_day(content.get("published")):
            fields["on"] = content["published"]
        if home == "meeting":
            fields["meeting"] = event.stream
        elif content.get("meeting"):
            fields["meeting"] = content["meeting"]
        fields |= {name: as_text(content[name]) for name in _SIDES if content.get(name)}
        if home in _TOGETHER and content.get("parties"):
            fields["parties"] = as_text(content["parties"])
    if kind.partition("-")[0] not in _TOGETHER:
        fields.pop("parties", None)
    return fields


def _whole_day(text: str | None) -> bool:
    if not text:
        return False
    days = span(text)
    return days.first == days.last and len(text) == len("2021-10-27")
