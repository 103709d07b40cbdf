"""The cells of a foreign table in our words: value maps, numbers, dates, templates."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from bilat.events.errors import BadInput
from bilat.events.formats.tables import spellings
from bilat.events.formats.tables.mapping import PLACE, ColumnMapping
from bilat.events.formats.tables.tabular import column

NAMES = frozenset({"stream", "cites", "part_of", "meeting", "agreement", "into", "origin"})
"""Columns in whose templates the cells become slugs."""
NEEDED = frozenset({"stream", "cites"})
"""Those among them that are never left out: who names an event by an empty cell meant to fill it."""
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})


def translated(kind: str, name: str, text: str, said: ColumnMapping, careful: bool) -> str:
    """Return the cell of one of our columns, as `read_cell` takes it. Raises BadInput where it is ambiguous."""
    at = column(kind, name)
    words = said.values.get(name, {})
    if at is None or at.shape.form == "text":
        return words.get(text, text)
    text = words.get(text.strip(), text.strip())
    if words and at.shape.form == "list" and not text.startswith("["):
        text = "|".join(words.get(item.strip(), item.strip()) for item in text.split("|"))
    if at.shape.form in spellings.NUMERIC:
        return spellings.numbers(text, said.decimal, careful)
    return spellings.date(text, said.formats(name)) if at.shape.form == "date" and text else text


def filled(name: str, template: str, cells: Mapping[str, str], number: int) -> str:
    """Return a template with the cells of row `number` in it, by column.

    Where all of its cells are empty, or one that an optional name is made of, nothing is said: the text is empty.
    Raises BadInput for an empty cell in a name that must be told.
    """
    columns = [place for place in PLACE.findall(template) if place != "line"]
    empty = [place for place in columns if not cells.get(place, "").strip()]
    if empty and (len(empty) == len(columns) or name in NAMES) and name not in NEEDED:
        return ""

    def cell(found: re.Match[str]) -> str:
        text = str(number) if found[1] == "line" else cells.get(found[1], "").strip()
        if name not in NAMES:
            return text
        slug = slug_of(text)
        if not slug:
            raise BadInput(f"{name}: the template needs the column {found[1]!r}, which is empty", "fill it in")
        return slug

    return PLACE.sub(cell, template)


def slug_of(text: str) -> str:
    """Return a name as a slug: accents dropped, lower case, everything else a hyphen."""
    letters = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
