"""`bilat timeline`: what happened between two parties, in order."""

from typing import Annotated

import typer

from bilat.cli.flags import Relation, ReportFlags, with_flags
from bilat.cli.options import examples
from bilat.cli.reporting import report

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(
    epilog=examples(
        "bilat timeline ASEAN-JP --from 2020 --to 2023",
        "bilat timeline ASEAN-JP --members --limit 0",
        "bilat timeline JP-VN --known-by 2021-10-31 --format md",
        "bilat timeline ASEAN-JP --follow",
    )
)
@with_flags
def timeline(
    ctx: typer.Context,
    flags: ReportFlags,
    relation: Relation = None,
    follow: Annotated[
        bool, typer.Option("--follow", help="Go on with what is recorded, until interrupted (Ctrl-C).")
    ] = False,
) -> None:
    """Print what happened between two parties, in order.

    Meetings, statements, agreements, pledges, totals and figures, each with its sources. Dates are the days
    on which things happened, or were told.
    """
    if follow:
        from bilat.cli.commands import timeline_follow

        timeline_follow.follow(ctx, relation, flags)
    else:
        report(ctx, "timeline", relation, flags)
