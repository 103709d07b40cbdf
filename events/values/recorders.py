"""Recorders: the names under which events are recorded."""

from __future__ import annotations

import getpass
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo, WithJsonSchema

from bilat.events.errors import BadInput

RECORDER_LIMIT = 200
"""Characters of a recorder's name."""
NAME_ONE = f"a name of 1 to {RECORDER_LIMIT} characters: --as NAME, BILAT_RECORDER, or `recorder` in bilat.toml"

STORED = {"stored": True}
"""The context in which lines are read that a ledger holds already.

What entry refuses today, earlier versions recorded: such a line is still read.
"""


def check_recorder(name: str) -> str:
    """Accept a name that can be recorded and read again. Raises BadInput, and never repeats a long name."""
    if not is_utf8(name):
        raise BadInput("the name of who records is not UTF-8", NAME_ONE)
    if len(name) > RECORDER_LIMIT:
        raise BadInput(f"the name of who records has {len(name):,} characters", NAME_ONE)
    if any(unicodedata.category(letter) == "Cc" for letter in name):
        raise BadInput("the name of who records holds a control character", NAME_ONE)
    if not is_visible(name):
        raise BadInput("the name of who records is blank", NAME_ONE)
    return name


def recorder_or_login(given: str | None) -> str:
    """Return who records: the name given, else who is logged in. Raises BadInput where nobody is, or it is no name."""
    try:
        return check_recorder(given or getpass.getuser())
    except (OSError, KeyError):
        raise BadInput("nobody knows who records", f"give {NAME_ONE}") from None


def is_utf8(text: str) -> bool:
    """Tell whether a text can be written: words that the shell gave in another encoding hold lone surrogates."""
    return text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text)


def is_visible(text: str) -> bool:
    """Tell whether anything of a text can be seen: spaces, zero-width and formatting characters cannot."""
    return any(not letter.isspace() and unicodedata.category(letter) != "Cf" for letter in text)


def _on_entry(name: str, info: ValidationInfo) -> str:
    return name if info.context is STORED else check_recorder(name)


Recorder = Annotated[
    str,
    Field(min_length=1),
    AfterValidator(_on_entry),
    WithJsonSchema({"type": "string", "minLength": 1, "maxLength": RECORDER_LIMIT}),
]
"""Who recorded an event."""
