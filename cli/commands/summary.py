"""`bilat summary`: how things stand, on one screen."""

from typing import Annotated

import typer

from bilat.cli.flags import Currency, Relation, ReportFlags, with_flags
from bilat.cli.options import examples
from bilat.cli.reporting import report

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(
    epilog=examples(
        "bilat summary ASEAN-JP",
        "bilat summary ASEAN-JP --in USD --rates ecb-day",
        "bilat summary ASEAN-JP --as-of 2021-12-31 --format json",
    )
)
@with_flags
def summary(
    ctx: typer.Context,
    *,
    relation: Relation = None,
    flags: ReportFlags,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="What had happened by then; without it, by today (UTC).")
    ] = None,
    currency: Currency = None,
    rates: Annotated[
        str | None, typer.Option(metavar="RATES", help="With --in: stated, ecb-day, ecb-year, file:PATH.")
    ] = None,
) -> None:
    """Print how things stand between two parties, on one screen.

    How much is on record, the last meeting and the next, new money by year and what was paid of it, the five
    largest promises and what became of them, the latest figures, what check finds, and how old the newest source is.
    """
    report(ctx, "summary", relation, flags, as_of=as_of, currency=currency, rates=rates)
