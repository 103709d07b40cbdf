"""Amounts and intervals as they are printed: every digit kept, the bound in front."""

from collections.abc import Iterable, Mapping
from decimal import Context, Decimal
from typing import Any

from bilat.cli.render.inert import inert

SCALES = {"tn": 12, "bn": 9, "m": 6, "k": 3}
DECIMALS = 4
FINEST = Decimal("0.0001")
WIDE = Context(prec=40)  # amounts have up to 33 digits, the usual context rounds at 28
MARKS = {"exact": "", "about": "~", "at-least": "≥ ", "at-most": "≤ "}


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


def amount(given: Mapping[str, Any] | None) -> str:
    """Return an amount of the report JSON: `USD 50m`, `≥ 16m dose`, `~JPY 32bn`, `USD 1bn–1.2bn`; empty for none.

    Takes amounts (`value`, `unit`, `bound`, `upper`, `low`) and intervals (`value`, `low`, `high`, ...) alike; of an
    interval that is `between`, low and high are printed, or the low alone as `≥` where it is open. What was
    reckoned is rounded to four decimals of its scale: JSON and CSV have every digit.
    """
    if not given:
        return ""
    bound, rounded = given.get("bound", "exact"), reckoned(given)
    if bound == "between":
        low = given.get("low") or given["value"]
        high = given["high"] if "high" in given else given.get("upper")
        if high:
            both = f"{number(low, rounded=rounded)}–{number(high, rounded=rounded)}"
            return _with_unit(both, given["unit"])
        return f"{MARKS['at-least']}{_with_unit(number(low, rounded=rounded), given['unit'])}"
    return f"{MARKS[bound]}{_with_unit(number(given['value'], rounded=rounded), given['unit'])}"


def amounts(given: Iterable[Mapping[str, Any]] | Mapping[str, Any] | None) -> list[str]:
    """Return every amount of a list (or a single one) as it is printed."""
    if not given:
        return []
    return [amount(given)] if isinstance(given, Mapping) else [amount(one) for one in given]


def _with_unit(digits: str, unit: str) -> str:
    return f"{inert(unit)} {digits}" if unit[:1].isupper() else f"{digits} {inert(unit)}"
