"""Amounts as people print them: one cell read, or every mention in a running text found."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bilat.events.errors import BadInput
from bilat.events.printed.amount_grammar import Ends, Printed, amount_at, begins
from bilat.events.printed.currencies import preference_names
from bilat.events.printed.goods import is_noun, misspelt_money, singular, unit_of
from bilat.events.printed.numbers import SCALES, WORDS, digits
from bilat.events.printed.preferences import NO_PREFERENCES, Ambiguous, Preferences
from bilat.events.printed.tokens import Token, tokens
from bilat.events.values.amounts import Amount, Bound, parse_amount, scaled
from bilat.events.values.decimals import exact, plain

LIMIT = 300
"""Characters of a cell that holds an amount."""
MOST_READINGS = 60
_SHOWN = 4
_REACH = 12
_SPACED = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?: [0-9]{3})+(?![0-9])")
AS_PRINTED = "write it as printed, such as US$1.8 billion or 16 million doses, or as USD 50m, ~JPY 32bn, >=16m dose"
_MARKS: Mapping[Bound, str] = {"exact": "", "about": "~", "at-least": "≥ ", "at-most": "≤ ", "between": ""}


class AmountReading(NamedTuple):
    """One way to read a printed amount: the amount, and the equivalents that were printed with it."""

    amount: Amount
    equivalents: tuple[Amount, ...] = ()

    @property
    def read_as(self) -> str:
        """How it was read, for people: `read as ≥ USD 810m`."""
        return f"read as {self}"

    def __str__(self) -> str:
        beside = ", ".join(map(stated, self.equivalents))
        return f"{stated(self.amount)} (= {beside})" if beside else stated(self.amount)


class AmountMention(NamedTuple):
    """An amount in a running text, from the character `start` to before `end`, its bound and equivalents with it.

    `readings` is one reading, or several, the likeliest first: of a currency (`$`) or of a range (`25-50,000 tons`).
    `ambiguous` has the words or signs that are to blame, none where there is one reading.
    """

    start: int
    end: int
    text: str
    readings: tuple[AmountReading, ...]
    ambiguous: tuple[str, ...] = ()


def stated(amount: Amount) -> str:
    """Return an amount as reports print it: `≥ USD 810m`, `~JPY 32bn`, `USD 1bn–1.2bn`, `16m dose`."""
    number = scaled(amount.value)
    if amount.upper is not None:
        upper = scaled(amount.upper)
        if number[-1].isdigit() != upper[-1].isdigit():  # `1–10k` might be ten thousand times as much
            number, upper = plain(amount.value), plain(amount.upper)
        number = f"{number}–{upper}"
    mark = _MARKS[amount.bound]
    return f"{mark}{amount.unit} {number}" if amount.unit.isupper() else f"{mark}{number} {amount.unit}"


def read_amount(
    text: str, preferences: Preferences = NO_PREFERENCES, known_units: frozenset[str] = frozenset()
) -> AmountReading:
    """Read one printed amount, nothing beside it.

    `known_units` are nouns that stay as they are (`dose`, or a ledger's own `doses`); other nouns become singular.
    Raises Ambiguous where it has several readings that `preferences` do not decide between, BadInput where it is no
    amount.
    """
    readings = amount_readings(text, preferences, known_units)
    if len(readings) == 1:
        return readings[0]
    raise several_readings(text, readings)


def several_readings(text: str, readings: tuple[AmountReading, ...]) -> Ambiguous:
    """Return the error that an amount has several readings, with all of them and what would choose each."""
    named = tuple(map(str, readings))
    more = f" and {len(named) - _SHOWN} more" if len(named) > _SHOWN else ""
    said = f"{text.strip()[:60]!r} has {len(named)} readings: {', '.join(named[:_SHOWN])}{more}"
    found = tokens(text[:LIMIT])
    printed = amount_at(found, 0, scan=False) if found else None
    parts = (printed, *printed.equivalents) if printed else ()
    money = next((part.money for part in parts if part.money and len(part.money.codes) > 1), None)
    if money is None:
        return Ambiguous(said, "write both ends in full, such as USD 25k..50k", named, ())
    setting = preference_names(money.word)[0]
    units = dict.fromkeys(each.unit for reading in readings for each in (reading.amount, *reading.equivalents))
    codes = tuple(unit for unit in units if unit in money.codes)
    remedy = f'write the code of the currency, or say once in bilat.toml: [reading] {setting} = "{codes[0]}"'
    return Ambiguous(said, remedy, named, tuple((setting, code) for code in codes))


def amount_readings(
    text: str, preferences: Preferences = NO_PREFERENCES, known_units: frozenset[str] = frozenset()
) -> tuple[AmountReading, ...]:
    """Return every way to read one printed amount, the likeliest first. Raises BadInput where there is none."""
    if len(text) > LIMIT:
        raise BadInput(f"an amount of {len(text):,} characters", AS_PRINTED)
    canonical = _canonical(text, known_units)
    if canonical:
        return (AmountReading(canonical),)
    found = tokens(_SPACED.sub(lambda number: number[0].replace(" ", ""), text))
    while found and found[-1].text in ".;,":
        found.pop()
    printed = amount_at(found, 0, scan=False) if found else None
    if printed is None:
        raise _unreadable(text, found)
    _refuse_misspelt(text, printed.goods)
    if printed.next < len(found):
        rest = text[found[printed.next].start :]
        raise _unreadable(text, found, rest)
    readings, why = _resolved(printed, preferences, known_units)
    if not readings:
        raise why or _unreadable(text, found)
    return readings


def find_amounts(
    text: str, preferences: Preferences = NO_PREFERENCES, known_units: frozenset[str] = frozenset()
) -> Iterator[AmountMention]:
    """Yield every amount in a running text of English, in order; none overlaps another.

    Money is found wherever a currency stands beside a number; goods where a plural noun follows one and it measures
    no time (`16 million doses`, `three patrol vessels`), units in the singular, two words joined by a hyphen. What
    cannot be read is passed over. Takes time in proportion to the text: 100,000 characters in about 0.2 seconds.
    """
    found = tokens(text)
    numbers = (place for place, token in enumerate(found) if token.sort == "number" or token.plain in WORDS)
    at, number = 0, next(numbers, None)
    while number is not None and at < len(found):
        if number < at:
            number = next(numbers, None)
            continue
        at = max(at, number - _REACH)  # what is further from a number than any words of a bound and a currency
        printed = amount_at(found, at, scan=True) if begins(found[at]) else None
        readings = _resolved(printed, preferences, known_units)[0] if printed else ()
        if printed is None or not readings:
            at += 1
            continue
        start, end = found[at].start, found[printed.next - 1].end
        blame = tuple(word for part in (printed, *printed.equivalents) for word in _open_words(part, preferences))
        yield AmountMention(start, end, text[start:end], readings, blame if len(readings) > 1 else ())
        at = printed.next


def _canonical(text: str, known_units: frozenset[str]) -> Amount | None:
    """Return an amount in the text form of the program itself, its goods in the singular; None for other texts."""
    try:
        amount = parse_amount(text)
    except BadInput:
        return None
    if amount.unit.isupper() or amount.unit in known_units:
        return amount
    if not is_noun(amount.unit):
        return None
    unit = singular(amount.unit)
    if unit == amount.unit:
        return amount
    _refuse_misspelt(text, amount.unit)
    return amount.model_copy(update={"unit": unit})


def _resolved(
    printed: Printed, preferences: Preferences, known_units: frozenset[str]
) -> tuple[tuple[AmountReading, ...], BadInput | None]:
    """Return every reading of a printed amount, and why there is none; one word means one currency throughout."""
    parts = (printed, *printed.equivalents)
    choices = {part.money.word: _codes(part, preferences) for part in parts if part.money}
    every = [dict(zip(choices, codes, strict=True)) for codes in itertools.product(*choices.values())][:MOST_READINGS]
    readings: list[AmountReading] = []
    why: BadInput | None = None
    for ends in printed.ends:
        try:
            first = [_amount(part, at, every[0], known_units) for part, at in _ended(printed, ends)]
        except BadInput as error:
            why = error
            continue
        for meant in every:
            amount, *beside = (_in_currency(each, part, meant) for each, part in zip(first, parts, strict=True))
            if all(each.unit != amount.unit for each in beside):
                readings.append(AmountReading(amount, tuple(beside)))
    return tuple(readings), why


def _open_words(part: Printed, preferences: Preferences) -> Iterator[str]:
    """Yield the word or sign of money that stands for several currencies, none where one is meant."""
    if part.money is not None and len(_codes(part, preferences)) > 1:
        yield part.money.word


def _codes(part: Printed, preferences: Preferences) -> tuple[str, ...]:
    assert part.money is not None
    codes = part.money.codes
    if len(codes) > 1:
        for name in preference_names(part.money.word):
            if preferences.currencies.get(name) in codes:
                return (preferences.currencies[name],)
    return codes


def _ended(printed: Printed, ends: Ends) -> Iterator[tuple[Printed, Ends]]:
    yield printed, ends
    yield from ((each, each.ends[0]) for each in printed.equivalents)


def _amount(part: Printed, ends: Ends, meant: Mapping[str, str], known_units: frozenset[str]) -> Amount:
    unit = meant[part.money.word] if part.money else unit_of(part.goods, known_units)
    if unit is None:
        raise BadInput(f"{part.goods[:60]!r} are no goods", AS_PRINTED)
    low, high = ends
    return Amount(value=exact(low), unit=unit, bound=part.bound, upper=None if high is None else exact(high))


def _in_currency(amount: Amount, part: Printed, meant: Mapping[str, str]) -> Amount:
    """Return the amount in another currency: a copy, since there may be dozens and one of them has been checked."""
    if part.money is None or meant[part.money.word] == amount.unit:
        return amount
    return amount.model_copy(update={"unit": meant[part.money.word]})


def _refuse_misspelt(text: str, goods: str) -> None:
    if near := misspelt_money(goods):
        raise BadInput(f"unknown currency in {text.strip()[:60]!r}", f"did you mean {' or '.join(near)}?")


def _unreadable(text: str, found: list[Token], rest: str = "") -> BadInput:
    shown = text.strip()[:60]
    numbers = [token for token in found if token.sort == "number"]
    if any(digits(token.text) is None for token in numbers):
        return BadInput(f"{shown!r} has a number in marks that English print does not have", "write it as 1,234.56")
    if rest:
        return BadInput(f"cannot read {rest.strip()[:40]!r} in the amount {shown!r}", AS_PRINTED)
    if numbers and all(token.sort == "number" or token.plain in SCALES or token.sort == "mark" for token in found):
        return BadInput(f"{shown!r} names no currency and no goods", "add one, as in USD 50m or 50m dose")
    return BadInput(f"cannot read the amount {shown!r}", AS_PRINTED)
