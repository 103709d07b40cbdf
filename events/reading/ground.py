"""The ground on which a fact is read: a sentence with the amounts and the parties in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bilat.events.reading.parties import Mention
from bilat.events.reading.sums import Sum

_JOINT = re.compile(r"\s*(?:,|,?\s*and|&)\s*(?:the\s+)?")


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
            if _JOINT.fullmatch(self.text[each.end : at.start]):
                at = each
            else:
                break
        return self.before(at)

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
