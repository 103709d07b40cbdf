"""`bilat import`: a file of events, all of them recorded or none."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO

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
        "bilat import trade.csv --kind figure-reported --scale million",
        "bilat --ledger a.db export | bilat --ledger copy.db import - --preserve",
    ),
)
def import_(
    ctx: typer.Context,
    *,
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
    scale: Annotated[
        str | None,
        typer.Option(
            metavar="WORD", help="CSV, XLSX: amounts are in thousand, million or billion; multiplied exactly."
        ),
    ] = None,
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
    from bilat.cli.recording import now, readings, say_doubles, summary, worth
    from bilat.domain.importing import import_batch
    from bilat.events.formats.files import column_mapping, format_of
    from bilat.events.formats.reading import Context
    from bilat.events.log.log import open_log

    name = format_of(file.name, format)
    if name == "yaml" and _import_draft(ctx, file, dry_run=dry_run, wait=wait):
        return
    said = column_mapping(name, kind=kind, renamed=renamed or (), file=mapping, sheet=sheet, scale=scale)
    location, recorder = settings.ledger(ctx), settings.recorder(ctx)
    with (
        open_log(location, "r" if dry_run else "w", wait=wait) as log,
        _opened(file) as (opened, size),
        importing(size) as shown,
    ):
        items = readings(opened, name, Context(file.name, kind, said, log, settings.background(log)), progress=shown)
        outcome = import_batch(
            log,
            items,
            recorder=recorder,
            now=now,
            dry_run=dry_run,
            preserve=preserve,
            recording=shown.recording,
            worth=worth,
            today=now().date(),
        )
    assert outcome.summary is not None
    typer.echo(summary(outcome, dry_run=dry_run))
    if dry_run:
        from bilat.cli.render.imported import sheet as laid_out
        from bilat.cli.render.output import print_sheet_as

        typer.echo()
        print_sheet_as(laid_out(outcome.summary, outcome.doubles, outcome.unlikely, outcome.units), markdown=False)
    else:
        from bilat.cli.render.imported import differing, left_out, unlikely_facts
        from bilat.cli.render.inert import inert

        for line in left_out(outcome.summary.skipped):
            say(f"left out: {line}")
        for line in differing(outcome.summary):
            say(f"different: {line}")
        say_doubles(outcome.doubles)
        for line in outcome.units:
            say(f"note: {inert(line)}")
        for line in unlikely_facts(outcome.unlikely):
            say(f"unlikely: {line}")


def _import_draft(ctx: typer.Context, file: Path, *, dry_run: bool, wait: int) -> bool:
    """Record a reviewed draft, where the file is one."""
    from bilat.events.formats.files import opened
    from bilat.events.reading.draft_file.reading import is_draft, read_draft

    if str(file) == "-":
        return False
    with opened(file) as source:
        if not is_draft(source.read(1_000)):
            return False
        source.seek(0)
        draft = read_draft(source.read(), file.parent)
    from bilat.cli.exits import say
    from bilat.cli.recording import now, summary
    from bilat.domain.drafts import import_draft
    from bilat.events.log.log import open_log

    location, recorder = settings.ledger(ctx), settings.recorder(ctx)
    with open_log(location, "r" if dry_run else "w", wait=wait) as log:
        outcome = import_draft(log, draft, location, recorder=recorder, now=now, dry_run=dry_run)
    typer.echo(summary(outcome, dry_run=dry_run))
    rejected = len(draft.proposals) - len(draft.accepted)
    if rejected:
        say(f"left out: {rejected} rejected in review")
    return True


@contextmanager
def _opened(file: Path) -> Iterator[tuple[BinaryIO, int | None]]:
    from bilat.events.formats.files import opened

    if str(file) == "-":
        yield sys.stdin.buffer, None
        return
    with opened(file) as source:
        yield source, file.stat().st_size
