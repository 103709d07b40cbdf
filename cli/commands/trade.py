"""`bilat trade`: figures by period, and who reported them."""

from typing import Annotated, Literal

import typer

from bilat.cli.flags import Relation, ReportFlags, with_flags
from bilat.cli.options import examples
from bilat.cli.reporting import report

app = typer.Typer(rich_markup_mode=None, add_completion=False)

Policy = Literal["newest", "official", "highest", "lowest", "interval"]


@app.command(
    epilog=examples(
        "bilat trade ASEAN-JP",
        "bilat trade ASEAN-JP --indicator fdi-flow --policy official",
        "bilat trade ASEAN-JP --known-by 2021-12-31 --format csv",
    )
)
@with_flags
def trade(
    ctx: typer.Context,
    flags: ReportFlags,
    relation: Relation = None,
    indicator: Annotated[str | None, typer.Option(metavar="NAME", help="Only this indicator: trade.")] = None,
    policy: Annotated[Policy | None, typer.Option(help="Which of several claims to the same figure is chosen.")] = None,
) -> None:
    """Print trade and other figures by period.

    Every claim is kept, with who reported it and when; the spread is the distance of the highest from the
    lowest.
    """
    filters = {} if indicator is None else {"indicator": indicator}
    report(ctx, "trade", relation, flags, filters=filters, policy=policy)
