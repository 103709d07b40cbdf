"""A finding, and how it words amounts and differences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Context, Decimal
from typing import Any, NamedTuple

from bilat.events.values.amounts import scaled
from bilat.events.values.decimals import plain

_MARKS = {"exact": "", "about": "~", "at-least": ">=", "at-most": "<=", "between": ""}
_EXACT = Context(prec=60)
_HUNDREDTH = Decimal("0.01")


class Finding(NamedTuple):
    """Something that does not agree: which events, what is wrong in words, and what can be done."""

    kind: str
    events: tuple[str, ...]
    message: str
    remedy: str


def amount_words(amount: Mapping[str, Any]) -> str:
    """Return an amount (value, unit, bound, upper) in the text form in which amounts are typed: `>=16m dose`."""
    number = scaled(amount["value"])
    if amount.get("upper") is not None:
        number += f"..{scaled(amount['upper'])}"
    mark, unit = _MARKS[amount.get("bound") or "exact"], amount["unit"]
    return f"{mark}{unit} {number}" if unit[:1].isupper() else f"{mark}{number} {unit}"


def join_words(texts: Iterable[str]) -> str:
    """Several texts in a sentence, each once: `a`, `a and b`, `a, b and c`; of more than six the first five."""
    distinct = list(dict.fromkeys(texts))
    if len(distinct) > 6:
        distinct = [*distinct[:5], f"{len(distinct) - 5} more"]
    *most, last = distinct
    return f"{', '.join(most)} and {last}" if most else last


def apart(one: Decimal, other: Decimal) -> str:
    """How far two numbers lie apart, in per cent of the smaller: `5.22 per cent`."""
    smaller, larger = sorted((abs(one), abs(other)))
    if not smaller or (one < 0) != (other < 0):
        return "any per cent"
    percent = _EXACT.divide((larger - smaller) * 100, smaller)
    return f"{plain(percent.quantize(_HUNDREDTH, context=_EXACT))} per cent"
