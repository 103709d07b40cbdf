"""What is wrong with a field, in the reader's words: what was typed, what is wrong with it, what to write instead."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bilat.events.base import Event
from bilat.events.errors import PROBLEMS_SHOWN, BadInput, Problem
from bilat.events.fields import Form, shapes
from bilat.events.suggestions import did_you_mean
from bilat.events.values.codes import TEXT_LIMIT

Loc = tuple[int | str, ...]
SHOWN = 60
"""Characters of what was typed that are repeated."""

_BY_NAME: Mapping[str, tuple[str, str]] = {
    "url": ("an address", "one such as https://example.org/page, without spaces"),
    "language": ("a language tag", "one such as en or pt-BR"),
    "sector": ("a purpose code of the OECD", "3 or 5 digits, such as 12220"),
    "indicator": ("the name of an indicator", "lower-case letters, digits and hyphens, such as services-trade"),
    "sha256": ("a SHA-256", "64 digits 0-9 and a-f; --file computes it"),
    "root": ("a root", "64 digits 0-9 and a-f"),
    "media_type": ("a media type", "one such as text/html"),
    "label": ("a fiscal year", "FY and four digits, such as FY2020"),
    "size": ("a size", "a whole number from 0"),
    "place": ("a place", "of a meeting, the town"),
    "rank": ("a rank", "a whole number from 1 to 999"),
    "version": ("a version", "a whole number from 1, or leave it out: the ledger counts"),
    "schema": ("a version of the vocabulary", "a whole number from 2, or leave it out"),
    "recorded_at": ("a time of recording", "as 2024-01-31T23:59:59.000000Z, or leave it out: the ledger stamps"),
    "recorder": ("a name", "the name of who records, or leave it out"),
    "stream": ("a stream", "TYPE/NAME, such as pledge/acpheed"),
    "target": ("an event", "STREAM#VERSION, such as pledge/acpheed#1"),
    "unit": ("a unit", "a currency code such as USD, or a singular noun such as dose"),
    "value": ("a number", "digits in quotes, with a point before decimals"),
    "upper": ("a number", "digits in quotes, with a point before decimals"),
    "source": ("a source", "its slug, such as mofa-2023-12-17"),
}
"""By name of a field what it holds, and what to write; the others by form."""
_BY_FORM: Mapping[Form, tuple[str, str]] = {
    "text": ("a text", f"a text of 1 to {TEXT_LIMIT:,} characters"),
    "word": ("a word", "a code or a name, as text"),
    "date": ("a date", "one such as 2023-12-17, 2023-12 or 2023"),
    "decimal": ("a number", "digits, with a point before decimals, such as 0.1; in JSON in quotes"),
    "integer": ("a whole number", "digits alone"),
    "flag": ("a yes or no", "true or false"),
    "list": ("a list", "one or several, as a list"),
    "amount": ("an amount", "one such as USD 50m"),
    "amounts": ("a list of amounts", "one or several such as USD 50m"),
    "cites": ("a list of sources", "the slug of one source, or of several as a list"),
    "ids": ("identifiers by scheme", "scheme and identifier, such as iati=XM-DAC-701-8"),
    "parts": ("values by name", "name and value, such as maturity_years=40"),
    "json": ("values by field", "field and right value, such as amount=USD 50m"),
}
_ITEM: Mapping[Form, Form] = {"amounts": "amount", "list": "word", "cites": "word"}
"""What one item of a list holds."""
_AMOUNT = ("value", "unit", "bound", "upper")
_EMPTY = ("string_too_short", "too_short")


def problems_of(error: ValidationError, where: str, kind: type[Event], stream: str = "") -> list[Problem]:
    """Return what the validator found as problems: none of its own words reach the reader.

    `stream` is the one that the event was to be on; `rule` is the path of the field, by which readers find its place.
    """
    known = [field.alias or name for name, field in kind.model_fields.items()]
    every = error.errors(include_url=False)
    first = every[:PROBLEMS_SHOWN]
    within = {each["loc"][:-1] for each in first}
    found = []
    for each in first:
        if each["type"] == "too_short" and each["loc"] in within:
            continue  # pydantic counts the items that passed, and names the others by themselves
        loc = tuple(part for part in each["loc"] if not _machinery(part))
        message, remedy = _worded(each, loc, kind, known)
        rule = ".".join(map(str, loc)) or "event"
        found.append(Problem(where, rule, f"{_named(loc)}: {message}" if loc else message, remedy, stream=stream))
    if len(every) > PROBLEMS_SHOWN:
        found.append(Problem(where, "event", f"and {len(every) - PROBLEMS_SHOWN:,} more problems of this event"))
    return found


def _worded(error: ErrorDetails, loc: Loc, kind: type[Event], known: list[str]) -> tuple[str, str]:
    """Return what is wrong, and what to write."""
    cause = error.get("ctx", {}).get("error")
    if isinstance(cause, BadInput):
        return cause.message, cause.remedy
    if error["type"] == "extra_forbidden":
        names = known if len(loc) == 1 else _parts(loc, kind)
        near = did_you_mean(str(loc[-1]), names)
        return "unknown field", near or f"known: {', '.join(name for name in names if name != 'kind')}"
    what, write, words = _meant(loc, kind)
    if error["type"] == "missing":
        return "is missing", f"write {write}" if not words else f"one of {', '.join(words)}"
    typed = _typed(error["input"])
    if error["type"] in _EMPTY:
        return "is empty", f"write {write}, or leave it out"
    if error["type"] == "string_too_long":
        limit = error["ctx"]["max_length"]
        return f"has {len(error['input']):,} characters, {limit:,} are the most", "shorten it"
    if words:
        near = did_you_mean(error["input"], words) if isinstance(error["input"], str) else ""
        return f"{typed} is none of its words", near or f"one of {', '.join(words)}"
    return f"{typed} is not {what}", f"write {write}"


def _meant(loc: Loc, kind: type[Event]) -> tuple[str, str, tuple[str, ...]]:
    """Return what a field is meant to hold, what to write, and the only words that it may be."""
    if not loc:
        return "an event", "its fields by name", ()
    names = [part for part in loc if isinstance(part, str)]
    field, last = names[0] if names else "", names[-1] if names else ""
    shape = shapes(kind.model_fields["kind"].default).get(field)
    if shape is None:
        return *_BY_FORM["text"], ()
    if shape.form == "parts" and last in shape.parts:
        return *_BY_FORM[shape.parts[last].form], shape.parts[last].words
    if shape.form in ("amount", "amounts") and last in _AMOUNT and len(names) > 1:
        bounds = ("exact", "about", "at-least", "at-most", "between")
        return *_BY_NAME.get(last, ("a bound", "how it was printed")), bounds if last == "bound" else ()
    if shape.form == "cites" and len(names) > 1:
        return *_BY_NAME.get(last, _BY_FORM["date" if last == "published" else "text"]), ()
    if shape.form == "ids" and len(loc) > 1:
        return "an identifier with its scheme", "the scheme in lower case, such as iati=XM-DAC-701-8", ()
    if len(loc) > len(names):  # one item of a list
        return *_BY_FORM[_ITEM.get(shape.form, shape.form)], shape.words
    return *_BY_NAME.get(field, _BY_FORM[shape.form]), shape.words


def _parts(loc: Loc, kind: type[Event]) -> list[str]:
    """Return the names that may stand where one was not known, within a field."""
    shape = shapes(kind.model_fields["kind"].default).get(str(loc[0]))
    match shape.form if shape else "":
        case "parts":
            return [*shape.parts] if shape else []
        case "amount" | "amounts":
            return [*_AMOUNT]
        case "cites":
            return ["source", "locator", "quote", "published"]
    return []


def _named(loc: Loc) -> str:
    """Return the name of a field, and where in it: `cites (2nd) published`."""
    words = [f"({_ordinal(part + 1)})" if isinstance(part, int) else part for part in loc if part != "[key]"]
    return " ".join(words)


def _ordinal(number: int) -> str:
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number % 100 not in (11, 12, 13) else "th"
    return f"{number}{suffix}"


def _typed(given: object) -> str:
    """Return what was typed, short: a text in quotes, what else JSON holds in words."""
    match given:
        case None:
            return "nothing"
        case str():
            return repr(given if len(given) <= SHOWN else f"{given[:SHOWN]}…")
        case bool():
            return "true" if given else "false"
        case int() | float():
            return str(given)[:SHOWN]
        case list() | tuple():
            return "a list"
    return "an object"


def _machinery(part: int | str) -> bool:
    return isinstance(part, str) and ("[" in part or ("-" in part and part.startswith("function")))
