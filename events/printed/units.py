"""Units that stand alone, in a column of their own: codes and names of money, and nouns of goods."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from bilat.events.printed.currencies import candidates, is_code, is_currency, preference_names
from bilat.events.printed.goods import unit_of
from bilat.events.printed.preferences import NO_PREFERENCES, Ambiguous, Preferences


def read_unit(
    text: str, preferences: Preferences = NO_PREFERENCES, known: Callable[[], frozenset[str]] = frozenset
) -> str:
    """Return the code or noun that a unit means; what is neither stays as it is, for its class to say what is wrong.

    `known` are nouns that stay as they are. Raises Ambiguous for money of several currencies, unless `preferences`
    name one.
    """
    word = " ".join(text.split())
    if is_code(word):
        return word
    codes = candidates(word) or money_codes(word)
    chosen = [preferences.currencies.get(name) for name in preference_names(word)] if len(codes) > 1 else list(codes)
    meant = [code for code in chosen if code in codes]
    if meant:
        return str(meant[0])
    if codes:
        setting = preference_names(word)[0]
        why = f"{word[:60]!r} may be {', '.join(codes[:6])}"
        remedy = f'write the code of the currency, or say once in bilat.toml: [reading] {setting} = "{codes[0]}"'
        raise Ambiguous(why, remedy, codes, tuple((setting, code) for code in codes))
    return unit_of(word, known()) or text


@lru_cache(maxsize=4096)
def money_codes(unit: str) -> tuple[str, ...]:
    """Return the codes that a unit of goods means as money (`usd`, `yuan`, `us-dollars`), none for goods."""
    if not is_currency(unit):
        return ()
    return candidates(unit) or candidates(unit.replace("-", " "))
