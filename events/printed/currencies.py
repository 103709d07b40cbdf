"""Words and signs of money, and the ISO 4217 codes that each may stand for: an index over CLDR's tables."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from bilat.events.printed.cldr import NAMES, SIGNS
from bilat.events.values.tables import CURRENCIES, STATES, WITHDRAWN

PRINTED = {
    "renminbi": ("CNY",),
    "rmb": ("CNY",),
    "sterling": ("GBP",),
    "pounds sterling": ("GBP",),
    "pound sterling": ("GBP",),
    "american dollars": ("USD",),
    "american dollar": ("USD",),
    "cfa": ("XOF", "XAF"),
    "sdr": ("XDR",),
    "sdrs": ("XDR",),
}
"""What the press prints and CLDR's English lacks."""
_SPELLED = {"rouble": "ruble", "roubles": "rubles", "reais": "reals"}
LONGEST = 6
"""Words of the longest name of a currency."""
_GENERAL = {"$": "dollar", "£": "pound", "¥": "yen", "￥": "yen", "rs": "rupee", "kr": "krone"}
"""Under which word a preference may name what a sign stands for, beside the sign itself."""
_NO_NAMES = frozenset({"account", "rights", "unit", "value", "funds", "gold"})
"""Last words of CLDR's names that are no names of money by themselves."""
_COMMON = frozenset({"EUR", "XOF", "XAF", "XPF", "XCD", "XCG", "XDR"})


def folded(text: str) -> str:
    """Return a word as the tables have it: without accents and points, in lower case."""
    plain = unicodedata.normalize("NFKD", text.replace(".", "").replace("’", "'"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


def is_code(word: str) -> bool:
    """Tell whether a word is an ISO 4217 code, withdrawn ones too, in upper case."""
    return word in CURRENCIES or word in WITHDRAWN


def named(words: str) -> tuple[str, ...]:
    """Return the codes that a name in words may stand for (`yen`, `us dollars`), the likeliest first; none for others.

    A whole name means its own currency, the end of a name every currency whose name ends so. Takes folded words.
    """
    return _names().get(_spelled(words), ())


def signed(sign: str) -> tuple[str, ...]:
    """Return the codes that a sign or abbreviation may stand for (`$`, `NT$`, `Rp`), the likeliest first."""
    return _signs().get(sign) or _folded_signs().get(folded(sign), ())


def candidates(word: str) -> tuple[str, ...]:
    """Return the codes that a word, sign or code may stand for, in whatever case; none where it is no money."""
    code = word.upper()
    if is_code(code) and word.isascii():
        return (code,)
    return signed(word) or named(folded(word))


def is_currency(word: str) -> bool:
    """Tell whether a word in any case is a code or the name of a currency, singular or plural."""
    return is_code(word.upper()) or word in letter_signs() or bool(named(folded(word.replace("-", " "))))


def preference_names(word: str) -> tuple[str, ...]:
    """Return the names under which a preference may say what an ambiguous word or sign stands for, the best first."""
    plain = folded(word)
    singular = _singulars().get(plain, plain)
    general = _GENERAL.get(plain) or (None if signed(word) else _GENERAL.get(bare_sign(word)))
    return tuple(dict.fromkeys(each for each in (general, singular, plain) if each))


def bare_sign(sign: str) -> str:
    """Return the sign of money alone, without the letters around it: `$` of `J$`."""
    return sign.strip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.")


def names_of_money() -> frozenset[str]:
    """Return every single word that names money, for near names."""
    return frozenset(name for name in _names() if " " not in name)


def _spelled(words: str) -> str:
    return " ".join(_SPELLED.get(word, word) for word in words.split())


def _ranked(codes: Sequence[str]) -> tuple[str, ...]:
    """Order codes: those in force first, then by how many locales have a sign of their own for them."""
    seen = _seen()
    return tuple(sorted(set(codes), key=lambda code: (code in WITHDRAWN, -seen[code], code)))


@cache
def _entries() -> tuple[tuple[str, tuple[str, ...]], ...]:
    pairs = (" ".join(entry.split()).partition(": ") for entry in NAMES.split(";"))
    return tuple(
        (code, tuple(_spelled(folded(name.replace("-", " ").replace("&", " "))) for name in names.split(", ")))
        for code, _, names in pairs
    )


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    whole: dict[str, list[str]] = {}
    ends: dict[str, list[str]] = {}
    for code, forms in _entries():
        general = code in _COMMON or code[:2] in STATES or code in WITHDRAWN
        for form in forms:
            words = form.split()
            whole.setdefault(" ".join(words), []).append(code)
            for start in range(1, len(words)):
                if general and words[-1] not in _NO_NAMES:
                    ends.setdefault(" ".join(words[start:]), []).append(code)
    found = {name: _ranked(codes) for name, codes in (ends | whole).items()}
    return found | PRINTED


@cache
def _singulars() -> Mapping[str, str]:
    """Return the singular of each plural's last word: `dollars` to `dollar`."""
    found = {}
    for _, forms in _entries():
        if len(forms) > 1:
            found[forms[1].split()[-1]] = forms[0].split()[-1]
    return found


@cache
def _signs() -> Mapping[str, tuple[str, ...]]:
    return {sign: _ranked(codes) for sign, codes in _counted().items()}


@cache
def _folded_signs() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for sign, codes in _counted().items():
        found.setdefault(folded(sign), []).extend(codes)
    return {sign: _ranked(codes) for sign, codes in found.items()}


@cache
def _counted() -> Mapping[str, tuple[str, ...]]:
    record = (entry.split() for entry in SIGNS.split(";"))
    return {sign: tuple(each.partition(":")[0] for each in codes) for sign, *codes in record}


@cache
def _seen() -> Counter[str]:
    """In how many locales each currency has a sign of its own."""
    found: Counter[str] = Counter()
    for entry in SIGNS.split(";"):
        for each in entry.split()[1:]:
            code, _, count = each.partition(":")
            found[code] += int(count)
    return found


@cache
def letter_signs() -> frozenset[str]:
    """Return the signs that are letters alone: `Rp`, `kr`."""
    return frozenset(sign for sign in _counted() if sign.isalpha())
