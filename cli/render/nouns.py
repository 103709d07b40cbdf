"""Nouns in one and in several: what is counted in reports, and the units of what is given in kind."""

IRREGULAR = {"person": "people", "child": "children", "man": "men", "woman": "women", "foot": "feet", "tooth": "teeth"}
UNCOUNTED = frozenset(
    "aircraft equipment expertise fish food fuel gas goods hovercraft machinery medicine oil percent personnel rice "
    "series sheep spacecraft staff steel watercraft wheat".split()
)
SYMBOLS = frozenset("g ha kg kl km kw kwh l m mg ml mw mwh gw gwh t teu tw twh".split())
"""Units that are written alike in one and in several."""
_HISSING = ("s", "x", "z", "ch", "sh")


def plural(noun: str) -> str:
    """Return a singular English noun in the plural: doses, patrol vessels, companies, people."""
    head, space, last = noun.rpartition(" ")
    if last in UNCOUNTED or last in SYMBOLS:
        return noun
    if last in IRREGULAR:
        return f"{head}{space}{IRREGULAR[last]}"
    if last.endswith("y") and last[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    if last.endswith("s") and not last.endswith(("ss", "us", "is")):
        return noun  # somebody recorded it in the plural
    return f"{noun}es" if last.endswith(_HISSING) else f"{noun}s"
