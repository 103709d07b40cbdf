"""From a command's flags to a printed report: open, project, render."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import typer

from bilat.cli import settings
from bilat.cli.flags import ReportFlags

if TYPE_CHECKING:
    from bilat.cli.render.sheet import Sheet
    from bilat.projections.reports.query import Query
    from bilat.projections.reports.registry import DataTable


def report(
    ctx: typer.Context, name: str, relation: str | None, flags: ReportFlags, whole: Collection[str] = (), **asked: Any
) -> None:
    """Compute the report `name` on the ledger and print it. `asked` is what only this report can be asked.

    `whole` names flags of its own that ask tables for what is short by default (`Edition`).
    """
    show(name, ask(settings.ledger(ctx), relation, flags, name, **asked), flags, whole)


def ask(
    ledger: str,
    relation: str | None,
    flags: ReportFlags,
    name: str = "",
    **asked: Any,
) -> "Query":
    """Read the ledger and put the question, with what the report `name` reads besides the columns.

    Raises BadInput, with near names, for an unknown party.
    """
    from bilat.events.log.log import open_log
    from bilat.projections.reports import query
    from bilat.projections.reports.registry import find_report
    from bilat.projections.view.boundary import Boundary

    boundary = Boundary(**flags.window(), **asked)
    if name:
        boundary = query.dated(name, boundary, datetime.now(UTC).date())
    with open_log(ledger) as log:
        return query.open_query(log, relation, boundary, find_report(name).reads if name else ())


def show(
    name: str,
    question: "Query",
    flags: ReportFlags,
    whole: Collection[str] = (),
    *,
    paged: bool = True,
    **own: Any,
) -> dict[str, Any]:
    """Compute and print one report, with what it is asked beside its boundary, and return it."""
    from bilat.projections.reports.query import run_report
    from bilat.projections.reports.registry import find_report

    found = find_report(name)
    cut = found.cut and flags.format in ("table", "md") and flags.limit and not {*whole} & {*found.whole}
    record = run_report(name, question, **own, **({"limit": flags.limit} if cut else {}))
    render(name, record, question, flags, whole, paged=paged)
    return record


def render(
    name: str,
    record: Mapping[str, Any],
    question: "Query",
    flags: ReportFlags,
    whole: Collection[str] = (),
    *,
    paged: bool = True,
) -> None:
    """Print a report in the format asked for, on standard output."""
    from bilat.events.log.damage import suspected

    with suspected(question.suspect):
        if flags.format in ("table", "md"):
            from bilat.cli.render.output import print_sheet_as

            sheet = laid_out(name, record, question, flags, whole)
            print_sheet_as(sheet, markdown=flags.format == "md", paged=paged)
        else:
            _print_data(name, record, question, flags)


def laid_out(
    name: str, record: Mapping[str, Any], question: "Query", flags: ReportFlags, whole: Collection[str] = ()
) -> "Sheet":
    """Lay a report out as a page: with the names of what it speaks of, short or whole."""
    from bilat.cli.render.edition import Edition
    from bilat.cli.render.layouts import layout
    from bilat.cli.render.names import Names
    from bilat.projections.view import registry

    names = Names(
        question.names,
        lambda: registry.titles(question.frame, question.boundary),
        lambda: registry.described_sources(question.frame, question.boundary),
    )
    asked = frozenset([*whole, *(["all"] if flags.everything else [])])
    return layout(name)(record, Edition(question.words, names, flags.limit, asked))


def _print_data(name: str, record: Mapping[str, Any], question: "Query", flags: ReportFlags) -> None:
    match flags.format:
        case "json":
            from bilat.cli.render.json_text import json_text

            typer.echo(json_text(record))
        case "csv":
            from bilat.cli.render.csv_text import csv_text

            table = table_of(name, record)
            typer.echo(csv_text(table.columns, table.rows(record)), nl=False)
        case "xlsx":
            from bilat.cli.render.workbook import print_workbook, workbook
            from bilat.projections.view import registry

            table, registered = table_of(name, record), registry.sources(question.frame, question.boundary)
            book = workbook(name, {**record, "rows": table.rows(record)}, table.columns, registered, question.words)
            print_workbook(book)


def table_of(name: str, record: Mapping[str, Any]) -> "DataTable":
    """Return the rows and columns that CSV and workbooks have of a report."""
    from bilat.projections.reports.registry import find_report

    return find_report(name).load().tables[record["boundary"].get("show") or ""]
