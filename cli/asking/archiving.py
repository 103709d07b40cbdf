"""Asking for the text of a source, to keep it beside the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bilat.cli.asking.desk import Desk
from bilat.cli.asking.question import Answer, Question, ask
from bilat.events.log.archive import archive_file


def ask_text(desk: Desk) -> dict[str, Any]:
    """Return what `source-archived` tells of a file, once it is kept; nothing where its hash is given by hand."""

    def read(text: str) -> Answer:
        return Answer(archive_file(desk.location, Path(text).expanduser()))

    hint = "the text itself; Enter: give its hash by hand"
    archived: dict[str, Any] | None = ask(
        desk.asker, Question("file", "file", hint, "kept beside the ledger", read)
    ).value
    return archived or {}
