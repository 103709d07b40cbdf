"""`bilat delivery`: what became of the promises between two parties, or on the whole ledger."""

from typing import Annotated, Literal

import typer

from bilat.cli.flags import Currency, Relation, ReportFlags, with_flags
from bilat.cli.options import examples
from bilat.cli.reporting import report

app = typer.Typer(rich_markup_mode=None, add_completion=False)

Slice = Literal["year", "donor", "recipient", "instrument", "topic", "state"]


@app.command(
    epilog=examples(
        "bilat delivery ASEAN-JP",
        "bilat delivery ASEAN-JP --as-of 2022-12-31",
        "bilat delivery ASEAN-JP --state overdue --format csv",
        "bilat delivery ASEAN-JP --by state --in USD",
        "bilat delivery ASEAN-JP --silent 365",
    )
)
@with_flags
def delivery(
    ctx: typer.Context,
    *,
    relation: Relation = None,
    flags: ReportFlags,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="What had happened by then; without it, by today (UTC).")
    ] = None,
    silent: Annotated[
        int | None, typer.Option(min=0, metavar="DAYS", help="Days without news until a promise is silent [730].")
    ] = None,
    by: Annotated[Slice | None, typer.Option(help="Totals for each of these, in place of the promises.")] = None,
    state: Annotated[str | None, typer.Option(metavar="NAME", help="Only promises in this state: overdue.")] = None,
    instrument: Annotated[str | None, typer.Option(metavar="NAME", help="Only this instrument: loan.")] = None,
    flow: Annotated[str | None, typer.Option(metavar="NAME", help="Only this flow: oda.")] = None,
    stage: Annotated[str | None, typer.Option(metavar="NAME", help="Only this stage: disbursing.")] = None,
    topic: Annotated[str | None, typer.Option(metavar="NAME", help="Only this topic.")] = None,
    currency: Currency = None,
    rates: Annotated[
        str | None, typer.Option(metavar="RATES", help="With --in: stated, ecb-day, ecb-year, file:PATH.")
    ] = None,
) -> None:
    """Print what became of promises: pledges, planned meetings, agreements and targets.

    Each is called off, delivered, overdue, in part, suspended, silent or open, the first that applies. What is paid is
    what payments or the latest running total say; where nobody told, nothing is known. Totals are of pledges alone.
    """
    named = {"state": state, "instrument": instrument, "flow": flow, "stage": stage, "topic": topic}
    report(
        ctx,
        "delivery",
        relation,
        flags,
        as_of=as_of,
        silent=None if silent is None else str(silent),
        by=by,
        currency=currency,
        rates=rates,
        filters={name: value for name, value in named.items() if value is not None},
    )
