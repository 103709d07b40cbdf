"""`bilat overview`: every relation of a ledger at a glance."""

from typing import Annotated, Literal

import typer

from bilat.cli.flags import MoneyFlags, Relation, ReportFlags, with_flags
from bilat.cli.options import examples
from bilat.cli.reporting import report

app = typer.Typer(rich_markup_mode=None, add_completion=False)

Way = Literal["pair", "donor", "recipient", "year"]


@app.command(
    epilog=examples(
        "bilat overview",
        "bilat overview JP --by year --from 2020",
        "bilat overview --by donor --in USD",
        "bilat overview --matrix",
    )
)
@with_flags
def overview(
    ctx: typer.Context,
    *,
    relation: Relation = None,
    money: MoneyFlags,
    flags: ReportFlags,
    by: Annotated[Way | None, typer.Option(help="A row for each of these; relations, where none is named.")] = None,
    matrix: Annotated[bool, typer.Option("--matrix", help="Who gives to whom, in place of the rows.")] = False,
) -> None:
    """Print every relation with its events, its money and what `check` finds in it.

    Each counted amount is in one row, so that they add up to the whole ledger. Money of several parties has a
    row of its own, and is never divided. What was paid is in the units of the payments.
    """
    report(ctx, "overview", relation, flags, by=by, show="matrix" if matrix else None, **money.asked())
