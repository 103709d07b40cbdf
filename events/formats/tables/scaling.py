"""Tables that print their amounts in thousands, millions or billions: bare numbers multiplied, exactly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from bilat.events.errors import BadInput
from bilat.events.fields import shapes_ever
from bilat.events.formats.tables.tabular import TabularColumn, column
from bilat.events.kinds import KINDS
from bilat.events.printed.numbers import SCALES
from bilat.events.suggestions import did_you_mean
from bilat.events.values.decimals import WIDE, plain

ZEROS: Mapping[str, int] = {"thousand": 3, "million": 6, "billion": 9}
"""What a column may be printed in, by how many zeros are left out."""
_NUMBER = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_WORD = re.compile(r"[A-Za-z]+", re.ASCII)
_PIECE = re.compile(r"([|;()=])")
_RANGE = re.compile(r"\d\s*(?:\.\.|[-–—]|to|and)\s*[^\d\s]{0,3}\s*\d", re.IGNORECASE)


def check_scale(word: object) -> str:
    """Accept thousand, million or billion, in any case. Raises BadInput otherwise."""
    folded = word.strip().casefold() if isinstance(word, str) else ""
    if folded in ZEROS:
        return folded
    raise BadInput(f"{word!r} is no scale", did_you_mean(folded, ZEROS) or f"it is {', '.join(ZEROS)}")


def is_scalable(name: str) -> bool:
    """Tell whether a column holds amounts, of some kind of event."""
    return any((at := column(kind, name)) is not None and _amounts(kind, at) for kind in KINDS)


def scaled(kind: str, name: str, text: str, scale: str) -> str:
    """Return the text of a cell with its bare numbers multiplied, where its column holds amounts; others as they are.

    `text` has its numbers as `1234.56`. A number with a scale of its own (`USD 50m`) stays, and so does JSON. Raises
    BadInput for a cell in which more than one number may be meant.
    """
    at = column(kind, name)
    if at is None or not _amounts(kind, at) or text.lstrip().startswith(("{", "[")):
        return text
    if at.part:
        return _times(text, ZEROS[scale]) if at.part in ("value", "upper") and _NUMBER.search(text) else text
    return "".join(_pieces(text, scale))


def _amounts(kind: str, at: TabularColumn) -> bool:
    return shapes_ever(kind)[at.field].form in ("amount", "amounts") and at.part in ("", "value", "upper")


def _pieces(text: str, scale: str) -> Iterator[str]:
    """Go through the amounts of a cell: items of a list, an amount and the equivalent in brackets behind it."""
    for piece in _PIECE.split(text):
        count = len(_NUMBER.findall(piece))
        if not count or any(word.casefold() in SCALES or word == "T" for word in _WORD.findall(piece)):
            yield piece
        elif count == 1 or (count == 2 and _RANGE.search(piece)):
            yield _times(piece, ZEROS[scale])
        else:
            why = f"{piece.strip()[:60]!r} holds {count} numbers without a scale"
            raise BadInput(why, f"write the scale behind each number, or leave {scale} away")


def _times(text: str, zeros: int) -> str:
    return _NUMBER.sub(lambda number: plain(Decimal(number[0]).scaleb(zeros, WIDE)), text)
