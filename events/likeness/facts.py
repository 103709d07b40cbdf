"""Facts: what of an event is compared with others, taken from its decoded line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from bilat.events.likeness.titles import folded
from bilat.events.values.amounts import Amount
from bilat.events.values.dates import span

Top = Callable[[str], str]
"""The party that a party stands for: the uppermost above it, else itself."""
COMPARED = ("pledge", "meeting", "source", "party")
"""The types of streams whose openings are compared."""
_ADDRESS = re.compile(r"^[a-z][a-z0-9+.-]*:/*(?:www\.)?", re.IGNORECASE)
_TRACKING = re.compile(r"(?:^|&)(?:utm_[a-z]+|fbclid|gclid)=[^&]*", re.IGNORECASE)


class Money(NamedTuple):
    """An amount, as far as it is compared."""

    unit: str
    value: Decimal


class Fact(NamedTuple):
    """What is compared of the opening of a stream.

    `sides` are the parties, those above standing for their agencies: donors and recipients of a pledge in that order,
    those of a meeting together. `on` is the date of a pledge, of a meeting as planned or held, or of the publication
    of a source; `first` and `last` are its days, counted as `date.toordinal` does, 0 where none is told. `money` is the
    amount stated, then its printed equivalents in currencies. `title` is a title or name, `words` the same folded
    (`titles.folded`); `where` is the address of a source, `who` its publisher, folded, or the level of a meeting;
    `above` what a pledge is part of.
    """

    ref: str
    type: str
    title: str = ""
    words: str = ""
    sides: tuple[str, ...] = ()
    on: str = ""
    first: int = 0
    last: int = 0
    money: tuple[Money, ...] = ()
    where: str = ""
    who: str = ""
    above: str = ""

    @property
    def said(self) -> str:
        """The fact in a few words: amount, date and title, as far as they are told."""
        amount = str(Amount(value=self.money[0].value, unit=self.money[0].unit, bound="exact")) if self.money else ""
        return ", ".join(each for each in (amount, self.on, f"“{self.title}”" if self.title else "") if each)

    @property
    def middle(self) -> date:
        """The day in the middle of its date, whose rate is asked for."""
        return date.fromordinal((self.first + self.last) // 2)

    @property
    def stream(self) -> str:
        """The stream that the event opens."""
        return self.ref.partition("#")[0]


def fact_of(record: Mapping[str, Any], top: Top = str) -> Fact | None:
    """Return what is compared of an opening, given its decoded line; None where nothing of it is.

    `record` is the event JSON, as corrected. `top` says which party stands for which.
    """
    stream = record["stream"]
    match stream.partition("/")[0]:
        case "pledge":
            return _pledge(record, top)
        case "meeting":
            return _meeting(record, top)
        case "source":
            return _source(record)
        case "party" if record.get("name"):
            return Fact(f"{stream}#1", "party", record["name"], folded(record["name"]))
    return None


def sides_of(record: Mapping[str, Any], top: Top = str) -> tuple[str, ...]:
    """Return the sides of a pledge or a meeting as `Fact` has them; empty for all else."""
    if parties := record.get("parties"):
        return (joined(parties, top),)
    donor, recipient = record.get("donor"), record.get("recipient")
    return (joined(donor, top), joined(recipient, top)) if donor and recipient else ()


def joined(codes: str | Iterable[str], top: Top = str) -> str:
    """Return one side: the parties that stand for these, in order of their codes."""
    if isinstance(codes, str):
        return top(codes)
    return "+".join(sorted({top(code) for code in codes}))


def amount_of(given: Mapping[str, Any]) -> Money:
    """Return an amount of the event JSON as it is compared."""
    return Money(given["unit"], Decimal(given["value"]))


def address(url: str) -> str:
    """Return an address without what does not tell pages apart: scheme, `www.`, fragment, trackers, last slash."""
    bare = _ADDRESS.sub("", url.partition("#")[0])
    path, _, query = bare.partition("?")
    host, slash, rest = path.partition("/")
    query = _TRACKING.sub("", query).strip("&")
    return f"{host.lower()}{slash}{rest}".rstrip("/") + (f"?{query}" if query else "")


def _pledge(record: Mapping[str, Any], top: Top) -> Fact | None:
    sides, on = sides_of(record, top), record.get("on")
    if not sides or not on or on.startswith("FY"):
        return None
    amount, title = record.get("amount"), record.get("title", "")
    printed = [amount, *record.get("equivalents", ())] if amount else ()
    money = tuple(amount_of(each) for number, each in enumerate(printed) if not number or each["unit"].isupper())
    ref, above = f"{record['stream']}#1", record.get("part_of", "")
    return Fact(ref, "pledge", title, folded(title), sides, on, *_days(on), money, above=above)


@lru_cache(maxsize=65536)
def _days(on: str) -> tuple[int, int]:
    first, last = span(on)
    return first.toordinal(), last.toordinal()


def _meeting(record: Mapping[str, Any], top: Top) -> Fact | None:
    sides = sides_of(record, top)
    on = record.get("on" if record["kind"] == "meeting-held" else "planned_for")  # else `on` is when it was said
    if not sides or not on or on.startswith("FY"):
        return None
    ref, name = f"{record['stream']}#1", record.get("name", "")
    return Fact(ref, "meeting", name, folded(name), sides, on, *_days(on), who=record.get("level", ""))


def _source(record: Mapping[str, Any]) -> Fact:
    title, where, who = record.get("title", ""), address(record.get("url", "")), folded(record.get("publisher", ""))
    on = record.get("published", "")
    return Fact(f"{record['stream']}#1", "source", title, folded(title), on=on, where=where, who=who)
