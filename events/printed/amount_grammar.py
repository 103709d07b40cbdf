"""Amounts out of tokens: bounds, single numbers and ranges, and the equivalents printed beside them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from bilat.events.printed import bounds
from bilat.events.printed.numbers import WORDS, Number
from bilat.events.printed.quantities import DASHES, Money, Quantity, may_begin, quantity_at
from bilat.events.printed.tokens import Token, glued
from bilat.events.values.amounts import Bound
from bilat.events.values.decimals import WIDE

MOST_EQUIVALENTS = 4
_BEGINNINGS = bounds.FIRST | WORDS | {"between"}
_OPENING, _CLOSING = {"(": ")", "[": "]"}, frozenset(")]")
_LEADS = frozenset("or equivalent equal to worth ie i.e = at then".split())
_TAILS = frozenset("equivalent at the current today's prevailing exchange rate rates of approximately then".split())
_BETWEEN = frozenset({",", ";", "/", "or", "and", "="})
Ends = tuple[Decimal, Decimal | None]


class Printed(NamedTuple):
    """An amount as it is printed, from the token `start` to before `next`.

    `ends` are the value and, of a range, the upper one: one pair, or several where the print has several readings.
    """

    start: int
    next: int
    bound: Bound
    ends: tuple[Ends, ...]
    money: Money | None
    goods: str
    equivalents: tuple[Printed, ...] = ()


def begins(token: Token) -> bool:
    """Tell whether an amount of running text may begin with this token; most tokens are passed over by it."""
    if token.sort == "word":
        return token.plain in _BEGINNINGS or may_begin(token)
    return token.sort != "mark" or token.plain in _BEGINNINGS


def amount_at(found: Sequence[Token], at: int, *, scan: bool) -> Printed | None:
    """Return the amount that begins with the token `at`, its equivalents with it; None where none does."""
    single = _single(found, at, scan=scan)
    if single is None:
        return None
    equivalents, next = _equivalents(found, single, scan=scan)
    return single._replace(equivalents=equivalents, next=next)


def _single(found: Sequence[Token], at: int, *, scan: bool) -> Printed | None:
    bound, here = bounds.before(found, at)
    between = here < len(found) and found[here].plain == "between"
    here += between or (not scan and here < len(found) and found[here].plain == "from")
    low = quantity_at(found, here, scan=scan)
    if low is None:
        return None
    ranged = _range(found, low, between=between, scan=scan) if not (scan and _changes(found, at)) else None
    if ranged is None and (between or not (low.money or low.goods)):
        return None
    printed = ranged or Printed(at, low.next, bound, ((_value(low), None),), low.money, low.goods)
    behind, next = bounds.behind(found, printed.next)
    if behind and printed.bound in ("exact", "about"):
        bound, printed = (behind if bound in ("exact", "about") else bound), printed._replace(next=next)
    return printed._replace(start=at, bound="between" if ranged else bound)


def _changes(found: Sequence[Token], at: int) -> bool:
    """Tell whether `from` stands before an amount: `rose from $1bn to $2bn` is no range."""
    return at > 0 and found[at - 1].plain == "from"


def _value(quantity: Quantity) -> Decimal:
    return -quantity.number.scaled if quantity.negative else quantity.number.scaled


def _range(found: Sequence[Token], low: Quantity, *, between: bool, scan: bool) -> Printed | None:
    if low.next >= len(found):
        return None
    link = found[low.next]
    if not (link.plain == "and" if between else link.plain == "to" or link.text in DASHES or link.text == ".."):
        return None
    high = quantity_at(found, low.next + 1, scan=scan, joined=_glued_range(found, low.next))
    if high is None or high.negative or (high.goods and scan and not _same_goods(low, high)):
        return None
    if scan and link.plain == "to" and not (high.money or high.goods or high.number.zeros is not None):
        return None
    money = low.money or high.money
    goods = high.goods or low.goods
    if not (money or goods) or (money and goods):
        return None
    if low.money and high.money:
        both = tuple(code for code in low.money.codes if code in high.money.codes)
        if not both:
            return None
        money = Money(both, min(low.money, high.money, key=lambda each: len(each.codes)).word, 0)
    twice = bool(low.money and high.money) or link.text == ".."
    ends = _ends(low, high.number, twice=twice)
    return Printed(0, high.next, "between", ends, money, goods) if ends else None


def _glued_range(found: Sequence[Token], at: int) -> bool:
    """Tell whether a dash stands without white space, so that the number behind it is the other end of a range."""
    return found[at].text in DASHES and at + 1 < len(found) and glued(found[at], found[at + 1])


def _same_goods(low: Quantity, high: Quantity) -> bool:
    return low.goods == high.goods or (not low.goods and low.money is None)


def _ends(low: Quantity, high: Number, *, twice: bool) -> tuple[Ends, ...]:
    """Return the ends of a range, in each way in which it can be read; none where it does not rise.

    `$10-12 million` has one scale for both ends. `$10 to $12 million` may mean ten dollars, and `25-50,000 tons`
    25 tons.
    """
    number, top = low.number, high.scaled
    bottoms = [_value(low)]
    if low.negative or number.zeros is not None:
        if high.zeros is None and number.zeros:
            return ()
    elif high.zeros:
        shared = number.value.scaleb(high.zeros, WIDE)
        if shared < top:
            bottoms = [shared, number.value] if twice else [shared]
    elif high.grouped and not number.grouped and number.value < 1000 and number.value * 1000 < top:
        bottoms = [number.value * 1000, number.value]
    return tuple((bottom, top) for bottom in bottoms if bottom < top)


def _equivalents(found: Sequence[Token], printed: Printed, *, scan: bool) -> tuple[tuple[Printed, ...], int]:
    """Return the equivalents printed behind an amount, in brackets or after `or`, and what follows them."""
    at = printed.next
    if at >= len(found):
        return (), at
    closing = _OPENING.get(found[at].text)
    here = at + 1 if closing else _link(found, at, scan=scan)
    if not here:
        return (), at
    equivalents: list[Printed] = []
    while len(equivalents) < MOST_EQUIVALENTS:
        while here < len(found) and found[here].plain in _LEADS:
            here += 1
        each = _single(found, here, scan=scan)
        if each is None or _same_money(printed, each):
            break
        equivalents.append(each)
        here = each.next
        if not closing or here >= len(found) or found[here].plain not in _BETWEEN:
            break
        here += 1
    if not equivalents:
        return (), at
    if closing:
        while here < len(found) and found[here].plain in _TAILS:
            here += 1
        if here >= len(found) or found[here].text not in _CLOSING:
            return (), at
        here += 1
    return tuple(equivalents), here


def _link(found: Sequence[Token], at: int, *, scan: bool) -> int:
    """Return what follows `or`, `/` or `=`, by which an equivalent without brackets is joined; 0 for none."""
    if found[at].text == "," and at + 1 < len(found) and found[at + 1].plain == "or":
        return at + 2
    if found[at].plain in ("or", "/", "="):
        return at + 1
    if [token.plain for token in found[at : at + 2]] == ["equivalent", "to"]:
        return at + 2
    return 0


def _same_money(printed: Printed, other: Printed) -> bool:
    """Tell whether two amounts can only be in one unit, so that neither is the equivalent of the other."""
    if printed.money and other.money:
        if printed.money.word.casefold() == other.money.word.casefold():
            return True
        return len(printed.money.codes) == 1 and printed.money.codes == other.money.codes
    return bool(printed.goods) and printed.goods == other.goods
