"""What codes, streams and sources are called: names lead, and what can be copied stands beside them."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

from bilat.cli.render.inert import inert
from bilat.cli.render.numbering import Numbering
from bilat.cli.render.wording import join_words


class Names:
    """Names by code, titles by stream, a line about each source by slug; the last two are found when asked for."""

    def __init__(
        self,
        parties: Mapping[str, str] | None = None,
        titles: Callable[[], Mapping[str, str]] = dict,
        sources: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        self._parties, self._titles, self._sources = parties or {}, titles, sources

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Return the titles of streams, by stream."""
        return self._titles()

    @cached_property
    def sources(self) -> Mapping[str, str]:
        """Return a line about each source, by slug: publisher, date, title."""
        return self._sources()

    def numbering(self) -> Numbering:
        """Return numbers for the sources of one page: the same in every section."""
        return Numbering(self.sources)

    def party(self, code: object) -> str:
        """Return the name of a party, or its code where it has none."""
        return inert(self._parties.get(str(code), code))

    def parties(self, codes: Sequence[str] | str | None) -> str:
        """Return the names of parties: `Japan and Viet Nam`."""
        return join_words(map(self.party, [codes] if isinstance(codes, str) else codes or []))

    def direction(self, row: Mapping[str, Any], source: str, target: str) -> str:
        """From whom to whom: `Japan → ASEAN`; one side alone where the other is not on record."""
        one, other = self.parties(row.get(source)), self.parties(row.get(target))
        return f"{one} → {other}" if one and other else one or (other and f"→ {other}")

    def title(self, reference: str) -> str:
        """Return the title of a stream, or of an event's stream; the reference itself where it has none."""
        return inert(self.titles.get(reference.partition("#")[0]) or reference)
