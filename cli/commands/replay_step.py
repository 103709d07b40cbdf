"""What `replay` does besides printing a report: a key for each event, and saved reports checked."""

import sys
from collections.abc import Mapping, Sequence
from typing import Any

import typer

from bilat.cli.exits import say
from bilat.cli.flags import ReportFlags
from bilat.cli.render.inert import inert
from bilat.events.bounded import read_bounded
from bilat.events.errors import BadInput

ENDS = ("q", "Q", "\x1b", "\x04")


def check_terminal(flags: ReportFlags) -> None:
    """Raise BadInput where nobody can press a key, or where the format is not for reading along."""
    if flags.format != "table":
        raise BadInput(f"--step prints for reading along, not {flags.format}", "leave out --format")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BadInput("--step waits for a key, and this is no terminal", "leave it out")


def step(record: Mapping[str, Any], words: str) -> None:
    """Print the rows of a replay one after the other, waiting for a key after each."""
    from bilat.cli.render.replay import lines

    typer.echo(inert(words))
    say("any key: the next event; q: end")
    for row in record["rows"]:
        for line in lines(row):
            typer.echo(inert(line))
        if typer.getchar() in ENDS:
            return


def check(ledger: str, file: str, flags: ReportFlags, rates: Sequence[str], deflators: Sequence[str]) -> None:
    """Compute a saved report again and print the verdict. Leaves with exit code 1 where it does not hold.

    `rates` and `deflators` name the files that the report may have opened.
    """
    from bilat.cli.render.json_text import json_text
    from bilat.cli.render.saved import as_text
    from bilat.events.log.log import open_log
    from bilat.projections.reports import saved

    if flags.format not in ("table", "json"):
        raise BadInput(f"the verdict on a report is not told as {flags.format}", "as a table or as json")
    if flags != ReportFlags(format=flags.format, output=flags.output, limit=flags.limit):
        raise BadInput("--check takes every question from the saved report", "leave out the rest")
    if file == "-":
        report = saved.read(read_bounded(sys.stdin.buffer, saved.LIMIT, "the report", saved.NAME_A_FILE))
    else:
        report = saved.read_report_file(file)
    with open_log(ledger) as log:
        verdict = saved.check(log, report, [*(each.removeprefix("file:") for each in rates), *deflators])
    typer.echo(json_text(verdict.json()) if flags.format == "json" else as_text(verdict, flags.limit))
    if verdict.reasons:
        raise typer.Exit(1)
