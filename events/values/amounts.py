"""Amounts of money, or of things given in kind, with the bound that their source put on them.

Text form: `USD 50m`, `50m USD`, `~JPY 32bn`, `>=16m dose`, `<=JPY 50bn`, `USD 1bn..1.2bn`.
"""

import re
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, model_validator

from bilat.events.errors import BadInput
from bilat.events.values.codes import Unit, check_unit
from bilat.events.values.decimals import WIDE, Exact, exact, plain

Bound = Literal["exact", "about", "at-least", "at-most", "between"]

GRAMMAR = (
    "amounts read: [~ | >= | <=] UNIT NUMBER[k|m|bn|tn], unit before or after, "
    "as in `USD 50m`, `~JPY 32bn`, `>=16m dose`, `<=JPY 50bn`, `USD 1bn..1.2bn`; `,` groups three digits"
)

_SCALES = {"": 0, "k": 3, "m": 6, "bn": 9, "tn": 12}
_SIGNS: dict[str, Bound] = {
    "": "exact",
    "~": "about",
    ">=": "at-least",
    ">": "at-least",
    "<=": "at-most",
    "<": "at-most",
}
_MARKS: dict[Bound, str] = {"exact": "", "about": "~", "at-least": ">=", "at-most": "<=", "between": ""}
_NUMBER = r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\s?(?:k|m|bn|tn)?"
_UNIT = r"[A-Z]{3}|[a-z][a-z-]*"
_TEXT = re.compile(
    rf"\s*(?P<sign>~|>=|<=|>|<|)\s*(?:(?P<before>{_UNIT})\s+)?"
    rf"(?P<low>{_NUMBER})(?:\s?\.\.\s?(?P<high>{_NUMBER}))?"
    rf"(?:\s+(?P<after>{_UNIT}))?\s*",
    re.ASCII,
)
_PLACES = re.compile(r"(?P<digits>.*?)\s?(?P<scale>k|m|bn|tn|)", re.ASCII)


class Amount(BaseModel):
    """A quantity, its unit, and how far its source vouches for it.

    `value` and `upper` are exact decimals, at most 18 digits before and 15 after the point. `unit` is an
    ISO 4217 code (withdrawn ones too) or a lower-case singular noun. `bound` says how the number was
    printed: `exact`, `about`, `at-least`, `at-most`, or `between` (from `value` to `upper`).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    value: Exact
    unit: Unit
    bound: Bound
    upper: Exact | None = None

    @model_validator(mode="after")
    def _upper_goes_with_between(self) -> "Amount":
        if (self.bound == "between") != (self.upper is not None):
            raise BadInput("`upper` goes with the bound `between`, and only with it")
        if self.upper is not None and self.upper <= self.value:
            raise BadInput("`upper` must be above `value`")
        return self

    def __str__(self) -> str:
        number = scaled(self.value)
        if self.upper is not None:
            number += f"..{plain(self.upper) if number[-1].isdigit() else scaled(self.upper)}"
        mark = _MARKS[self.bound]
        return f"{mark}{self.unit} {number}" if self.unit.isupper() else f"{mark}{number} {self.unit}"


def scaled(value: Decimal) -> str:
    """Return a decimal with the largest of k, m, bn, tn that shortens it and loses no digit: `32bn`, `1.54m`."""
    for scale in ("tn", "bn", "m", "k"):
        if abs(value) >= Decimal(10) ** _SCALES[scale]:
            text = plain(value.scaleb(-_SCALES[scale], WIDE))
            if len(text.partition(".")[2]) <= 3:
                return f"{text}{scale}"
    return plain(value)


def parse_amount(text: str) -> Amount:
    """Read the text form of an amount. Raises BadInput, showing the grammar, for anything else."""
    found = _TEXT.fullmatch(text) if len(text) <= 160 else None
    if not found or bool(found["before"]) == bool(found["after"]):
        raise BadInput(f"cannot read the amount {text[:60]!r}", GRAMMAR)
    bound = _SIGNS[found["sign"]]
    if found["high"]:
        if found["sign"]:
            raise BadInput(f"cannot read the amount {text!r}: a range takes no sign", GRAMMAR)
        bound = "between"
        if _PLACES.fullmatch(found["low"])["scale"] == "" != _PLACES.fullmatch(found["high"])["scale"]:  # type: ignore[index]
            raise BadInput(f"the lower end of {text!r} has no scale, the upper has", "write both: `USD 1bn..1.2bn`")
    try:
        unit = check_unit(found["before"] or found["after"])
    except BadInput as error:
        raise BadInput(f"{error.message} in {text[:60]!r}", f"{error.remedy} ({GRAMMAR})") from None
    value, upper = _number(found["low"]), _number(found["high"]) if found["high"] else None
    if upper is not None and upper <= value:
        raise BadInput(f"the range {text!r} ends before it starts", "write the smaller number first")
    return Amount(value=value, unit=unit, bound=bound, upper=upper)


def is_text_of(text: str, amount: Amount) -> bool:
    """Tell whether a text is one of the text forms of this amount: `USD 1500` and `USD 1.5k` are one."""
    try:
        return str(amount) == text.strip() or parse_amount(text) == amount
    except BadInput:
        return False


def _number(text: str) -> Decimal:
    parts = _PLACES.fullmatch(text)
    assert parts is not None
    return exact(Decimal(parts["digits"].replace(",", "")).scaleb(_SCALES[parts["scale"]], WIDE))


def _from_text(given: Any) -> Any:
    return parse_amount(given) if isinstance(given, str) else given


def _positive(amount: Amount) -> Amount:
    if amount.value <= 0:
        raise BadInput(f"a promise or a running total is above 0, not {amount}")
    return amount


def _not_zero(amount: Amount) -> Amount:
    if amount.value == 0:
        raise BadInput("a commitment or disbursement is not 0 (negative: decommitment, refund)")
    return amount


AnyAmount = Annotated[Amount, BeforeValidator(_from_text, json_schema_input_type=Amount | str)]
"""Any number of any unit."""
PositiveAmount = Annotated[AnyAmount, AfterValidator(_positive)]
"""An amount above 0."""
NonZeroAmount = Annotated[AnyAmount, AfterValidator(_not_zero)]
"""An amount that is not 0; below 0 it flows back."""
