"""JSON of unknown origin, in which nothing may be said twice: whoever reads the other one is told something else."""

from __future__ import annotations

import json
from typing import Any


def read(text: str | bytes) -> Any:
    """Decode JSON in which every key stands once. Raises ValueError, for text that is nested too deep as well."""
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_refuse)
    except RecursionError:
        raise ValueError("nested too deep") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        seen: set[str] = set()
        twice = next(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
        raise ValueError(f"the key {twice[:60]!r} stands there twice")
    return record


def _refuse(name: str) -> Any:
    raise ValueError(f"{name} is no number")
