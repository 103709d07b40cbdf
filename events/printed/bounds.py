"""Words that say how far a number goes: `more than`, `up to`, `about`, and those behind it, `or more`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bilat.events.printed.tokens import Token
from bilat.events.values.amounts import Bound

_AT_LEAST = (
    "over; well over; just over; slightly over; more than; slightly more than; at least; upwards of; upward of; "
    "no less than; not less than; no fewer than; not fewer than; in excess of; exceeding; above; well above; "
    "a minimum of; minimum of; minimum; greater than; north of; >; >=; ≥"
)
_AT_MOST = (
    "up to; as much as; as many as; less than; fewer than; no more than; not more than; under; below; at most; "
    "a maximum of; maximum of; maximum; not exceeding; just under; just below; <; <=; ≤"
)
_ABOUT = (
    "about; around; some; roughly; nearly; almost; close to; approximately; approx; circa; ca; c; an estimated; "
    "estimated; estimated at; in the region of; on the order of; in the order of; somewhere around; "
    "just about; ~; ≈; ±; ∼"
)
_BEHIND: Mapping[Bound, str] = {
    "at-least": "or more; and more; or above; and above; +; at least; at the least; minimum; plus",
    "at-most": "or less; or fewer; or below; at most; maximum",
    "about": "or so; approximately; approx; more or less",
}


def _table(**phrases: str) -> dict[tuple[str, ...], Bound]:
    bounds: dict[str, Bound] = {"at_least": "at-least", "at_most": "at-most", "about": "about"}
    return {tuple(each.split()): bounds[name] for name, text in phrases.items() for each in text.split("; ")}


BEFORE = _table(at_least=_AT_LEAST, at_most=_AT_MOST, about=_ABOUT)
"""The words before an amount, and the bound that they say."""
BEHIND = {tuple(each.split()): bound for bound, text in _BEHIND.items() for each in text.split("; ")}
"""The words behind an amount."""
FIRST = frozenset(words[0] for words in BEFORE)
"""The first word of each phrase before an amount."""
_LONGEST = max(map(len, BEFORE))
_MOST = 3


def before(found: Sequence[Token], at: int) -> tuple[Bound, int]:
    """Return the bound that the tokens from `at` on say, and what follows them: `exact`, `at` where they say none.

    Several are read together: a direction outweighs `about`, as in `up to about`.
    """
    bound: Bound = "exact"
    for _ in range(_MOST):
        said, next = _phrase(BEFORE, found, at)
        if said is None:
            break
        bound, at = (said if bound in ("exact", "about") else bound), next
        if at < len(found) and found[at].text == "." and found[at - 1].plain in ("c", "ca", "approx"):
            at += 1
    return bound, at


def behind(found: Sequence[Token], at: int) -> tuple[Bound | None, int]:
    """Return the bound that stands behind an amount, and what follows it; None, `at` where none does."""
    return _phrase(BEHIND, found, at)


def _phrase(phrases: Mapping[tuple[str, ...], Bound], found: Sequence[Token], at: int) -> tuple[Bound | None, int]:
    for length in range(min(_LONGEST, len(found) - at), 0, -1):
        bound = phrases.get(tuple(token.plain for token in found[at : at + length]))
        if bound:
            return bound, at + length
    return None, at
