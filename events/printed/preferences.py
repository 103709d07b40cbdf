"""What a ledger's settings say where print has several readings: whose dollars, and whether the day comes first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bilat.events.errors import BadInput

DateOrder = Literal["dmy", "mdy"]
Answer = tuple[str, str]
"""A setting, and its value."""


@dataclass(frozen=True)
class Preferences:
    """Which reading is meant where print has several.

    `currencies` maps a word or sign in lower case, such as `dollar`, `£` or `kr`, to an ISO 4217 code; `date_order`
    says whether `03/04/2021` begins with its day (`dmy`) or its month (`mdy`).
    """

    currencies: Mapping[str, str] = field(default_factory=dict)
    date_order: DateOrder | None = None


NO_PREFERENCES = Preferences()


class Ambiguous(BadInput):
    """Print that has several readings, none of which is taken.

    `readings` are all of them, as `read_as` says them; `answers` the settings that would choose each: the setting's
    name and its value. `part` is the field of a correction that has them, empty outside corrections.
    """

    part = ""

    def __init__(self, message: str, remedy: str, readings: tuple[str, ...], answers: tuple[Answer, ...]) -> None:
        super().__init__(message, remedy)
        self.readings = readings
        self.answers = answers


def preferences_of(settings: Mapping[str, object]) -> Preferences:
    """Return the preferences that a table of settings holds: `dollar = "USD"`, `"¥" = "JPY"`, `date_order = "dmy"`.

    Raises BadInput for a word that names no money of several currencies, and for a code that is none of them.
    """
    from bilat.events.printed.currencies import candidates

    currencies: dict[str, str] = {}
    order: DateOrder | None = None
    for name, value in settings.items():
        if name == "date_order":
            if value not in ("dmy", "mdy"):
                raise BadInput(f"date_order = {value!r} is no order of dates", 'it is "dmy" or "mdy"')
            order = "dmy" if value == "dmy" else "mdy"
            continue
        codes = candidates(name)
        if not codes:
            raise BadInput(
                f"{name!r} is no setting of reading", 'it has date_order = "dmy", and words such as dollar = "USD"'
            )
        if value not in codes:
            raise BadInput(f"{name} = {value!r}: not one of its currencies", f"one of {', '.join(codes[:12])}")
        currencies[name.casefold()] = str(value)
    return Preferences(currencies, order)
