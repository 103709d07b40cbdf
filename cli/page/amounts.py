"""Amounts for readers: three digits, and what is rounded stays true.

A lower bound is rounded down, an upper one up: "at least" must never say more than the record.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from typing import Any, Literal

from bilat.cli.page.svg import digits
from bilat.cli.render.amounts import COUNTABLE, MARKS, SCALES, amount, number, with_unit
from bilat.cli.render.wording import BOUNDS, LARGE

Given = Mapping[str, Any]
Form = Literal["said", "brief", "full"]
"""How an amount is printed: for a sentence, for a table or a chart, or whole."""
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


def said(given: Given) -> str:
    """Return an amount for a sentence: `at least USD 1.94 billion`, `about 6,000 people`."""
    return _rounded(given, BOUNDS, " to ", _in_words)


def brief(given: Given) -> str:
    """Return an amount for a table: `≥ USD 1.94bn`, `USD 85.2bn–85.4bn`, `~6,000 people`."""
    return _rounded(given, MARKS, "–", in_marks)


def printed(given: Given, form: Form, rounded: bool = False) -> str:
    """Return an amount in a form; `rounded` where the page converts, since no source vouches for its cents."""
    match form:
        case "said":
            return said(given)
        case "brief":
            return brief(given)
    return amount(given, rounded=rounded and is_money(given["unit"]))


def _rounded(given: Given, marks: Mapping[str, str], until: str, digits_of: Callable[[Decimal, str], str]) -> str:
    value, low, high = interval(given)
    unit, bound = given["unit"], given["bound"]
    if bound == "between" and high is not None:
        one, two = three(low, ROUND_FLOOR), three(high, ROUND_CEILING)
        if one != two:
            return with_unit(f"{digits_of(one, unit)}{until}{digits_of(two, unit)}", unit)
        return marks["about"] + with_unit(digits_of(three(value), unit), unit)
    if bound in ("between", "at-least"):
        bound, value = "at-least", low
    number = digits_of(three(value, _ROUNDING.get(bound, ROUND_HALF_EVEN)), unit)
    return marks[bound] + with_unit(number, unit, single=number == "1")


def three(value: Decimal, rounding: str = ROUND_HALF_EVEN) -> Decimal:
    """Return a number rounded to three digits."""
    return value.quantize(Decimal(1).scaleb(value.adjusted() - 2), rounding=rounding, context=WIDE) if value else value


def in_marks(value: Decimal, unit: str = "USD") -> str:
    """Return a number with the largest of k, m, bn, tn that it reaches; things below a million are counted in full."""
    if is_money(unit) or abs(value) >= COUNTABLE:
        for mark, power in SCALES.items():
            if abs(value) >= Decimal(10) ** power:
                return f"{value.scaleb(-power, WIDE).normalize(WIDE):f}{mark}"
    return f"{value.normalize(WIDE):,f}"


def _in_words(value: Decimal, unit: str) -> str:
    if abs(value) < COUNTABLE:
        return f"{value.normalize(WIDE):,f}"
    short = in_marks(value, unit)
    digits_alone = short.rstrip("mbtn")
    return digits_alone + LARGE[short.removeprefix(digits_alone)]


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
    return "|".join([*whole, "r"] if rounded and is_money(given["unit"]) else whole)


def is_money(unit: str) -> bool:
    """Tell whether a unit is a currency, by the year or not, and no thing that is counted."""
    return unit[:1].isupper()


def noun_of(unit: str) -> str | None:
    """Return what several of a unit are called, for the page's script; None for a currency."""
    return None if is_money(unit) else with_unit("", unit).strip()
