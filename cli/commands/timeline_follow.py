"""Following a ledger: the timeline as it stands, then every new event as it is recorded."""

import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import typer

from bilat.cli import reporting, settings
from bilat.cli.flags import ReportFlags
from bilat.cli.render import output
from bilat.events.errors import BadInput

if TYPE_CHECKING:
    from bilat.cli.render.sheet import Sheet
    from bilat.projections.reports.query import Query

NAME = "timeline"
FORMATS = ("table", "csv", "json")


def follow(
    ctx: typer.Context,
    relation: str | None,
    flags: ReportFlags,
    filters: Mapping[str, str],
    whole: Collection[str] = (),
) -> None:
    """Print the timeline, then what is recorded, until interrupted. With `json` each row is a line."""
    from bilat.events.log.log import open_log
    from bilat.projections.reports.query import run_report

    if flags.format not in FORMATS:
        raise BadInput(f"{flags.format} cannot be followed", f"--follow goes with {', '.join(FORMATS)}")
    if flags.output is not None:
        raise BadInput(
            "what is followed never ends, and a file is written whole", "leave out -o, or redirect: ... > FILE"
        )
    if flags.recorded_by is not None:
        raise BadInput("what was recorded by then does not change any more", "leave out --follow or --recorded-by")
    location = settings.ledger(ctx)
    question = reporting.ask(location, relation, flags, filters=filters)
    if flags.format == "json":
        record = run_report(NAME, question)
        _print(record, record["rows"], question, flags, None)
    else:
        record = reporting.show(NAME, question, flags, whole, paged=False)
    first = reporting.laid_out(NAME, record, question, flags, whole)
    seen = {row["event"] for row in record["rows"]}
    with open_log(location) as log:
        sys.stdout.flush()
        for _ in log.follow_heads(question.stamp["events"]):
            question = reporting.ask(location, relation, flags, filters=filters)
            record = run_report(NAME, question)
            new = [row for row in record["rows"] if row["event"] not in seen]
            seen |= {row["event"] for row in new}
            _print(record, new, question, flags, first)
            sys.stdout.flush()


def _print(
    record: Mapping[str, Any],
    rows: Sequence[Mapping[str, Any]],
    question: "Query",
    flags: ReportFlags,
    first: "Sheet | None",
) -> None:
    """Rows that follow others: no boundary, no answer, no headers, no stamp, under the columns of the `first` page."""
    if not rows:
        return
    match flags.format:
        case "json":
            from bilat.cli.render.json_text import json_line

            for row in rows:
                typer.echo(json_line(row))
        case "csv":
            from bilat.cli.render.csv_text import csv_text

            typer.echo(csv_text(reporting.table_of(NAME, record).columns, rows).partition("\n")[2], nl=False)
        case _:
            from bilat.cli.render.console import console
            from bilat.cli.render.followed import following

            sheet = reporting.laid_out(NAME, {**record, "rows": rows, "stamp": None}, question, replace(flags, limit=0))
            output.print_sheet_as(following(sheet, first, console()), markdown=False, paged=False)
