"""Amounts and intervals as they are printed: every digit kept, the bound in front, the unit in words."""

from collections.abc import Iterable, Mapping
from decimal import Context, Decimal
from typing import Any

from bilat.cli.render.inert import inert
from bilat.cli.render.nouns import plural

SCALES = {"tn": 12, "bn": 9, "m": 6, "k": 3}
DECIMALS = 4
FINEST = Decimal("0.0001")
COUNTABLE = 1_000_000
"""Things below it are counted in full: `1,000 people`."""
WIDE = Context(prec=40)  # amounts have up to 33 digits, the usual context rounds at 28
MARKS = {"exact": "", "about": "~", "at-least": "≥ ", "at-most": "≤ "}
PER_YEAR = "/year"


def number(text: str, *, rounded: bool = False) -> str:
    """Return a decimal string with the largest of k, m, bn, tn that leaves four decimals or fewer.

    No digit is lost: where none does, all digits are printed in groups of three; but `rounded`, it has four
    decimals at most.
    """
    value = Decimal(text)
    for scale, digits in SCALES.items():
        if abs(value) >= Decimal(10) ** digits:
            short = value.scaleb(-digits, WIDE)
            short = (short.quantize(FINEST, context=WIDE) if rounded else short).normalize(WIDE)
            if len(f"{short:f}".partition(".")[2]) <= DECIMALS:
                return f"{short:,f}{scale}"
            break
    return f"{value:,f}"


def reckoned(given: Mapping[str, Any]) -> bool:
    """Tell whether some of an amount was converted or restated in other prices: no source vouches for its cents."""
    of = {given.get("layer"), *given.get("layers", ())}
    return bool(of & {"equivalent", "converted"}) or "deflator" in given or "parts" in given


def interval(given: Mapping[str, Any]) -> tuple[str, str | None, str]:
    """Return from where to where an amount or a sum is printed, and by which bound: what is open ends as at least.

    Takes amounts (`value`, `unit`, `bound`, `upper`, `low`) and sums (`value`, `low`, `high`, ...) alike.
    """
    bound = str(given.get("bound", "exact"))
    if bound != "between":
        return given["value"], None, bound
    high = given["high"] if "high" in given else given.get("upper")
    return given.get("low") or given["value"], high, bound if high else "at-least"


def amount(given: Mapping[str, Any] | None, *, rounded: bool = False) -> str:
    """Return an amount of the report JSON: `USD 50m`, `≥ 16m doses`, `~JPY 32bn`, `USD 1bn–1.2bn`; empty for none.

    Of a sum that is `between`, low and high are printed, or the low alone as `≥` where it is open. What was
    reckoned, or is to be `rounded`, has four decimals of its scale: JSON and CSV have every digit.
    """
    if not given:
        return ""
    low, high, bound = interval(given)
    ends = [_digits(end, given["unit"], rounded=rounded or reckoned(given)) for end in (low, high) if end]
    return f"{MARKS.get(bound, '')}{with_unit('–'.join(ends), given['unit'], single=ends == ['1'])}"


def amounts(given: Iterable[Mapping[str, Any]] | Mapping[str, Any] | None) -> list[str]:
    """Return every amount of a list (or a single one) as it is printed."""
    if not given:
        return []
    return [amount(given)] if isinstance(given, Mapping) else [amount(one) for one in given]


def with_unit(digits: str, unit: str, *, single: bool = False) -> str:
    """Return a number with its unit: a currency before it, what is counted after it, in the plural but for one."""
    name, pace, _ = unit.partition(PER_YEAR)
    yearly = " a year" if pace else ""
    if name.isupper():
        return f"{inert(name)} {digits}{yearly}"
    noun = inert(name).replace("-", " ")
    return f"{digits} {noun if single else plural(noun)}{yearly}"


def _digits(text: str, unit: str, *, rounded: bool) -> str:
    counted = not unit[:1].isupper() and abs(Decimal(text)) < COUNTABLE
    return f"{Decimal(text):,f}" if counted and not rounded else number(text, rounded=rounded)
