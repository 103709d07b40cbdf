"""Amounts for readers: three digits, and what is rounded stays true.

A lower bound is rounded down, an upper one up: "at least" must never say more than the record.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from typing import Any, Literal

from bilat.cli.page.charts.svg import digits
from bilat.cli.render.amounts import MARKS, SCALES, amount, number
from bilat.cli.render.inert import inert

Given = Mapping[str, Any]
Form = Literal["said", "brief", "full"]
"""How an amount is printed: for a sentence, for a table or a chart, or whole."""
WORDS = {"exact": "", "about": "about ", "at-least": "at least ", "at-most": "at most "}
WIDE = Context(prec=60)
_ROUNDING = {"at-least": ROUND_FLOOR, "at-most": ROUND_CEILING}


def interval(given: Given) -> tuple[Decimal, Decimal, Decimal | None]:
    """Return value, low and high (None where it is open) of an amount or a total of the report JSON."""
    value = Decimal(given["value"])
    if "high" in given:
        return value, Decimal(given["low"]), None if given["high"] is None else Decimal(given["high"])
    match given["bound"]:
        case "at-least":
            return value, value, None
        case "at-most":
            return value, Decimal(0), value
        case "between":
            low = Decimal(given.get("low") or given["value"])
            return value, low, Decimal(given["upper"]) if given.get("upper") else None
    return value, value, value


def said(given: Given, words: Mapping[str, str] = WORDS, to: str = " to ") -> str:
    """Return an amount for a sentence: `at least USD 1.94bn`, `USD 85.2bn to 85.4bn`, `about 6k persons`."""
    value, low, high = interval(given)
    bound = given["bound"]
    if bound == "between" and high is not None:
        one, two = three(low, ROUND_FLOOR), three(high, ROUND_CEILING)
        if one == two:
            return words["about"] + _with_unit(three(value), given["unit"])
        return _with_unit(f"{one}{to}{two}", given["unit"])
    if bound == "between":
        bound = "at-least"
    if bound == "at-least":
        value = low
    many = words is WORDS and given["unit"].isalpha() and given["unit"].islower() and value != 1
    unit = given["unit"] + "s" if many else given["unit"]
    return words[bound] + _with_unit(three(value, _ROUNDING.get(bound, ROUND_HALF_EVEN)), unit)


def brief(given: Given) -> str:
    """Return an amount for a table: `≥ USD 1.94bn`, `USD 85.2bn–85.4bn`."""
    return said(given, MARKS, "–")


def printed(given: Given, form: Form, rounded: bool = False) -> str:
    """Return an amount in a form; `rounded` where the page converts, since no source vouches for its cents."""
    match form:
        case "said":
            return said(given)
        case "brief":
            return brief(given)
    return amount({**given, "layer": "converted"} if rounded else given)


def three(value: Decimal, rounding: str = ROUND_HALF_EVEN) -> str:
    """Return a number in three digits with the largest of k, m, bn, tn that it reaches."""
    if not value:
        return "0"
    step = Decimal(1).scaleb(value.adjusted() - 2)
    cut = value.quantize(step, rounding=rounding, context=WIDE)
    for mark, power in SCALES.items():
        if abs(cut) >= Decimal(10) ** power:
            return f"{cut.scaleb(-power, WIDE).normalize(WIDE):f}{mark}"
    return f"{cut.normalize(WIDE):f}"


def short(given: Given) -> str:
    """Return an amount without its unit, for a label in a chart."""
    return f"{MARKS.get(given['bound'], '')}{number(str(interval(given)[0]), rounded=True)}"


def bare(given: Given, power: int) -> str:
    """Return an amount in two digits on an axis that counts in powers of ten; a lower bound rounded down."""
    value, low, high = interval(given)
    down = given["bound"] in ("at-least", "between") and high is None
    shown = (low if down else value).scaleb(-power, WIDE)
    if not shown:
        return "0"
    step = Decimal(1).scaleb(min(shown.adjusted() - 1, 0))
    cut = shown.quantize(step, rounding=ROUND_FLOOR if down else ROUND_HALF_EVEN, context=WIDE)
    return f"{MARKS['about'] if given['bound'] == 'about' else ''}{digits(cut)}"


def machine(given: Given, rounded: bool = False) -> str:
    """Return an amount as the page's script reads it: value, low, high (empty: open), bound and unit."""
    value, low, high = interval(given)
    whole = [digits(value), digits(low), "" if high is None else digits(high), given["bound"], given["unit"]]
    return "|".join([*whole, "r"] if rounded else whole)


def is_money(unit: str) -> bool:
    """Tell whether a unit is a currency, and not a thing that is counted."""
    return unit[:1].isupper()


def _with_unit(number: str, unit: str) -> str:
    return f"{inert(unit)} {number}" if is_money(unit) else f"{number} {inert(unit)}"
