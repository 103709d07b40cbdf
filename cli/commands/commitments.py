"""`bilat commitments`: the pledges between two parties, and what of them is new money."""

from typing import Annotated, Literal

import typer

from bilat.cli.flags import MoneyFlags, Relation, ReportFlags, Slice, with_flags
from bilat.cli.options import examples
from bilat.cli.reporting import report

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(
    epilog=examples(
        "bilat commitments ASEAN-JP --from 2020 --to 2023",
        "bilat commitments ASEAN-JP --by year",
        "bilat commitments ASEAN-JP --instrument loan --format csv",
        "bilat commitments ASEAN-JP --in USD --rates ecb-day",
        "bilat commitments ASEAN-JP --in USD --prices 2020 --deflators deflators.csv",
        "bilat commitments ASEAN-JP --show rates",
    )
)
@with_flags
def commitments(
    ctx: typer.Context,
    *,
    relation: Relation = None,
    money: MoneyFlags,
    flags: ReportFlags,
    by: Annotated[Slice | None, typer.Option(help="Totals for each of these, in place of the pledges.")] = None,
    spread: Annotated[
        Literal["horizon"] | None, typer.Option(help="With --by year: divide each pledge over its horizon.")
    ] = None,
    show: Annotated[
        Literal["rates"] | None, typer.Option(help="The rates that the record implies, in place of the pledges.")
    ] = None,
) -> None:
    """Print the pledges between two parties, and what of them is new money.

    The headline adds up every claim; net is what of it is new public money; mobilised is private or mixed
    money. The rest was told before, superseded or is counted elsewhere, and is listed with its reason.
    """
    report(ctx, "commitments", relation, flags, by=by, spread=spread, show=show, **money.asked())
