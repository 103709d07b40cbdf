"""A report as JSON: stable keys, exact decimals as text, safe to print on a terminal."""

import json
import re
from typing import Any

import orjson

from bilat.cli.render.inert import BEYOND_C0, spelt
from bilat.cli.render.terminal import speaks_utf8

_ACTIVE = re.compile(f"[{BEYOND_C0}]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def json_text(value: Any) -> str:
    """JSON, two spaces deep. What would act on a terminal is written as a JSON escape: same value, inert.

    So is all beyond ASCII where standard output has another encoding than UTF-8, the only one of JSON.
    """
    try:  # the standard library indents in Python, many times slower
        text = orjson.dumps(value, _plain, orjson.OPT_INDENT_2 | orjson.OPT_PASSTHROUGH_DATETIME).decode()
    except TypeError:  # an integer beyond 64 bits, or half a character
        text = json.dumps(value, ensure_ascii=False, indent=2, default=str)
    return _inert(text)


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else str(value)


def json_line(value: Any) -> str:
    """Return the same in one line."""
    return _inert(json.dumps(value, ensure_ascii=False, default=str))


def _inert(text: str) -> str:
    return (_ACTIVE if speaks_utf8() else _BEYOND_ASCII).sub(lambda found: spelt(found[0]), text)
