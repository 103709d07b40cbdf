"""Following a ledger: the timeline as it stands, then every new event as it is recorded."""

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import typer

from bilat.cli import reporting, settings
from bilat.cli.flags import ReportFlags
from bilat.cli.render import output
from bilat.events.errors import BadInput

if TYPE_CHECKING:
    from bilat.projections.reports.query import Query

NAME = "timeline"
FORMATS = ("table", "csv", "json")


def follow(ctx: typer.Context, relation: str | None, flags: ReportFlags) -> None:
    """Print the timeline, then what is recorded, until interrupted. With `json` each row is a line."""
    from bilat.events.log.log import open_log
    from bilat.projections.reports.query import run_report

    if flags.format not in FORMATS:
        raise BadInput(f"{flags.format} cannot be followed", f"--follow goes with {', '.join(FORMATS)}")
    if flags.recorded_by is not None:
        raise BadInput("what was recorded by then does not change any more", "leave out --follow or --recorded-by")
    location = settings.ledger(ctx)
    question = reporting.ask(location, relation, flags)
    if flags.format == "json":
        record = run_report(NAME, question)
        _print(record, record["rows"], question, flags)
    else:
        record = reporting.show(NAME, question, flags)
    seen = {row["event"] for row in record["rows"]}
    with open_log(location) as log:
        sys.stdout.flush()
        for _ in log.follow_heads(question.stamp["events"]):
            question = reporting.ask(location, relation, flags)
            record = run_report(NAME, question)
            new = [row for row in record["rows"] if row["event"] not in seen]
            seen |= {row["event"] for row in new}
            _print(record, new, question, flags)
            sys.stdout.flush()


def _print(record: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], question: "Query", flags: ReportFlags) -> None:
    """Rows that follow others: no boundary, no headers, no stamp."""
    from bilat.cli.render import timeline

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
            from bilat.projections.view import registry

            described = registry.described_sources(question.frame, question.boundary)
            sheet = timeline.sheet({**record, "rows": rows, "stamp": None}, "", described, 0)
            bare = [column._replace(header="") for column in timeline.COLUMNS]
            grids = [grid._replace(columns=bare) for grid in sheet.grids]
            output.print_sheet_as(sheet._replace(grids=grids), markdown=False)
