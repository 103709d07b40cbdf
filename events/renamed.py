"""Fields that had another name in an older schema: the one list from which lines, corrections and columns are read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

RENAMED: Mapping[str, Mapping[str, str]] = {"figure-reported": {"place": "rank"}}
"""By kind: a field's name of before and its name of today. A name of before is never given to another field."""


def renamed(kind: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of an event under the names of today; where both names stand, both are left."""
    names = RENAMED.get(kind, {})
    return {name if names.get(name, name) in fields else names.get(name, name): fields[name] for name in fields}


def named_before(kind: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of an event under the names of before: `renamed` gives them back."""
    before = {today: name for name, today in RENAMED.get(kind, {}).items()}
    return {before.get(name, name): value for name, value in fields.items()}
