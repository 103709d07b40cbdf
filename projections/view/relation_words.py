"""Relations as people write them: `US ASEAN`, `ASEAN-Japan`, `japan`, `Japan -> Viet Nam`, made into codes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bilat.events.errors import BadInput
from bilat.events.printed.names import NoNames
from bilat.events.printed.preferences import Ambiguous
from bilat.events.printed.references import is_party, party_of, relation_of

_ARROW = re.compile(r"\s*(?:->|→)\s*")
_CODES = re.compile(r"[A-Za-z0-9*]+(?:(?:-|->|→)[A-Za-z0-9*]+)?", re.ASCII)


def in_codes(text: str, names: Mapping[str, str]) -> str:
    """Return a relation with codes for what its sides are called; what is in codes, or cannot be read, stays.

    `names` are the parties on record, by code. Raises Ambiguous where a name is that of several parties, or where the
    words can be parted in two ways.
    """
    if _CODES.fullmatch(text) and all(part in names or part == "*" for part in re.split("->?|→", text.upper())):
        return text
    known = _Registered(names)
    try:
        sides = _ARROW.split(text.strip())
        if len(sides) == 2:
            return "->".join(side if side == "*" else party_of(side, known) for side in sides)
        if is_party(text, known):
            return party_of(text, known)
        return relation_of([text], known)
    except Ambiguous:
        raise
    except BadInput:
        return text


class _Registered(NoNames):
    """The parties on record, as references read names."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._titles = {f"party/{code}": name for code, name in names.items()}

    def titles(self, prefix: str) -> Mapping[str, str]:
        """Return the names of the parties; there is nothing else that a relation may name."""
        return self._titles if prefix == "party/" else {}
