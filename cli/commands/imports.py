"""`bilat import`: a file of events, all of them recorded or none."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import typer

from bilat.cli import settings
from bilat.cli.completion import kinds
from bilat.cli.options import examples

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(
    "import",
    epilog=examples(
        "bilat import summit.jsonl --dry-run",
        "bilat import summit.jsonl",
        "bilat import pledges.csv --kind pledge-announced --map 'Donor country=donor'",
        "bilat import pledges.xlsx --mapping ministry.toml",
        "bilat --ledger a.db export | bilat --ledger copy.db import - --preserve",
    ),
)
def import_(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file; - is standard input.")],
    format: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The format; default: told by the file's name, else jsonl."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check everything, record nothing.")] = False,
    preserve: Annotated[
        bool,
        typer.Option("--preserve", help="Keep times, recorders and seals: restores an export into an empty ledger."),
    ] = False,
    kind: Annotated[
        str | None,
        typer.Option(metavar="KIND", autocompletion=kinds, help="CSV and the like: of which kind all rows are."),
    ] = None,
    renamed: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="THEIRS=OURS", help="A foreign column is one of ours; no OURS: pass it over."),
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option(metavar="M.TOML", help="A saved mapping: columns, constants, values, dates."),
    ] = None,
    sheet: Annotated[str | None, typer.Option(metavar="NAME", help="XLSX: which sheet.")] = None,
    wait: Annotated[
        int, typer.Option(min=0, metavar="SECONDS", help="How long to try again while another program writes.")
    ] = 10,
) -> None:
    """Record a file of events: all of them, or none.

    What is recorded already is skipped and counted. Every line that cannot be recorded is named, with the
    reason.
    """
    from bilat.cli.exits import say
    from bilat.cli.progress import importing
    from bilat.cli.recording import now, readings, summary
    from bilat.domain.importing import import_batch
    from bilat.events.formats import SUFFIXES
    from bilat.events.formats.reading import Context
    from bilat.events.log.log import open_log

    name = format or SUFFIXES.get(file.suffix.lower(), "jsonl")
    said = _mapping(name, kind, renamed or [], mapping, sheet)
    place, recorder = settings.ledger(ctx), settings.recorder(ctx)
    with (
        open_log(place, "r" if dry_run else "w", wait=wait) as log,
        _opened(file) as (opened, size),
        importing(size) as shown,
    ):
        items = readings(opened, name, Context(file.name, kind, said, log), progress=shown)
        outcome = import_batch(
            log, items, recorder=recorder, now=now, dry_run=dry_run, preserve=preserve,
            recording=shown.recording,
        )  # fmt: skip
    assert outcome.summary is not None
    typer.echo(summary(outcome, dry_run=dry_run))
    if dry_run:
        from bilat.cli.render.imported import sheet as laid_out
        from bilat.cli.render.output import print_sheet_as

        typer.echo()
        print_sheet_as(laid_out(outcome.summary), markdown=False)
    else:
        from bilat.cli.render.imported import differing, left_out

        for line in left_out(outcome.summary.skipped):
            say(f"left out: {line}")
        for line in differing(outcome.summary):
            say(f"different: {line}")


def _mapping(
    format: str, kind: str | None, renamed: list[str], file: Path | None, sheet: str | None
) -> Mapping[str, Any]:
    """What is said about a foreign file's columns. Raises BadInput where the format takes no such thing."""
    from bilat.events.errors import BadInput
    from bilat.events.formats import KINDLESS, TABLES

    if kind and format not in KINDLESS:
        raise BadInput(f"--kind says nothing about {format}", f"it goes with {', '.join(sorted(KINDLESS))}")
    if not (renamed or file or sheet):
        return {}
    if format not in TABLES:
        raise BadInput(f"a mapping says nothing about {format}", f"it goes with {', '.join(sorted(TABLES))}")
    from bilat.events.bounded import read_file
    from bilat.events.formats.tables.mapping import KEYS, LIMIT, combined

    remedy = f"name a file of TOML, its keys: {', '.join(KEYS)}"
    content = read_file(file, LIMIT, "the mapping", remedy) if file else None
    return combined(content, renamed, sheet)


@contextmanager
def _opened(file: Path) -> Iterator[tuple[BinaryIO, int | None]]:
    from bilat.events.errors import BadInput
    from bilat.events.log.location import checked

    if str(file) == "-":
        yield sys.stdin.buffer, None
        return
    try:
        opened = file.open("rb")
    except OSError as error:
        checked(str(file))  # the URL of a server must not be repeated
        raise BadInput(f"cannot read {file}: {error.strerror}", "give a file, or - for standard input") from error
    with opened:
        yield opened, file.stat().st_size
