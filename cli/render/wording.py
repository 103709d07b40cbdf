"""How things are said: counts, plurals, lists, amounts in sentences, bounds, per cents, forms of help.

Numbers in tables are short (`9.6m doses`, `render/amounts`); in sentences they are words (`9.6 million doses`).
"""

from collections.abc import Iterable, Mapping, Sized
from decimal import Decimal
from typing import Any

from bilat.cli.render.amounts import amount, interval, number, with_unit
from bilat.cli.render.nouns import plural
from bilat.cli.render.values import words

BOUNDS = {"exact": "", "about": "about ", "at-least": "at least ", "at-most": "at most "}
LARGE = {"m": " million", "bn": " billion", "tn": " trillion"}
SIZABLE = 1_000_000
"""Below it a number in a sentence has all its digits: `1,000 people`."""
SPELT = 3
"""Amounts that a sentence spells out: `USD 1 million`; of more it has each as tables do."""
REASONS = {
    "restated": "told again",
    "running-total": "running totals",
    "superseded": "superseded by a later amount",
    "cancelled": "cancelled",
    "merged": "merged into another promise",
    "not-new": "not new money",
    "shared": "shared with parties outside",
    "part-of": "part of a whole",
}
"""Why money that is claimed does not count."""
FLOWS = {
    "oda": "official aid",
    "other-official": "other official money",
    "official": "public money",
    "private": "private money",
    "mixed": "public and private money",
}
INSTRUMENTS = {"mixed": "several forms of help", "unspecified": "form not stated"}
LINES = {
    "headline": "all claims added up",
    "net": "new public money",
    "mobilised": "to be mobilised",
    "excluded": "not counted",
}
"""What the lines of totals are called; JSON keeps the names on the left."""


def count(number: int, noun: str, several: str = "") -> str:
    """Return how many there are: `1 event`, `1,000 events`, `no events`; `several` is a plural that is no rule's."""
    return f"{f'{number:,}' if number else 'no'} {noun if number == 1 else several or plural(noun)}"


def times(number: int) -> str:
    """Return how often: `once`, `twice`, `3 times`."""
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")


def join_words(items: Iterable[str], last: str = "and") -> str:
    """Return items as a list is said: `a, b and c`."""
    *first, end = [*items] or [""]
    return f"{', '.join(first)} {last} {end}" if first else end


def reason(name: str | None) -> str:
    """Return in words why money does not count."""
    return REASONS.get(name or "", words(name or ""))


def form(row: Mapping[str, Any]) -> str:
    """Return the form of a promise, and whose money it is: `grant, official aid`; nothing where neither is stated."""
    instrument, flow = row.get("instrument"), row.get("flow")
    said = [INSTRUMENTS.get(instrument, words(instrument))] if instrument and instrument != "unspecified" else []
    return ", ".join([*said, *([FLOWS.get(flow, words(flow))] if flow else [])])


def percent(text: str | None, *, signed: bool = False) -> str:
    """Return a per cent as printed: `+12.5%`; nothing for none."""
    if text is None:
        return ""
    digits = number(str(text))
    return f"{'' if digits.startswith('-') or not signed else '+'}{digits}%"


def said(given: Mapping[str, Any]) -> str:
    """Return an amount in a sentence: `at least USD 1.2 billion`, `1,000 people`, `JPY 1 billion to 2 billion`."""
    low, high, bound = interval(given)
    ends = [_number(end) for end in (low, high) if end]
    return f"{BOUNDS.get(bound, '')}{with_unit(' to '.join(ends), given['unit'], single=ends == ['1'])}"


def all_said(amounts: Iterable[Mapping[str, Any]], none: str = "nothing", *, brief: bool = False) -> str:
    """Return amounts of several units in a sentence, money before things: `USD 1 million and 1,000 people`.

    They are `brief` where there are so many that an answer would be none: `USD 1m and 1,000 people`.
    """
    ordered = sorted(amounts, key=lambda each: not each["unit"].isupper())
    return join_words(shortly(each) if brief else said(each) for each in ordered) or none


def shortly(given: Mapping[str, Any]) -> str:
    """Return an amount as tables print it, money with four decimals of its scale at most."""
    return amount(given, rounded=given["unit"][:1].isupper())


def many(amounts: Sized) -> bool:
    """Tell whether these are so many that a sentence tells them briefly."""
    return len(amounts) > SPELT


def _number(text: str) -> str:
    if abs(Decimal(text)) < SIZABLE:
        return f"{Decimal(text):,f}"
    short = number(text, rounded=True)
    digits = short.rstrip("mbtn")
    return digits + LARGE.get(short.removeprefix(digits), "")
