"""`bilat timeline`: what happened between two parties, in order."""

from typing import Annotated

import typer

from bilat.cli import reporting, settings
from bilat.cli.completion import kinds, parties, sources
from bilat.cli.flags import Relation, ReportFlags, with_flags
from bilat.cli.options import examples
from bilat.events.errors import BadInput

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(
    epilog=examples(
        "bilat timeline ASEAN-JP --from 2020 --to 2023",
        "bilat timeline JP --kind meeting --reverse --long",
        "bilat timeline ASEAN-JP --topic health --party VN",
        "bilat timeline JP-VN --known-by 2021-10-31 --format md",
        "bilat timeline ASEAN-JP --follow",
    )
)
@with_flags
def timeline(
    ctx: typer.Context,
    *,
    flags: ReportFlags,
    relation: Relation = None,
    kind: Annotated[
        str | None, typer.Option(metavar="KIND", help="Only these events: meeting, meeting-held.", autocompletion=kinds)
    ] = None,
    topic: Annotated[str | None, typer.Option(metavar="NAME", help="Only on this topic.")] = None,
    party: Annotated[
        str | None, typer.Option(metavar="CODE", help="Only with this party among them.", autocompletion=parties)
    ] = None,
    source: Annotated[
        str | None, typer.Option(metavar="SLUG", help="Only what this source tells.", autocompletion=sources)
    ] = None,
    reverse: Annotated[bool, typer.Option("--reverse", help="The newest first.")] = False,
    long: Annotated[bool, typer.Option("--long", help="With places, who was absent, and quotes.")] = False,
    follow: Annotated[
        bool, typer.Option("--follow", help="Go on with what is recorded, until interrupted (Ctrl-C).")
    ] = False,
) -> None:
    """Print what happened between two parties, in order.

    Meetings, statements, agreements, pledges, totals and figures, each with its sources. Dates are the days
    on which things happened, or were told; a month or a year alone comes after the days in it.
    """
    given = {"kind": kind, "topic": topic, "party": party, "source": source}
    filters = {name: value for name, value in given.items() if value is not None}
    whole = ("long",) if long else ()
    if follow:
        from bilat.cli.commands import timeline_follow

        if reverse:
            raise BadInput("what is followed goes on at the end", "leave out --follow or --reverse")
        timeline_follow.follow(ctx, relation, flags, filters, whole)
        return
    question = reporting.ask(settings.ledger(ctx), relation, flags, "timeline", filters=filters)
    reporting.show("timeline", question, flags, whole, order="newest-first" if reverse else None)
