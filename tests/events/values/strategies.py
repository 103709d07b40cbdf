"""Hypothesis strategies for values: numbers, amounts, codes and dates."""

from datetime import date
from decimal import Decimal
from typing import get_args

from hypothesis import strategies as st

from bilat.events.values.amounts import Amount, Bound
from bilat.events.values.codes import check_unit
from bilat.events.values.tables import CURRENCIES, RESERVED, STATES, WITHDRAWN

Texts = st.SearchStrategy[str]


def positive() -> st.SearchStrategy[Decimal]:
    """Exact numbers above 0 up to the bounds, round ones as often as ragged ones."""
    whole, part = st.integers(0, 10**18 - 1), st.integers(0, 10**15 - 1)
    ragged = st.builds(lambda before, after: Decimal(f"{before}.{after:015}"), whole, part)
    round_ = st.builds(lambda digits, zeros: Decimal(digits * 10**zeros), st.integers(1, 9999), st.integers(0, 14))
    return st.one_of(round_, ragged.filter(bool))


def decimals() -> st.SearchStrategy[str]:
    """Numbers of either sign as text, zero too."""
    signed = st.one_of(st.just(Decimal(0)), positive(), positive().map(Decimal.copy_negate))
    return signed.map("{:f}".format)


def nouns() -> Texts:
    """Units of things given in kind."""
    return st.from_regex(r"[a-z][a-z-]{0,39}", fullmatch=True).filter(_is_unit)


def currencies() -> Texts:
    """ISO 4217 codes, withdrawn ones too."""
    return st.sampled_from(sorted(CURRENCIES | WITHDRAWN))


def amounts(numbers: st.SearchStrategy[Decimal] | None = None, units: Texts | None = None) -> st.SearchStrategy[Amount]:
    """Amounts of every bound, in currencies unless told otherwise."""
    values = numbers if numbers is not None else positive() | positive().map(Decimal.copy_negate) | st.just(Decimal(0))
    pairs = st.lists(values, min_size=2, max_size=2, unique=True).map(sorted)
    return st.builds(_amount, pairs, units if units is not None else currencies(), st.sampled_from(get_args(Bound)))


def codes() -> Texts:
    """Party codes: states and others."""
    return st.sampled_from(sorted(STATES | RESERVED)) | st.from_regex(r"[A-Z][A-Z0-9]{2,11}", fullmatch=True)


def slugs(length: int = 80) -> Texts:
    """Slugs of at most `length` characters."""
    return st.from_regex(rf"[a-z0-9][a-z0-9-]{{0,{length - 1}}}", fullmatch=True)


def days() -> Texts:
    """Dates, whole or partial, with and without a mark."""
    forms = st.sampled_from(["{:%Y-%m-%d}", "{:%Y-%m}", "{:%Y}"])
    marks = st.sampled_from(["", "", "~", "?", "%"])
    return st.builds(lambda form, day, mark: form.format(day) + mark, forms, _dates(), marks)


def dates() -> Texts:
    """Dates and closed intervals."""
    intervals = st.tuples(_dates(), _dates()).map(sorted).map("{0[0]}/{0[1]}".format)
    return st.one_of(days(), intervals)


def horizons() -> Texts:
    """Spans of money, open ones and durations too."""
    durations = st.integers(1, 99).map("P{}Y".format)
    return st.one_of(dates(), durations, st.just("../9999"), days().map("{}/..".format))


def _dates() -> st.SearchStrategy[date]:
    return st.dates(date(1000, 1, 1), date(9800, 12, 31))


def _is_unit(noun: str) -> bool:
    try:
        return bool(check_unit(noun))
    except ValueError:
        return False


def _amount(pair: list[Decimal], unit: str, bound: Bound) -> Amount:
    return Amount(value=pair[0], unit=unit, bound=bound, upper=pair[1] if bound == "between" else None)
