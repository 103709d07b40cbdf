"""Talking with a helper: a command that gets JSON on standard input and answers with JSON."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

import orjson

from bilat.events.errors import BadInput

SECONDS = 600
"""How long a helper may take."""
LIMIT = 16 << 20
"""Bytes of an answer."""
FORM = 'it answers {"name": ..., "proposals": [{"event": {...}, "spans": [{"start": 0, "end": 9, "what": "amount"}]}]}'


def ask_helper(command: str, question: Mapping[str, Any]) -> tuple[str, list[Any]]:
    """Return the helper's name and its proposals, as they came.

    Raises BadInput where the command cannot be run, fails, takes too long, or answers with something else.
    """
    try:
        words = shlex.split(command)
        done = subprocess.run(words, input=orjson.dumps(question), capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise BadInput(
            f"the helper {command[:80]!r} took more than {SECONDS} seconds", "give it a shorter text"
        ) from None
    except (OSError, ValueError, IndexError) as error:
        raise BadInput(
            f"the helper {command[:80]!r} cannot be run: {error}", "name a program and its arguments"
        ) from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise BadInput(
            f"the helper {command[:80]!r} failed: {said[-1][:200] if said else done.returncode}", "run it by hand"
        )
    return _answer(words[0], done.stdout)


def _answer(program: str, output: bytes) -> tuple[str, list[Any]]:
    if len(output) > LIMIT:
        raise BadInput(f"the helper answered with more than {LIMIT >> 20} MiB", FORM)
    try:
        answer = orjson.loads(output)
    except orjson.JSONDecodeError as error:
        raise BadInput(f"the helper's answer is not JSON: {error.msg} at character {error.pos + 1}", FORM) from None
    if not isinstance(answer, dict) or not isinstance(answer.get("proposals"), list):
        raise BadInput("the helper's answer has no list of proposals", FORM)
    name = answer.get("name")
    return (name if isinstance(name, str) and name.strip() else PurePath(program).name)[:100], answer["proposals"]
