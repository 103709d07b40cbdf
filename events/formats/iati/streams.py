"""The streams of an activity: named after its identifier, found again by it."""

from __future__ import annotations

import hashlib
import re
from typing import NamedTuple

from bilat.events.base import Event
from bilat.events.formats.reading import RecordedStreams
from bilat.events.formats.registers.amendments import cited_events
from bilat.events.values.codes import check_stream

LONGEST = 46
"""Characters of a slug, so that there is room for `-in-`, two party codes and a currency."""
SCHEME, INCOMING, FURTHER = "iati", "iati-incoming", "iati-further-currency"
_CLEAN = re.compile(r"[a-z0-9][a-z0-9-]*")


class Streams:
    """Which streams hold which activity: of the ledger by `ids`, of the file by the names it will get."""

    def __init__(self, known: RecordedStreams) -> None:
        self._known = known
        self._held: dict[tuple[str, str], str] | None = None
        self._slugs: dict[str, str] = {}

    def slug(self, identifier: str) -> str:
        """Return the identifier in lower case; with a mark where that is no slug, or is another activity's."""
        plain = identifier.lower()
        if _CLEAN.fullmatch(plain) and len(plain) <= LONGEST and self._owner(plain) in (None, identifier):
            self._slugs[plain] = identifier
            return plain
        words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[: LONGEST - 9]
        return f"{words or 'activity'}-{hashlib.sha256(identifier.encode()).hexdigest()[:8]}"

    def held(self, identifier: str, type: str) -> str | None:
        """Return the recorded `pledge` or `programme` stream of an activity; None where there is none.

        Streams under its own name come first; all others are looked through only where neither is there.
        """
        slug = self.slug(identifier)
        own = [f"{each}/{slug}" for each in ("pledge", "programme") if self._opener(f"{each}/{slug}") == identifier]
        if own:
            return f"{type}/{slug}" if f"{type}/{slug}" in own else None
        return self._ids().get((type, identifier))

    def _opener(self, stream: str) -> str | None:
        opening = cited_events(self._known.stream(stream)).get(1)
        return None if opening is None else _identifier(opening) or ""

    def _owner(self, slug: str) -> str | None:
        if slug in self._slugs:
            return self._slugs[slug]
        for type in ("pledge", "programme"):
            if (found := self._opener(f"{type}/{slug}")) is not None:
                return found
        return None

    def _ids(self) -> dict[tuple[str, str], str]:
        if self._held is None:
            self._held = {}
            for type in ("pledge", "programme"):
                for name in self._known.streams(f"{type}/"):
                    opening = cited_events(self._known.stream(name)).get(1)
                    if opening is not None and (identifier := _identifier(opening)):
                        self._held.setdefault((type, identifier), name)
        return self._held


class StreamLocations(NamedTuple):
    """Where an activity's money (`pledge`) and totals go; `main` is what its parts are parts of."""

    slug: str
    pledge: str | None
    programme: str | None

    @property
    def main(self) -> str:
        """The activity's own stream."""
        return self.programme or self.pledge or f"programme/{self.slug}"


def places(identifier: str, stream: str, outgoing: bool, streams: Streams) -> StreamLocations:
    """Return the streams of an activity: those that hold it, else a pledge where money goes out, else a programme.

    A programme whose activity tells of money only later keeps its totals, and gets a pledge as its part.
    """
    slug = streams.slug(identifier)
    pledge, programme = streams.held(identifier, "pledge"), streams.held(identifier, "programme")
    if stream.partition("/")[0] == "pledge":
        pledge = check_stream(stream)
    elif stream.partition("/")[0] == "programme":
        programme = check_stream(stream)
    if outgoing and not pledge:
        pledge = f"pledge/{slug}"
    if not pledge and not programme:
        programme = f"programme/{slug}"
    return StreamLocations(slug, pledge, programme)


def _identifier(opening: Event) -> str | None:
    ids: dict[str, str] | None = getattr(opening, "ids", None)
    return (ids or {}).get(SCHEME)
