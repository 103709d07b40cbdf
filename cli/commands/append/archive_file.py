"""`append source-archived --file`: the text itself is kept beside the ledger, and told by its hash."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bilat.cli.options import TextOption
from bilat.events.errors import BadInput

ARCHIVE_FIELDS = ("sha256", "media_type", "size")


def file_option() -> TextOption:
    """Return the option that names the text to keep."""
    return TextOption(
        "--file",
        metavar="FILE",
        help="The text itself: kept beside the ledger; gives the hash, type and size.",
    )


def with_file(location: str, words: Mapping[str, Any]) -> dict[str, Any]:
    """Return the words, with what the file tells where one is named; it is kept before anything is recorded."""
    named = words.get("file")
    if not named:
        return dict(words)
    if words.get("sha256") or words.get("size"):
        raise BadInput("--file tells the hash and the size", "leave --sha256 and --size out")
    from bilat.events.log.archive import archive_file

    record = archive_file(location, Path(named))
    return {**words, **{name: words.get(name) or str(record[name]) for name in ARCHIVE_FIELDS}}
