"""Exact decimal numbers: at most 18 digits before the point and 15 after, never a float."""

from __future__ import annotations

import re
from decimal import Context, Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from bilat.events.errors import BadInput

DIGITS_BEFORE, DIGITS_AFTER = 18, 15
WIDE = Context(prec=999)
"""For arithmetic on what was read: the default context would round to 28 digits."""
_PLAIN = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?", re.ASCII)


def exact(value: Decimal) -> Decimal:
    """Check the bounds of a decimal and drop its trailing zeros. Raises BadInput outside the bounds."""
    if not value.is_finite():
        raise BadInput(f"{value} is not a number")
    _, digits, exponent = value.normalize(WIDE).as_tuple()
    assert isinstance(exponent, int)
    if len(digits) + exponent > DIGITS_BEFORE or -exponent > DIGITS_AFTER:
        raise BadInput(f"a number has at most {DIGITS_BEFORE} digits before and {DIGITS_AFTER} after the point")
    return Decimal(plain(value))


def plain(value: Decimal) -> str:
    """Return a decimal as text without exponent and without trailing zeros; zero is `0`."""
    if not value:
        return "0"
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _read(given: Any) -> Decimal:
    match given:
        case Decimal():
            return exact(given)
        case bool():
            raise BadInput("true and false are not numbers")
        case int():
            return exact(Decimal(given))
        case str() if len(given) <= 60 and _PLAIN.fullmatch(given):
            return exact(Decimal(given))
        case float():
            raise BadInput(f"write the number {given} as text, in quotes: floating point loses digits")
    raise BadInput(f"cannot read the number {str(given)[:60]!r}", "digits, with `.` before decimals")


Exact = Annotated[
    Decimal,
    BeforeValidator(_read),
    PlainSerializer(plain, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^-?(0|[1-9]\d*)(\.\d+)?$"}),
]
"""A Decimal, written as a JSON string. Bounds: 18 digits before the point, 15 after."""
