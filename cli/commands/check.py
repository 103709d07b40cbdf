"""`bilat check`: what of the record does not agree with itself."""

from typing import Annotated

import typer

from bilat.cli import reporting, settings
from bilat.cli.completion import findings
from bilat.cli.flags import Relation, ReportFlags, with_flags
from bilat.cli.options import examples

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(
    epilog=examples(
        "bilat check",
        "bilat check ASEAN-JP",
        "bilat check JP-PH --kind implied-rate --kind likely-duplicate",
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
) -> None:
    """Look for what does not agree in the record, and say what can be done.

    Totals that fall or contradict payments, parts above their whole, likely duplicates, conflicting figures
    and dates, rates that no market knew, retellings that differ, copies taken for witnesses. Exit code 1 says
    that something was found.
    """
    filters = {"kind": ",".join(kind)} if kind else {}
    question = reporting.ask(settings.ledger(ctx), relation, flags, "check", filters=filters)
    if reporting.show("check", question, flags)["rows"]:
        raise typer.Exit(1)
