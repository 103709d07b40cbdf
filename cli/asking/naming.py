"""Short names for what is new: proposed from what was answered, so that nobody has to invent one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from bilat.cli.asking.known import Known

LONGEST = 60
_ARTICLES = re.compile(r"^(?:the|a|an)-")


def slug(text: str) -> str:
    """Return a text as a slug: ASCII letters and digits in lower case, hyphens between, cut at a word; `x` for none."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    joined = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
    if len(joined) > LONGEST:
        joined = joined[: LONGEST + 1].rpartition("-")[0] or joined[:LONGEST]
    return joined or "x"


def proposed(kind: str, type_: str, fields: Mapping[str, Any], known: Known) -> str:
    """Return a name for a new stream of a type, one that is not taken; of a figure the series that it goes on with."""
    if type_ == "series" and (same := _series(fields, known)):
        return same.partition("/")[2]
    name = slug(_words(type_, fields))
    taken = known.titles(f"{type_}/")
    number = 2
    free = name
    while f"{type_}/{free}" in taken:
        free = f"{name}-{number}"
        number += 1
    return free


def _words(type_: str, fields: Mapping[str, Any]) -> str:
    day = str(fields.get("on") or "").partition("/")[0].rstrip("~?%")
    match type_:
        case "source":
            publisher = _ARTICLES.sub("", slug(str(fields.get("publisher") or "")))
            return f"{publisher} {fields.get('published') or ''}"
        case "statement":
            who = str(fields.get("speaker") or "-".join(fields.get("parties") or ()))
            return f"{who.rpartition(' ')[2]} {day}"
        case "series":
            sides = (fields.get("from"), fields.get("to"), fields.get("indicator"))
            return " ".join(str(each) for each in sides if each)
    return str(fields.get("title") or fields.get("name") or type_)


def _series(fields: Mapping[str, Any], known: Known) -> str | None:
    """Return the series on record of the same indicator between the same sides; for trade either way round."""
    sides = (fields.get("from"), fields.get("to"))
    for stream in known.titles("series/"):
        opening = next(iter(known.events(stream)), None)
        series = opening.attributes() if opening else {}
        if series.get("indicator") == fields.get("indicator"):
            theirs = (series.get("from_"), series.get("to"))
            if theirs == sides or ("trade" in str(fields.get("indicator")) and theirs == sides[::-1]):
                return stream
    return None
