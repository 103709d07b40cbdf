"""Reports into files: `-o FILE`, whose ending says the format."""

import io
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path

import typer

from bilat.events.errors import BadInput

SUFFIXES = {".txt": "table", ".json": "json", ".csv": "csv", ".md": "md", ".xlsx": "xlsx"}


def format_of(output: Path | None, chosen: str) -> str:
    """Return the format of a report: that of the file's ending, else the one `chosen`.

    Raises BadInput for an ending that is no format's, and for one that is another format's than the one chosen.
    """
    if output is None:
        return chosen
    format = SUFFIXES.get(output.suffix.lower())
    if format is None and chosen == "table":
        raise BadInput(f"{output.name} does not end as a report does", f"one of {', '.join(SUFFIXES)}, or --format too")
    if format is not None and chosen not in ("table", format):
        raise BadInput(f"{output.name} is no file of {chosen}", "leave out --format, or name another file")
    return format or chosen


@contextmanager
def written_to(output: Path | None, ledger: str) -> Iterator[None]:
    """Print into the file `output` whatever is printed meanwhile, whole or not at all; without one, where it goes.

    A finding (exit code 1) is no failure. Raises BadInput where the file would take the place of the ledger or of a
    key, StoreError where there is no room.
    """
    if output is None:
        yield
        return
    from bilat.events.outputs import refuse_target, written_beside

    refuse_target(output, ledger)
    left: typer.Exit | None = None
    with written_beside(output) as file:
        text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
        try:
            with redirect_stdout(text):
                yield
        except typer.Exit as finding:
            left = finding
        text.flush()
        text.detach()
    if left is not None:
        raise left
