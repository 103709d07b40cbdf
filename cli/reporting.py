"""From a command's flags to a printed report: open, project, render."""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

import typer

from bilat.cli import settings
from bilat.cli.flags import ReportFlags

if TYPE_CHECKING:
    from bilat.projections.questions import Question

CUT = ("commitments",)
"""The reports that need not make more rows than a table shows."""


def report(ctx: typer.Context, name: str, relation: str, flags: ReportFlags, **asked: Any) -> None:
    """Compute the report `name` on the ledger and print it. `asked` is what only this report can be asked."""
    from bilat.projections.questions import FROM_ACCOUNTS

    show(name, ask(settings.ledger(ctx), relation, flags, money=name in FROM_ACCOUNTS, **asked), flags)


def ask(
    ledger: str,
    relation: str | None,
    flags: ReportFlags,
    *,
    lined: bool = False,
    money: bool = False,
    **asked: Any,
) -> "Question":
    """Read the ledger and put the question, `lined` with its canonical lines, about `money` with its accounts.

    Raises BadInput, with near names, for an unknown relation.
    """
    from bilat.events.log.log import open_log
    from bilat.projections import questions
    from bilat.projections.boundary import Boundary

    boundary = Boundary(
        since=flags.since, until=flags.until, members=flags.members, known_by=flags.known_by,
        recorded_by=flags.recorded_by, **asked,
    )  # fmt: skip
    with open_log(ledger) as log:
        return questions.ask(log, relation, boundary, lined=lined, money=money)


def show(name: str, question: "Question", flags: ReportFlags) -> dict[str, Any]:
    """Compute and print one report, and return it."""
    from bilat.projections.questions import answer

    cut = name in CUT and flags.format in ("table", "md") and flags.limit
    told = answer(name, question, **({"limit": flags.limit} if cut else {}))
    render(name, told, question, flags)
    return told


def render(name: str, told: Mapping[str, Any], question: "Question", flags: ReportFlags) -> None:
    """Print a report in the format asked for, on standard output."""
    from bilat.events.log.damage import suspected

    with suspected(question.suspect):
        _render(name, told, question, flags)


def _render(name: str, told: Mapping[str, Any], question: "Question", flags: ReportFlags) -> None:
    renderer = import_module(f"bilat.cli.render.{name}")
    shown = told["boundary"].get("show")
    columns, rows = (renderer.SHOWN[shown], told[shown]) if shown else (renderer.CSV, told["rows"])
    match flags.format:
        case "json":
            from bilat.cli.render.json_text import json_text

            typer.echo(json_text(told))
        case "csv":
            from bilat.cli.render.csv_text import csv_text

            typer.echo(csv_text(columns, rows), nl=False)
        case "xlsx":
            from bilat.cli.render.workbook import print_workbook, workbook
            from bilat.projections import registers

            registered = registers.sources(question.frame, question.boundary)
            print_workbook(workbook(name, {**told, "rows": rows}, columns, registered, question.words))
        case _:
            from bilat.cli import lookups

            described = lookups.described_sources(question.frame, question.boundary)
            sheet = renderer.sheet(told, question.words, described, flags.limit)
            print_sheet_as(sheet, markdown=flags.format == "md")


def print_sheet_as(sheet: Any, *, markdown: bool) -> None:
    """Print a sheet as a table for the terminal, or as a Markdown page."""
    if markdown:
        from bilat.cli.render.markdown import md_sheet

        typer.echo(md_sheet(sheet), nl=False)
    else:
        from bilat.cli.render.console import console
        from bilat.cli.render.tables import print_sheet

        print_sheet(sheet, console())
