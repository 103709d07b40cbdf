"""A number and what it counts: money before or behind it, or goods behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bilat.events.printed import currencies
from bilat.events.printed.goods import NO_GOODS, is_plural
from bilat.events.printed.numbers import Number, number_at
from bilat.events.printed.tokens import Token, glued

DASHES = frozenset("-‐‑–—")
_MINUS = frozenset({"-", "−", "minus"})
_JOINTS = frozenset("-‐‑&")


class Money(NamedTuple):
    """The codes that printed money may stand for, the word or sign that says so, and what follows it."""

    codes: tuple[str, ...]
    word: str
    next: int


class Quantity(NamedTuple):
    """A number with its money or its goods; both are empty where it stands alone. `next` is what follows it.

    `of_goods` is where the words of the goods begin; in a text it is the noun alone, in a cell all up to `of`.
    """

    number: Number
    negative: bool
    money: Money | None
    goods: str
    next: int


def quantity_at(found: Sequence[Token], at: int, *, scan: bool, joined: bool = False) -> Quantity | None:
    """Return the quantity that begins with the token `at`, None where none does.

    In running text (`scan`) words are money only where they cannot be anything else. `joined` says that a dash before
    it joins it to another number.
    """
    start = at
    negative = not scan and at < len(found) and found[at].plain in _MINUS
    money = money_before(found, at + negative, scan=scan)
    at = money.next if money else at + negative
    if not scan and not negative and money and at < len(found) and found[at].plain in _MINUS:
        negative, at = True, at + 1
    number = number_at(found, at)
    if number is None or (scan and _part_of_a_word(found, at, number, free=joined or start != at)):
        return None
    if money and scan and not _plainly_money(found, money, number):
        return None
    behind = money_behind(found, number.next, scan=scan)
    if money and behind:
        both = tuple(code for code in money.codes if code in behind.codes)
        if both:
            narrower = min(money, behind, key=lambda each: len(each.codes))
            return Quantity(number, negative, Money(both, narrower.word, behind.next), "", behind.next)
        return Quantity(number, negative, money, "", number.next)
    if money or behind:
        only = money or behind
        assert only is not None
        return Quantity(number, negative, only, "", behind.next if behind else number.next)
    goods, next = _goods(found, number, scan=scan)
    return Quantity(number, negative, None, goods, next)


def money_before(found: Sequence[Token], at: int, *, scan: bool) -> Money | None:
    """Return the money that stands before a number: `US$`, `EUR`, `Rp`, `AUD $`; in a cell also `yen`."""
    money = _one_before(found, at, scan=scan)
    if money and money.next < len(found) and (more := _one_before(found, money.next, scan=scan)):
        both = tuple(code for code in money.codes if code in more.codes)
        if both:
            narrower = min(money, more, key=lambda each: len(each.codes))
            return Money(both, narrower.word, more.next)
    return money


def money_behind(found: Sequence[Token], at: int, *, scan: bool) -> Money | None:
    """Return the money that stands behind a number: `yen`, `US dollars`, `EUR`, `€`; a hyphen may join it."""
    if at < len(found) and at and found[at].text in _JOINTS and glued(found[at - 1], found[at]):
        at += 1
    if at >= len(found):
        return None
    if found[at].sort == "sign" and (glued(found[at - 1], found[at]) or not scan):
        if at + 1 < len(found) and found[at + 1].sort == "number" and glued(found[at], found[at + 1]):
            return None  # it belongs to the number behind it
        return _of_sign(found[at].text, at + 1)
    if found[at].sort != "word":
        return None
    if name := _name(found, at):
        weighed = name.word.endswith(("pound", "pounds")) and name.next < len(found) and found[name.next].plain == "of"
        return None if weighed else name
    word = found[at].text
    code = word if scan else word.upper()
    if currencies.is_code(code):
        return Money((code,), word, at + 1)
    codes = currencies.signed(word) if len(word) > 1 else ()
    return Money(codes, word, at + 1) if codes and not (scan and word.isupper()) else None


def may_begin(token: Token) -> bool:
    """Tell whether a quantity of running text may begin with this word."""
    return currencies.is_code(token.text) or bool(_abbreviation(token.text)) or token.text in ("US", "U.S.")


def _one_before(found: Sequence[Token], at: int, *, scan: bool) -> Money | None:
    if at >= len(found):
        return None
    token = found[at]
    if token.sort == "sign":
        return _of_sign(token.text, at + 1)
    if token.sort != "word":
        return None
    follows = found[at + 1] if at + 1 < len(found) else None
    if follows and follows.sort == "sign" and len(token.text) > 1 and token.text.isupper():  # `US $`; `A $5m` is a sum
        whole = f"{token.text.replace('.', '')}{follows.text}"
        if codes := currencies.signed(whole):
            return Money(codes, whole, at + 2)
    code = token.text if scan else token.text.upper()
    if currencies.is_code(code):
        return Money((code,), token.text, at + 1)
    if codes := _abbreviation(token.text) or (() if scan else currencies.signed(token.text)):
        return Money(codes, token.text, at + 1 + _pointed(found, at))
    return None if scan else _name(found, at)


def _of_sign(sign: str, next: int) -> Money | None:
    whole = sign.replace(".", "")
    codes = currencies.signed(whole)
    if not codes and currencies.is_code(whole[:-1]):
        codes = (whole[:-1],)
    codes = codes or currencies.signed(currencies.bare_sign(whole))  # `J$` is in no table: some dollar, whose is asked
    return Money(codes, sign, next) if codes else None


def _abbreviation(word: str) -> tuple[str, ...]:
    """Return the codes of an abbreviation in exactly these letters (`Rp`, `RM`, `Rs`, `kr`), or of one in capitals."""
    exact = currencies.signed(word) if word in currencies.letter_signs() else ()
    return exact or (currencies.named(word.casefold()) if word.isupper() and len(word) > 2 else ())


def _pointed(found: Sequence[Token], at: int) -> bool:
    """Tell whether an abbreviation ends with a point before a number: `Rs. 500`; capitals before one end a sentence."""
    if found[at].text.isupper() or at + 2 >= len(found):
        return False
    return found[at + 1].text == "." and glued(found[at], found[at + 1]) and found[at + 2].sort == "number"


def _name(found: Sequence[Token], at: int) -> Money | None:
    """Return the longest name of a currency that begins here; hyphens and `&` within it are passed over."""
    words: list[str] = []
    ends: list[int] = []
    here = at
    while here < len(found) and len(words) < currencies.LONGEST:
        if found[here].sort == "word":
            words.append(currencies.folded(found[here].text))
            ends.append(here + 1)
        elif not (found[here].text in _JOINTS and words):
            break
        here += 1
    for length in range(len(words), 0, -1):
        if codes := currencies.named(" ".join(words[:length])):
            return Money(codes, " ".join(words[:length]), ends[length - 1])
    return None


def _plainly_money(found: Sequence[Token], money: Money, number: Number) -> bool:
    """Tell whether what stands before a number is money: `$5`, `USD 5`, `Rp10 trillion`; not `KM 50`, `Ft. 5`."""
    last = found[money.next - 1]
    letters = found[money.next - 2] if last.text == "." else last
    if letters.sort != "word" or currencies.is_code(letters.text) or number.zeros is not None or number.grouped:
        return True
    return glued(last, found[money.next]) and len(letters.text) > 1


def _part_of_a_word(found: Sequence[Token], at: int, number: Number, *, free: bool) -> bool:
    """Tell whether a number belongs to a name, a date or an ordinal: `G20`, `COVID-19`, `3/4`, `21st`."""
    before = found[at - 1] if at else None
    if not free and before and glued(before, found[at]) and found[at].sort == "number":
        if before.sort == "word" or before.text in "/.:#@":
            return True
        if before.text in DASHES and at > 1 and glued(found[at - 2], before) and found[at - 2].sort == "word":
            return True
    after = found[number.next] if number.next < len(found) else None
    if after is None or number.next != at + 1 or not glued(found[at], after):
        return False
    if after.text in "/:":
        return True
    return after.sort == "word" and money_behind(found, number.next, scan=True) is None


def _goods(found: Sequence[Token], number: Number, *, scan: bool) -> tuple[str, int]:
    """Return the words of the goods behind a number, and what follows them; nothing where there are none."""
    at = number.next
    words: list[str] = []
    while at < len(found) and found[at].sort == "word" and found[at].plain not in NO_GOODS:
        if scan and (not found[at].text.islower() or len(words) == 2):
            break
        words.append(found[at].plain)
        at += 1
        if scan and is_plural(words[-1]):
            break
        if at + 1 < len(found) and found[at].text == "-" and glued(found[at - 1], found[at]):
            at += 1
    if scan:
        year = number.zeros is None and not number.grouped and 1900 <= number.value <= 2099
        if year or not words or not is_plural(words[-1]):
            return "", number.next
        return " ".join(words), at
    if words and at < len(found) and found[at].plain == "of":  # `doses of vaccine`: the unit is the dose
        while at < len(found) and found[at].sort == "word":
            at += 1
    return " ".join(words), at if words else number.next
