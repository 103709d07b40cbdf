"""Whether two facts may be one, and why."""

from __future__ import annotations

from bilat.events.likeness.amounts import Worth, near, rounded
from bilat.events.likeness.facts import Fact
from bilat.events.likeness.titles import nearly_same

DAYS = 62
"""Two months: how far apart the days of two pledges may lie that are one."""
LONGEST_MEETING = 10
"""Days over which a meeting may reach; a longer date, such as a month, says too little of its day."""


def likeness(one: Fact, other: Fact, worth: Worth | None = None) -> str:
    """Tell in a few words why two facts may be one; empty where nothing says so. `worth` compares currencies.

    Pledges have the same sides, lie within two months, and have the same amount (within rounding, through a printed
    equivalent, or at the rate of the day within 3 per cent) or nearly the same title; one is no part of the other.
    Meetings have the same parties and day, sources one address or title and publisher, parties one name.
    """
    if one.type != other.type or one.ref == other.ref or one.sides != other.sides:
        return ""
    match one.type:
        case "pledge":
            if apart(one, other) > DAYS or one.above == other.stream or other.above == one.stream:
                return ""
            money = _money(one, other, worth)
            if nearly_same(one.words, other.words):
                return f"{money} and nearly the same title" if money else "nearly the same title"
            return money
        case "meeting":
            return "the same parties and day" if _same_meeting(one, other) else ""
        case "source":
            return _same_source(one, other)
        case _:
            return "the same name" if one.words and one.words == other.words else ""


def apart(one: Fact, other: Fact) -> int:
    """Return by how many days the dates of two facts lie apart; 0 where they have one in common."""
    return max(other.first - one.last, one.first - other.last, 0)


def _money(one: Fact, other: Fact, worth: Worth | None) -> str:
    if not one.money or not other.money:
        return ""
    stated, known = one.money[0], other.money[0]
    if stated.unit == known.unit and rounded(stated.value, known.value):
        return "the same amount"
    pairs = [(mine, yours) for mine in one.money for yours in other.money if mine.unit == yours.unit]
    if any(rounded(mine.value, yours.value) for mine, yours in pairs):
        return "the same amount, as a source converts it"
    if worth and not pairs and stated.unit.isupper() and known.unit.isupper():
        mine, yours = worth(stated.unit, one.middle), worth(known.unit, other.middle)
        if mine and yours and near(stated.value * mine, known.value * yours):
            return "the same amount at the rate of the day"
    return ""


def _same_meeting(one: Fact, other: Fact) -> bool:
    known = all(each.last - each.first < LONGEST_MEETING for each in (one, other))
    levels = {one.who, other.who} - {""}
    return known and not apart(one, other) and len(levels) < 2


def _same_source(one: Fact, other: Fact) -> str:
    if one.where and one.where == other.where:
        return "the same address"
    dates = {one.on, other.on} - {""}
    if one.words and (one.words, one.who) == (other.words, other.who) and len(dates) < 2:
        return "the same title and publisher"
    return ""
