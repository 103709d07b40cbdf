"""What is known of a text while it is read: the page, its day, its voice, its sentences, parties and dates."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from bilat.events.reading.gazetteer.names import Names
from bilat.events.reading.pages.page import Page
from bilat.events.reading.parties import Mention
from bilat.events.reading.sentences import Sentence
from bilat.events.reading.sums import Sum, settled_dollars
from bilat.events.reading.times import Moment
from bilat.events.reading.titles import free_slug, slug_of
from bilat.events.reading.voices import Voice


@dataclass
class Context:
    """The text with what was found in it; streams that were named are remembered, so that no two are alike."""

    page: Page
    names: Names
    voice: Voice
    sentences: Sequence[Sentence]
    mentions: Sequence[Mention]
    moments: Sequence[Moment]
    sums: Sequence[Sum]
    source: str
    streams: set[str] = field(default_factory=set)

    @property
    def text(self) -> str:
        """The text that all offsets count in."""
        return self.page.text

    @property
    def published(self) -> str:
        """The day of publication as EDTF; empty where nobody knows."""
        return self.page.published

    @cached_property
    def _mentions_at(self) -> list[int]:
        return [each.start for each in self.mentions]

    @cached_property
    def _moments_at(self) -> list[int]:
        return [each.start for each in self.moments]

    @cached_property
    def dollars(self) -> str | None:
        """The dollars in which the text says that all its amounts are."""
        return settled_dollars(self.text)

    @cached_property
    def pair(self) -> tuple[str, ...]:
        """The two parties whom the text is about, as far as its heading or first sentence tells; else nobody."""
        for sentence in self.sentences[:2]:
            named = (*dict.fromkeys(each.code for each in self.mentions_in(sentence.start, sentence.end)),)
            if len(named) == 2:
                return named
        return ()

    def cite(self, sentence: Sentence) -> list[dict[str, Any]]:
        """Return the citation of a sentence: its paragraph, counted from 1, and its words."""
        return [{"source": self.source, "locator": f"para {sentence.paragraph + 1}", "quote": sentence.text[:9_000]}]

    def moments_in(self, sentence: Sentence) -> list[Moment]:
        """Return the dates of a sentence."""
        first = bisect_left(self._moments_at, sentence.start)
        return list(self.moments[first : bisect_left(self._moments_at, sentence.end, first)])

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """Return the parties named between two places."""
        first = bisect_left(self._mentions_at, start)
        return list(self.mentions[first : bisect_left(self._mentions_at, end, first)])

    def name(self, code: str) -> str:
        """Return a party's name."""
        party = self.names.parties.get(code)
        return party.name if party else code

    def named(self, codes: Sequence[str]) -> str:
        """Return the names of parties in a row."""
        names = [self.name(code) for code in codes]
        return ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1] if names else ""

    def stream(self, type: str, *words: str) -> str:
        """Return a stream of this type with a slug of these words that no other proposal has."""
        year = self.published[:4]
        return f"{type}/{free_slug(slug_of(*words, year), self.streams)}"


def one_or_list(codes: Sequence[str]) -> str | list[str]:
    """Return one code as a text, several as a list, as the event JSON has them."""
    return codes[0] if len(codes) == 1 else list(codes)


def amount_json(amount: Any) -> dict[str, Any]:
    """Return an amount as the event JSON has it."""
    fields: dict[str, Any] = amount.model_dump(mode="json", exclude_none=True)
    return fields
