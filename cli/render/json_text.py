"""A report as JSON: stable keys, exact decimals as text, safe to print on a terminal."""

import json
import re
from typing import Any

from bilat.cli.render.inert import BEYOND_C0

_ACTIVE = re.compile(f"[{BEYOND_C0}]")


def json_text(value: Any) -> str:
    """JSON, two spaces deep. What would act on a terminal is written as a JSON escape: same value, inert."""
    return _inert(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def json_line(value: Any) -> str:
    """The same in one line."""
    return _inert(json.dumps(value, ensure_ascii=False, default=str))


def _inert(text: str) -> str:
    return _ACTIVE.sub(lambda found: _escaped(found[0]), text)


def _escaped(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4))
