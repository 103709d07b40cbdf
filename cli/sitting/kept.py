"""A half-done sitting, kept as the YAML that `bilat import` takes: written after every entry, resumed, edited."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Sequence
from pathlib import Path

from bilat.events.base import Event
from bilat.events.errors import BadInput, Problem, Refused
from bilat.events.outputs import written_beside

SUFFIX = ".sitting.yaml"
"""What the names of sittings end with that nobody named."""
_HEAD = """\
# A sitting of `bilat record`. Go on with:  bilat record {name}
# or record it as it is:  bilat import {name}
# One event a document, --- between them; `bilat new KIND` shows the fields of a kind.
"""


def is_sitting(path: Path) -> bool:
    """Tell whether a file is a sitting by its name, and not the text of a source."""
    return path.suffix.lower() in (".yaml", ".yml")


def half_done() -> list[Path]:
    """Return the sittings in this folder that were left, by name."""
    return sorted(Path().glob(f"*{SUFFIX}"))


def read_sitting(path: Path) -> list[Event]:
    """Return the events of a sitting; none where there is no file. Raises Refused with every problem, BadInput."""
    from bilat.events.formats.yaml.yaml import read

    found: list[Event] = []
    problems: list[Problem] = []
    try:
        with path.open("rb") as file:
            for each in read(file):
                if isinstance(each, Problem):
                    problems.append(each)
                elif isinstance(each, tuple) and isinstance(each[0], Event):
                    found.append(each[0])
    except FileNotFoundError:
        return []
    except OSError as error:
        raise BadInput(f"cannot read {path}: {error.strerror}") from error
    if problems:
        raise Refused(problems)
    return found


def write_sitting(path: Path, events: Sequence[Event]) -> None:
    """Write the events of a sitting: all of them, or what was kept stays. Raises BadInput, StoreError."""
    from bilat.events.formats.yaml.yaml import write
    from bilat.events.log.codec import content

    with written_beside(path) as file:
        file.write(_HEAD.format(name=shlex.quote(path.name)).encode())
        write([content(event) for event in events], file)


def edit_file(path: Path) -> None:
    """Open the editor of `VISUAL` or `EDITOR` on a file, and wait for its end. Raises BadInput where it fails."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ("notepad" if os.name == "nt" else "vi")
    try:
        done = subprocess.run([*shlex.split(editor), str(path)], check=False)
    except (OSError, ValueError) as error:
        raise BadInput(f"cannot start the editor {editor!r}: {error}", "set EDITOR to one that is there") from error
    if done.returncode:
        raise BadInput(f"the editor {editor!r} ended with {done.returncode}", f"the sitting is as it was in {path}")
