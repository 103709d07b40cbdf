"""The columns by the names that people give them: in any case, with spaces, or what help says of the field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from bilat.events.formats.tables.tabular import described
from bilat.events.kinds import KINDS
from bilat.events.meanings import meaning

_MARKS = re.compile(r"[\s_.\-]+")
_ENDS = re.compile(r"[,;:]")


def column_called(name: str, only: str | None) -> str | None:
    """Return the column that a header means, of the kind `only` or of all; None where it means none, or several.

    `Donor`, `part of` and `Amount value` are the columns' own names; `Who gives`, or `What is measured`, are the words
    of help, whole or up to their first comma, semicolon or colon.
    """
    known = _by_name((only,) if only else tuple(KINDS))
    found = known.get(_folded(name), frozenset())
    return next(iter(found)) if len(found) == 1 else None


@cache
def _by_name(kinds: tuple[str, ...]) -> Mapping[str, frozenset[str]]:
    """Return every column that a folded name may mean; a column's own name goes before the words of help."""
    own = {_folded(name): frozenset((name,)) for kind in kinds for name in described(kind)}
    words: dict[str, set[str]] = {}
    for kind in kinds:
        for name, at in described(kind).items():
            for said in _said(meaning(kind, name)) if not at.part else ():
                words.setdefault(said, set()).add(name)
    return {said: frozenset(names) for said, names in words.items()} | own


def _said(words: str) -> Iterable[str]:
    return {_folded(each) for each in (words, _ENDS.split(words)[0]) if each}


def _folded(name: str) -> str:
    return _MARKS.sub(" ", name.replace("`", "")).strip().casefold()
