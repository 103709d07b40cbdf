"""`bilat commitments`: the pledges between two parties, and what of them is new money."""

from typing import Annotated, Literal

import typer

from bilat.cli.flags import Relation, ReportFlags, with_flags
from bilat.cli.options import examples
from bilat.cli.reporting import report

app = typer.Typer(rich_markup_mode=None, add_completion=False)

Slice = Literal["year", "instrument", "recipient", "donor", "topic", "stage", "flow"]


@app.command(
    epilog=examples(
        "bilat commitments ASEAN-JP --from 2020 --to 2023",
        "bilat commitments ASEAN-JP --by year",
        "bilat commitments ASEAN-JP --instrument loan --format csv",
    )
)
@with_flags
def commitments(
    ctx: typer.Context,
    relation: Relation,
    flags: ReportFlags,
    by: Annotated[
        Slice | None, typer.Option(help="Totals for each of these, in place of the pledges.")
    ] = None,
    spread: Annotated[
        Literal["horizon"] | None, typer.Option(help="With --by year: divide each pledge over its horizon.")
    ] = None,
    instrument: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only this instrument: loan.")
    ] = None,
    flow: Annotated[str | None, typer.Option(metavar="NAME", help="Only this flow: oda.")] = None,
    stage: Annotated[str | None, typer.Option(metavar="NAME", help="Only this stage: disbursing.")] = None,
    topic: Annotated[str | None, typer.Option(metavar="NAME", help="Only this topic.")] = None,
) -> None:
    """Print the pledges between two parties, and what of them is new money.

    The headline adds up every telling; net is what of it is new public money; mobilised is private or mixed
    money. The rest was told before, superseded or is counted elsewhere, and is listed with its reason.
    """
    named = {"instrument": instrument, "flow": flow, "stage": stage, "topic": topic}
    filters = {name: value for name, value in named.items() if value is not None}
    report(ctx, "commitments", relation, flags, filters=filters, by=by, spread=spread)
