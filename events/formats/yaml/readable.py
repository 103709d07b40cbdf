"""An event in an order to read it in, its amounts and citations in their text forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bilat.events.base import ENVELOPE
from bilat.events.fields import FieldShape, shapes_ever
from bilat.events.formats.tables.cells import amount_text, citation_text

FIRST = ("kind", "stream", "version", "on", "cites")


def readable(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields in an order to read them in, with amounts and citations in their text forms.

    What stands in its text form already stays so: a draft whose event lacks a field is kept as it was read.
    """
    record = shapes_ever(fields["kind"])
    own = [name for name in record if name not in ENVELOPE]
    names = (name for name in (*FIRST, *own, *(name for name in ENVELOPE if name not in FIRST)) if name in fields)
    return {name: _written(record[name], fields[name]) for name in names}


def _written(shape: FieldShape, value: Any) -> Any:
    match shape.form, value:
        case "amount", dict():
            return amount_text(value)
        case "amounts", [*_]:
            return [amount_text(each) if isinstance(each, dict) else each for each in value]
        case "cites", [*_]:
            return [citation_text(each) if isinstance(each, dict) else each for each in value]
    return value
