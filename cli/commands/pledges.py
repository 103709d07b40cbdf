"""`bilat pledges`: the pledges on record."""

from typing import Annotated

import typer

from bilat.cli import settings
from bilat.cli.completion import relations
from bilat.cli.flags import LookupFlags, with_flags
from bilat.cli.options import examples

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(
    epilog=examples("bilat pledges", "bilat pledges railway --relation JP-PH", "bilat pledges --stage disbursing")
)
@with_flags
def pledges(
    ctx: typer.Context,
    *,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS]...", help="Only those with these words, the best first.")
    ] = None,
    relation: Annotated[
        str | None, typer.Option(metavar="RELATION", autocompletion=relations, help="Two party codes: ASEAN-JP.")
    ] = None,
    stage: Annotated[str | None, typer.Option(metavar="NAME", help="Only this stage: disbursing.")] = None,
    flags: LookupFlags,
) -> None:
    """Print the pledges on record with their stage and what they stand at, as corrected so far."""
    from bilat.cli.flags import ReportFlags
    from bilat.cli.render.lookups import lookup
    from bilat.cli.reporting import ask
    from bilat.projections.reports.pledge_list import pledge_list

    question = ask(settings.ledger(ctx), relation, ReportFlags())
    rows = pledge_list(question.frame, question.boundary, " ".join(words or ()), stage)
    lookup("pledges", rows, question.stamp, flags.format, flags.limit)
