"""Implied rates that no market knew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Context, Decimal
from typing import Any

from bilat.projections.checks.context import CheckContext
from bilat.projections.checks.finding import Finding, amount_words, apart
from bilat.projections.currency.implied import implied
from bilat.projections.pledges import identities

KINDS = {"implied-rate": "a conversion lies more than 5 per cent from the ECB's rate of the day"}
_EXACT = Context(prec=60)
_NEAR = Decimal("1.05")


def find(record: CheckContext) -> Iterator[Finding]:
    """Compare every rate that the record implies with the ECB's of those days (`rates.implied`).

    The larger of the two over the smaller is meant, so that it does not matter which way round the rate is
    told. Where an amount is told as at least or at most, every rate that it allows must lie too far away.
    """
    for row in implied(record.money, identities.openings(record.money)):
        if row["ecb_day"] is not None and _far(row):
            yield _finding(row)


def _far(row: Mapping[str, Any]) -> bool:
    """Whether the ECB's rate is too far from all that the two amounts allow."""
    amount, equivalent = row["amount"], row["equivalent"]
    more, less = (amount, equivalent) if amount["unit"] == row["currency"] else (equivalent, amount)
    official = Decimal(row["ecb_day"])
    (least, most), (less_low, less_high) = _bounds(more), _bounds(less)
    too_low = most is not None and less_low > 0 and official * less_low > most * _NEAR
    too_high = less_high is not None and least > official * less_high * _NEAR
    return too_low or too_high


def _bounds(amount: Mapping[str, str]) -> tuple[Decimal, Decimal | None]:
    """Return the least and the most magnitude of an amount; None where it is open."""
    value = abs(Decimal(amount["value"]))
    match amount["bound"]:
        case "at-least":
            return value, None
        case "at-most":
            return Decimal(0), value
        case "between":
            return tuple(sorted((value, abs(Decimal(amount["upper"])))))  # type: ignore[return-value]  # two of them
    return value, value


def _finding(row: Mapping[str, Any]) -> Finding:
    rate, official = Decimal(row["rate"]), Decimal(row["ecb_day"])
    amounts = [
        amount_words({key: Decimal(text) if key in ("value", "upper") else text for key, text in row[side].items()})
        for side in ("amount", "equivalent")
    ]
    pair = f"{row['currency']} per {row['per_unit_of']}"
    return Finding(
        "implied-rate",
        tuple(event for event in (row["event"], row["and_event"]) if event is not None),
        f"{amounts[0]} for {amounts[1]} is {_short(rate)} {pair}, {apart(rate, official)} from the ECB's "
        f"{_short(official)} of {row['ecb_date']}",
        "a budget rate, a mistake, or not the same money: compare in the amount's own currency",
    )


def _short(rate: Decimal) -> str:
    return f"{Context(prec=6).plus(rate).normalize():f}"
