"""Files of events, by name: which format is meant, what is said about its columns, and the log written into one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from bilat.events.errors import BadInput
from bilat.events.formats import KINDLESS, SUFFIXES, TABLES, writer
from bilat.events.location import checked
from bilat.events.outputs import refuse_target, written_beside

if TYPE_CHECKING:
    from bilat.events.log.log import Log

_READABLE = "give a file, or - for standard input"


def format_of(name: str, chosen: str | None = None) -> str:
    """Choose the format: the one `chosen`, else that of the file's ending, else JSON Lines."""
    return chosen or SUFFIXES.get(Path(name).suffix.lower(), "jsonl")


def column_mapping(
    format: str,
    *,
    kind: str | None = None,
    renamed: Iterable[str] = (),
    file: Path | None = None,
    sheet: str | None = None,
    scale: str | None = None,
) -> Mapping[str, Any]:
    """Put together what is said about a foreign file's columns: `renamed` holds THEIRS=OURS, `file` is TOML.

    `scale` is what bare numbers of amount columns are printed in: thousand, million or billion.

    Raises BadInput where the format takes no such thing, and where the file cannot be read.
    """
    renamed = list(renamed)
    if kind and format not in KINDLESS:
        raise BadInput(f"--kind says nothing about {format}", f"it goes with {', '.join(sorted(KINDLESS))}")
    if not (renamed or file or sheet or scale):
        return {}
    if format not in TABLES:
        raise BadInput(f"a mapping says nothing about {format}", f"it goes with {', '.join(sorted(TABLES))}")
    from bilat.events.bounded import read_file
    from bilat.events.formats.tables.mapping import KEYS, LIMIT, combined

    remedy = f"name a file of TOML, its keys: {', '.join(KEYS)}"
    toml = read_file(file, LIMIT, "the mapping", remedy) if file else None
    return combined(toml, renamed, sheet, scale)


@contextmanager
def opened(file: str | os.PathLike[str] | BinaryIO) -> Iterator[BinaryIO]:
    """Open a file of events by name; one that is open already is given as it is, and stays open.

    Raises BadInput where it cannot be read; the URL of a server in its place is not repeated.
    """
    if not isinstance(file, str | os.PathLike):
        yield file
        return
    try:
        source = Path(file).open("rb")  # noqa: SIM115  # the block that it is open for comes from the caller
    except OSError as error:
        checked(os.fspath(file))
        raise BadInput(f"cannot read {file}: {error.strerror}", _READABLE) from error
    with source:
        yield source


def write_file(log: Log, format: str, target: Path, ledger: str) -> None:
    """Write every event of the log at `ledger` into the file `target`, whole or not at all.

    Raises BadInput for an unknown format and where the file would take the place of a record or a key, StoreError
    where there is no room.
    """
    write = writer(format)
    refuse_target(target, ledger)
    with written_beside(target) as out:
        write(log.read_chunks(), out)
