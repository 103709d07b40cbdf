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
        "bilat trade ASEAN-JP --claims",
        "bilat trade ASEAN-JP --known-by 2021-12-31 --format csv",
    )
)
@with_flags
def trade(
    ctx: typer.Context,
    *,
    flags: ReportFlags,
    relation: Relation = None,
    indicator: Annotated[str | None, typer.Option(metavar="NAME", help="Only this indicator: trade.")] = None,
    claims: Annotated[bool, typer.Option("--claims", help="The other claims to each figure too.")] = False,
    policy: Annotated[Policy | None, typer.Option(help="Which of several claims to the same figure is chosen.")] = None,
) -> None:
    """Print trade and other figures by period.

    A line a period has the claim that the policy chooses, its growth as computed and as told, and the spread:
    the distance of the highest claim from the lowest. `--claims` and every other format have all claims.
    """
    filters = {} if indicator is None else {"indicator": indicator}
    report(ctx, "trade", relation, flags, ("claims",) if claims else (), filters=filters, policy=policy)
