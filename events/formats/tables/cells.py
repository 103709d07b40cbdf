"""One field as one cell of text, and back.

Lists are separated by `|`; where an item holds a `|` or begins or ends with white space, the whole cell is
a JSON list instead. So are objects with odd contents. A text that a spreadsheet would take for a formula is
guarded by `'`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from bilat.events.errors import BadInput
from bilat.events.fields import FieldShape
from bilat.events.printed.amounts import read_amount
from bilat.events.values.amounts import Amount, parse_amount

FLAGS = {"true": True, "yes": True, "false": False, "no": False}
ARRAY, OBJECT = "a JSON list in square brackets", "a JSON object in curly brackets"
_FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")
_GUARDED = re.compile(r"'+[=+\-@\t\r＝＋－＠]")
_NUMBER = re.compile(r"[-+]?\d[\d.,]*", re.ASCII)
_DIGITS = re.compile(r"\d{1,16}", re.ASCII)
_PARTED = re.compile("[,;]")
_PAIR = re.compile(r"([a-z0-9][a-z0-9-]*)=(.+)", re.ASCII | re.DOTALL)


def guarded(text: str) -> str:
    """Put a quote before a text that a spreadsheet would take for a formula; `unguarded` takes it away."""
    starts = _FORMULA.match(text) and not _NUMBER.fullmatch(text)
    return f"'{text}" if starts or _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """Return the text of a cell. Raises BadInput for a formula."""
    if _GUARDED.match(text):
        return text[1:]
    if is_formula(text):
        raise BadInput(f"the cell {text[:40]!r} is a formula", "put its value there, or ' in front where it is a text")
    return text


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet would take the text for a formula."""
    return bool(_FORMULA.match(text)) and not _NUMBER.fullmatch(text)


def read_cell(shape: FieldShape, text: str) -> Any:
    """Return what a cell says, as decoded JSON for the event class to check. Raises BadInput."""
    if shape.form == "text":
        return text
    text = text.strip()
    match shape.form:
        case "flag":
            if text.casefold() not in FLAGS:
                raise BadInput(f"{text[:40]!r} is neither true nor false", "write true or false")
            return FLAGS[text.casefold()]
        case "integer":
            if not _DIGITS.fullmatch(text):
                raise BadInput(f"{text[:40]!r} is not a whole number", "write digits alone")
            return int(text)
        case "list" | "amounts" | "cites" if text.startswith("["):
            return _json(text, list)
        case "list" | "amounts" | "cites":
            items = [item.strip() for item in text.split("|")]
            return items if len(items) > 1 or shape.form == "cites" else text  # commas may part it
        case "ids":
            return _json(text, dict) if text.startswith("{") else _pairs(text)
        case "amount":
            return _json(text, dict) if text.startswith("{") else text
        case "json":
            return _json(text, dict)
    return text


def write_cell(shape: FieldShape, value: Any) -> str:
    """Write decoded JSON of a canonical line as the text of a cell; `read_cell` gives an equal value."""
    match shape.form:
        case "flag":
            return "true" if value else "false"
        case "list":
            items = [value] if isinstance(value, str) else value
            return _dumped(items) if len(items) == 1 and _PARTED.search(items[0]) else _joined(items)
        case "amounts":
            return _joined([amount_text(each) for each in value])
        case "amount":
            text = amount_text(value)
            return text if isinstance(text, str) else _dumped(text)
        case "cites":
            return _joined([citation_text(each) for each in value])
        case "ids":
            pairs = [f"{scheme}={id}" for scheme, id in value.items()]
            return _joined(pairs) if _plain(pairs) else _dumped(value)
        case "json" | "parts":
            return _dumped(value)
    return str(value)


def amount_text(value: Mapping[str, Any]) -> str | Mapping[str, Any]:
    """Return an amount in its text form, or as it is where that form does not read back."""
    text = str(Amount.model_validate(value))
    try:
        read = parse_amount(text).model_dump(mode="json", exclude_none=True)
        loosely = read_amount(text).amount.model_dump(mode="json", exclude_none=True)
    except BadInput:
        return value
    return text if read == loosely == value else value


def citation_text(value: Mapping[str, Any]) -> str | Mapping[str, Any]:
    """Return a citation as `SLUG#LOCATOR`, or as it is where it says more."""
    if value.keys() - {"source", "locator"}:
        return value
    return f"{value['source']}#{value['locator']}" if "locator" in value else str(value["source"])


def _joined(items: Sequence[Any]) -> str:
    return "|".join(items) if _plain(items) else _dumped(items)


def _plain(items: Sequence[Any]) -> bool:
    return not str(items[0]).startswith(("[", "{")) and all(
        isinstance(item, str) and "|" not in item and item == item.strip() and item for item in items
    )


def _dumped(value: Any) -> str:
    return orjson.dumps(value).decode()


def _json(text: str, kind: type) -> Any:
    named = ARRAY if kind is list else OBJECT
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise BadInput(f"not JSON: {error.msg} at character {error.pos + 1}", f"this cell takes {named}") from None
    if not isinstance(value, kind):
        raise BadInput(f"{text[:40]!r} is not {named}", f"this cell takes {named}")
    return value


def _pairs(text: str) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for item in text.split("|"):
        found = _PAIR.fullmatch(item.strip())
        if not found or found[1] in pairs:
            raise BadInput(f"cannot read the ids {text[:60]!r}", "SCHEME=ID, several separated by |")
        pairs[found[1]] = found[2]
    return pairs
