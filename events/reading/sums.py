"""Sums: the amounts of a text as the grammar of printed amounts reads them, and which reading is likeliest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bilat.events.printed.amounts import AmountMention, find_amounts
from bilat.events.values.amounts import Amount
from bilat.events.values.tables import WITHDRAWN

OWN_DOLLARS = {
    "AU": "AUD",
    "CA": "CAD",
    "NZ": "NZD",
    "GB": "GBP",
    "JP": "JPY",
    "CN": "CNY",
    "SE": "SEK",
    "NO": "NOK",
    "DK": "DKK",
    "IN": "INR",
    "PK": "PKR",
    "LK": "LKR",
    "KR": "KRW",
    "CH": "CHF",
    "PH": "PHP",
    "MX": "MXN",
}
"""Those who mean their own money by a bare sign; others that have dollars promise in those of the United States."""


@dataclass(frozen=True)
class Sum:
    """An amount that the text prints, from `start` to `end`.

    `readings` are all that it may mean, the likeliest first: several for a bare dollar. `equivalents` are the
    conversions that the text prints beside it.
    """

    start: int
    end: int
    readings: tuple[Amount, ...]
    equivalents: tuple[Amount, ...] = ()

    @property
    def amount(self) -> Amount:
        """The likeliest reading."""
        return self.readings[0]

    @property
    def money(self) -> bool:
        """Whether this is money, and no thing in kind."""
        return self.amount.unit.isupper()

    def read_for(self, donors: Sequence[str], publisher: str | None, settled: str | None) -> Sum:
        """Return the sum with the likeliest reading first.

        That is the currency in which the text says that it counts (`settled`), else the donor's own, where it is one
        who means that by a bare sign and the text does not come from elsewhere, else as the grammar has them.
        """
        units = dict.fromkeys(each.unit for each in self.readings)
        wanted = [settled] if settled else []
        own = [OWN_DOLLARS[code] for code in donors if code in OWN_DOLLARS and publisher in (None, code)]
        wanted += [] if "US" in donors else own
        wanted += [OWN_DOLLARS[publisher]] if publisher in OWN_DOLLARS else []
        if "USD" not in units:  # "leva", "dinars": a state gives in its own money
            wanted += [unit for code in donors for unit in units if unit[:2] == code and unit not in WITHDRAWN]
        unit = next((unit for unit in wanted if unit in units), None)
        if unit is None or len(self.readings) == 1:
            return self
        at = next(number for number, each in enumerate(self.readings) if each.unit == unit)
        order = [at, *(number for number in range(len(self.readings)) if number != at)]
        return Sum(self.start, self.end, tuple(self.readings[number] for number in order), self.equivalents)


_VERB_OVER = re.compile(r"\b(?:hand|turn|sign|roll|tak|took|carr|pass)(?:e|ed|es|s|ing|en|ied|y)?\s+$")


def find_sums(text: str) -> list[Sum]:
    """Return the amounts of a text in order; `handed over 5 million doses` is no bound."""
    sums = (_sum(text, mention) for mention in find_amounts(text))
    return [each for each in sums if each.amount.value > 0]


def _sum(text: str, mention: AmountMention) -> Sum:
    readings = tuple(dict.fromkeys(reading.amount for reading in mention.readings))
    start = mention.start
    if mention.text.startswith("over ") and _VERB_OVER.search(text[max(0, start - 14) : start]):
        start += len("over ")
        readings = tuple(each.model_copy(update={"bound": "exact"}) for each in readings)
    return Sum(start, mention.end, readings, mention.readings[0].equivalents)


_SETTLED = re.compile(
    r"\b(?:all (?:figures|amounts|sums|dollar (?:figures|amounts)|currenc\w+)|figures"
    r"|amounts)\s+(?:\w+ ){0,4}?(?:in)\s+"
    r"(?P<whose>US|U\.S\.|Australian|Canadian|New Zealand|Singapore|Hong Kong|NZ|American)\s+dollars",
    re.IGNORECASE,
)
_WHOSE = {
    "australian": "AUD",
    "canadian": "CAD",
    "new zealand": "NZD",
    "nz": "NZD",
    "singapore": "SGD",
    "hong kong": "HKD",
}


def settled_dollars(text: str) -> str | None:
    """Return the dollars in which the text says that all its amounts are; None where it does not say."""
    found = _SETTLED.search(text)
    return _WHOSE.get(found["whose"].casefold(), "USD") if found else None
