"""`bilat diff`: what changed between two moments, and why."""

from typing import Annotated

import typer

from bilat.cli import reporting, settings
from bilat.cli.flags import MoneyFlags, Relation, ReportFlags, with_flags
from bilat.cli.options import examples
from bilat.events.errors import BadInput

app = typer.Typer(rich_markup_mode=None, add_completion=False)

Moment = "@N, a time of recording, or known:DATE."


@app.command(
    epilog=examples(
        "bilat diff ASEAN-JP --since @200",
        "bilat diff ASEAN-JP --since @200 --until @340",
        "bilat diff ASEAN-JP --between known:2021 --and known:2023",
        "bilat diff ASEAN-JP --between @300 --and @340 --in USD --rates ecb-day",
        "bilat diff ASEAN-JP --between @340 --and @340 --in USD --rates ecb-day --rates-then ecb-year",
    )
)
@with_flags
def diff(
    ctx: typer.Context,
    *,
    relation: Relation = None,
    money: MoneyFlags,
    flags: ReportFlags,
    start: Annotated[
        str | None, typer.Option("--since", "--between", metavar="A", help=f"The first moment: {Moment}")
    ] = None,
    end: Annotated[
        str | None, typer.Option("--until", "--and", metavar="B", help="The second moment, likewise; without, now.")
    ] = None,
    rates_then: Annotated[
        str | None,
        typer.Option("--rates-then", metavar="RATES", help="With --in: the rates at the second moment, if others."),
    ] = None,
) -> None:
    """Print which totals moved between two moments, and why.

    New facts, corrections and retractions, rate changes and boundary changes, which add up to the whole
    difference. @N and times follow this ledger's recording, known:DATE what the public record said; a bare date
    means its end.
    """
    from bilat.projections.reports.query import run_report

    if start is None:
        raise BadInput("a difference has a first moment", "name it: --since @300, 2023-12-31, or known:2023-12-31")
    question = reporting.ask(settings.ledger(ctx), relation, flags, "diff", **money.asked())
    record = run_report("diff", question, between=start, until=end, rates_then=rates_then)
    reporting.render("diff", record, question, flags)
