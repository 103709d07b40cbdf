"""`bilat check`: what of the record does not agree with itself."""

from typing import Annotated

import typer

from bilat.cli import reporting, settings
from bilat.cli.completion import findings
from bilat.cli.flags import Relation, ReportFlags, with_flags
from bilat.cli.options import examples

app = typer.Typer(rich_markup_mode=None, add_completion=False)

AUDIT = ("error", "warning")
"""The levels of which exit code 1 tells."""


@app.command(
    epilog=examples(
        "bilat check",
        "bilat check ASEAN-JP",
        "bilat check JP-PH --kind implied-rate --kind likely-duplicate",
        "bilat check --level error",
        "bilat check --recorded-by @200 --format json",
    )
)
@with_flags
def check(
    ctx: typer.Context,
    flags: ReportFlags,
    relation: Relation = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(metavar="KIND", help="Only findings of this kind; repeatable.", autocompletion=findings),
    ] = None,
    level: Annotated[
        str | None, typer.Option(metavar="LEVEL", help="From this level up: error, warning or note (all).")
    ] = None,
) -> None:
    """Look for what does not agree in the record, and say what can be done.

    Totals that fall or contradict payments, parts above their whole, likely duplicates, conflicting figures
    and dates, rates that no market knew, retellings that differ, copies taken for witnesses, statements to
    nobody. An error cannot be so, a warning is to be looked at, a note is good to know. Exit code 1 says that
    an error or a warning was found.
    """
    filters = ({"kind": ",".join(kind)} if kind else {}) | ({"level": level} if level is not None else {})
    question = reporting.ask(settings.ledger(ctx), relation, flags, "check", filters=filters)
    if any(row["level"] in AUDIT for row in reporting.show("check", question, flags)["rows"]):
        raise typer.Exit(1)
