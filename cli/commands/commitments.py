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
        "bilat commitments ASEAN-JP --in USD --rates ecb-day",
        "bilat commitments ASEAN-JP --in USD --prices 2020 --deflators deflators.csv",
        "bilat commitments ASEAN-JP --show rates",
    )
)
@with_flags
def commitments(
    ctx: typer.Context,
    relation: Relation,
    flags: ReportFlags,
    by: Annotated[Slice | None, typer.Option(help="Totals for each of these, in place of the pledges.")] = None,
    spread: Annotated[
        Literal["horizon"] | None, typer.Option(help="With --by year: divide each pledge over its horizon.")
    ] = None,
    instrument: Annotated[str | None, typer.Option(metavar="NAME", help="Only this instrument: loan.")] = None,
    flow: Annotated[str | None, typer.Option(metavar="NAME", help="Only this flow: oda.")] = None,
    stage: Annotated[str | None, typer.Option(metavar="NAME", help="Only this stage: disbursing.")] = None,
    topic: Annotated[str | None, typer.Option(metavar="NAME", help="Only this topic.")] = None,
    currency: Annotated[str | None, typer.Option("--in", metavar="CUR", help="Convert to this currency: USD.")] = None,
    rates: Annotated[
        str | None,
        typer.Option(
            metavar="RATES",
            help="With --in: stated (each source's own equivalent, else ecb-day), ecb-day, ecb-year, file:PATH.",
        ),
    ] = None,
    prices: Annotated[str | None, typer.Option(metavar="YEAR", help="With --in: in the prices of this year.")] = None,
    deflators: Annotated[
        str | None, typer.Option(metavar="FILE", help="With --prices: a CSV file iso,year,index.")
    ] = None,
    show: Annotated[
        Literal["rates"] | None, typer.Option(help="The rates that the record implies, in place of the pledges.")
    ] = None,
) -> None:
    """Print the pledges between two parties, and what of them is new money.

    The headline adds up every telling; net is what of it is new public money; mobilised is private or mixed
    money. The rest was told before, superseded or is counted elsewhere, and is listed with its reason.
    """
    named = {"instrument": instrument, "flow": flow, "stage": stage, "topic": topic}
    filters = {name: value for name, value in named.items() if value is not None}
    report(
        ctx, "commitments", relation, flags, filters=filters, by=by, spread=spread, currency=currency,
        rates=rates, prices=prices, deflators=deflators, show=show,
    )  # fmt: skip
