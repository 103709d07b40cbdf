"""The ground on which a fact is read: a sentence with the amounts and the parties in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bilat.events.reading.parties import Mention
from bilat.events.reading.side_words import JOINT
from bilat.events.reading.sums import Sum

_OPENING = re.compile(r"\s*(?:[Ii]n|[Ff]or|[Aa]cross) (?:the )?")


@dataclass(frozen=True)
class Ground:
    """The text, the span of a sentence in it, its amounts and its mentions in order."""

    text: str
    start: int
    end: int
    amounts: Sequence[Sum]
    mentions: Sequence[Mention]

    def before(self, mention: Mention, count: int = 60) -> str:
        """Return what stands before a mention in its sentence."""
        return self.text[max(self.start, mention.start - count) : mention.start].replace("\n", " ")

    def before_row(self, mention: Mention) -> str:
        """Return what stands before a mention, or before the first of those that `and` or commas join it to."""
        at = mention
        for each in reversed([other for other in self.mentions if other.end <= mention.start]):
            if self.joins(each, at):
                at = each
            else:
                break
        return self.before(at)

    def joins(self, one: Mention, other: Mention) -> bool:
        """Tell whether commas or `and` join two neighbours into a row; `In Laos, Japan built` is none."""
        between = self.text[one.end : other.start].replace("\n", " ")
        if not JOINT.fullmatch(between):
            return False
        return not (
            between.strip() == "," and _OPENING.fullmatch(self.text[self.start : one.start]) and self._last(other)
        )

    def _last(self, mention: Mention) -> bool:
        """Tell whether nobody follows whom a comma or `and` joins to a mention."""
        follows = next((each for each in self.mentions if each.start >= mention.end), None)
        return follows is None or not JOINT.fullmatch(self.text[mention.end : follows.start].replace("\n", " "))

    def after(self, mention: Mention, count: int = 60) -> str:
        """Return what stands behind a mention in its sentence."""
        return self.text[mention.end : min(self.end, mention.end + count)].replace("\n", " ")

    def around(self, amount: Sum, count: int = 1_000) -> tuple[str, str]:
        """Return what stands before and behind an amount in its sentence, up to the amounts beside it."""
        first = max((each.end for each in self.amounts if each.end <= amount.start), default=self.start)
        last = min((each.start for each in self.amounts if each.start >= amount.end), default=self.end)
        before = self.text[max(first, amount.start - count) : amount.start]
        behind = self.text[amount.end : min(last, amount.end + count)]
        return before.replace("\n", " "), behind.replace("\n", " ")
