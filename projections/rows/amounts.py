"""Amounts in reports: as stated, as converted, and as they stand without a bound. Numbers are decimal text."""

from typing import Annotated, Literal, NotRequired, TypedDict

Bound = Literal["exact", "about", "at-least", "at-most", "between"]


class NominalAmount(TypedDict):
    """A value and its unit; bounds are not added up."""

    value: Annotated[str, "decimal text, without exponent or trailing zeros"]
    unit: Annotated[str, "a currency code, `USD/year`, or what is counted: `dose`"]


class StatedAmount(NominalAmount):
    """An amount as a source states it."""

    bound: Annotated[Bound, "how exact the value is"]
    upper: NotRequired[Annotated[str, "the upper end, where the bound is `between` and the end is known"]]


class SummedAmount(StatedAmount):
    """A sum of amounts, some of which may be firm and some not."""

    low: NotRequired[Annotated[str, "the least that it can be, where `between` does not begin at the value"]]


class Deflator(TypedDict):
    """By which index an amount was restated in other prices."""

    iso: Annotated[str, "the country of the index"]
    year: Annotated[int, "the year whose prices the amount was in"]
    index: Annotated[str, "the index of that year"]
    base: Annotated[str, "the index of the year whose prices it is in now"]


class RatedAmount(SummedAmount):
    """An amount converted by one rate."""

    rate: Annotated[str | None, "units of the new currency for one of the old"]
    basis: Annotated[str | None, "where the rate is from: `stated`, `ecb-day`, `ecb-year`, `file:PATH`"]
    date: Annotated[str | None, "the day, month, year or period of the rate"]
    layer: Annotated[
        Literal["stated", "equivalent", "converted", "unconverted"] | None,
        "whether told in this currency, printed by the source, reckoned by a rate, or left for want of one",
    ]
    deflator: NotRequired[Annotated[Deflator, "the index, where prices are restated"]]


class ConvertedAmount(RatedAmount):
    """An amount in the currency asked for, with the rate; what parts of several rates do not agree on is null."""

    parts: NotRequired[Annotated[list[RatedAmount], "the amounts of each rate, the oldest first"]]
