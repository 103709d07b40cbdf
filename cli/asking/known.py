"""What an answer may name: the parties, sources and streams on record, and those of the events drafted so far."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bilat.cli.asking.question import Offer
from bilat.events.errors import BadInput
from bilat.events.printed import names
from bilat.events.printed.fields import Background
from bilat.events.printed.names import LedgerNames
from bilat.events.printed.preferences import NO_PREFERENCES, Preferences
from bilat.events.suggestions import did_you_mean

if TYPE_CHECKING:
    from bilat.events.base import Event
    from bilat.events.log.log import Log

TITLES = 5_000
"""Streams of a type whose titles are read, the first by name; of further ones the name alone is known."""
Missing = Callable[[str, str], str | None]
"""Asked for a name that is not on record: may put it there (in the draft), and returns it as it is then known."""


class Known:
    """The names of a ledger, read when first asked for, and those of the `drafts`, which grow.

    `background` is what answers are read against: the `preferences` for one of several readings, the ledger's names and
    units, and what day it is.
    """

    def __init__(self, log: Log, drafts: Sequence[Event] = (), preferences: Preferences = NO_PREFERENCES) -> None:
        self.log = log
        self.drafts = drafts
        self.background = Background(preferences, LedgerNames(log), datetime.now(UTC).date())
        self.missing: Missing = lambda prefix, text: None
        self._titles: dict[str, dict[str, str]] = {}

    def titles(self, prefix: str) -> dict[str, str]:
        """Return the title or name of every stream whose name begins with `prefix` (`party/`), by stream."""
        if prefix not in self._titles:
            self._titles[prefix] = self._read(prefix)
        found = dict(self._titles[prefix])
        for event in self.drafts:
            if event.stream.startswith(prefix) and not found.get(event.stream):
                found[event.stream] = title_of(event)
        return found

    def _read(self, prefix: str) -> dict[str, str]:
        from bilat.events.corrections import effective_events

        streams = self.log.streams(prefix)
        read = self.log.read_streams(streams[:TITLES])
        openings = ((name, effective_events(events).get(1)) for name, events in read.items())
        found = {name: title_of(opening) for name, opening in openings if opening}
        return found | dict.fromkeys(streams[TITLES:], "")

    def offers(self, *prefixes: str, whole: bool = False) -> list[Offer]:
        """Return the names that begin with the prefixes, without them unless the `whole` stream is meant."""
        return [
            Offer(stream if whole else stream.partition("/")[2], title)
            for prefix in prefixes
            for stream, title in self.titles(prefix).items()
        ]

    def events(self, stream: str) -> list[Event]:
        """Return the events of a stream, those on record first, then those drafted."""
        return [*self.log.stream(stream), *(event for event in self.drafts if event.stream == stream)]

    def find(self, text: str, *prefixes: str) -> str:
        """Return the stream that is meant by its name, with or without its type, or by its title in any case.

        Raises BadInput, with near names, for one that is not known, and where a title is that of several.
        """
        known = {stream: title for prefix in prefixes for stream, title in self.titles(prefix).items()}
        folded = text.casefold()
        for meant in (
            [stream for stream in (text, *(f"{prefix}{text}" for prefix in prefixes)) if stream in known],
            [stream for stream in known if folded in (stream.casefold(), stream.partition("/")[2].casefold())],
            [stream for stream, title in known.items() if title.casefold() == folded],
        ):
            if len(meant) == 1:
                return meant[0]
            if meant:
                raise BadInput(f"{text[:60]!r} may be {' or '.join(meant)}", "write the name of one of them")
        for prefix in prefixes:
            if found := self.missing(prefix, text):
                return prefix + found
        raise self.unknown(text, *prefixes)

    def unknown(self, text: str, *prefixes: str) -> BadInput:
        """Return the refusal of a name that is not on record, with the nearest that are, by name and by title."""
        words: dict[str, str] = {}
        for prefix in prefixes:
            for stream, title in self.titles(prefix).items():
                bare = stream if len(prefixes) > 1 else stream.partition("/")[2]
                words[bare] = bare
                words[title] = bare
        noun = " or ".join(prefix.rstrip("/") for prefix in prefixes)
        near = did_you_mean(text.partition("/")[2] or text, words)
        return BadInput(
            f"no {noun} {text[:60]!r} is on record", near or f"record it first: bilat append {_first(noun)}"
        )


def _first(noun: str) -> str:
    from bilat.events.kinds import KINDS

    return next((kind.name for kind in KINDS.values() if kind.streams[0] == noun), "KIND")


def title_of(event: Event) -> str:
    """Return what people call the thing that an event opens: its title, name or text; of a figure what it measures."""
    said = event.attributes()
    if named := names.title_of(event) or str(said.get("text") or ""):
        return named
    sides = "-".join(filter(None, (said.get("from_"), said.get("to"))))
    return f"{said['indicator']} {sides}" if said.get("indicator") else ""
