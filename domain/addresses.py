"""What address a source may have that is recorded from today on, though lines with others are read."""

from __future__ import annotations

from collections.abc import Iterator

from bilat.events.base import Event
from bilat.events.corrections import EntryCorrected
from bilat.events.errors import Problem
from bilat.events.sources import SourceRegistered
from bilat.events.values.addresses import is_web_address


def address_problems(event: Event, where: str) -> Iterator[Problem]:
    """Yield where a source, or the correction of one, gives an address that does not lead to the web.

    `javascript:` and `data:` run what they hold where somebody follows them from a page.
    """
    given = event.url if isinstance(event, SourceRegistered) else None
    if isinstance(event, EntryCorrected) and event.stream.startswith("source/"):
        given = event.fields.get("url")
    if isinstance(given, str) and not is_web_address(given):
        cause = f"url: {given[:60]!r} is no address on the web"
        yield Problem(where, "address", cause, "give one that begins with https:// or http://, or leave `url` out")
