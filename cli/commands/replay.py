"""`bilat replay`: the history event by event, or a saved report computed again."""

from dataclasses import replace
from typing import Annotated, Literal

import typer

from bilat.cli import reporting, settings
from bilat.cli.flags import Relation, ReportFlags, with_flags
from bilat.cli.options import examples

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(
    epilog=examples(
        "bilat replay ASEAN-JP",
        "bilat replay ASEAN-JP --until @200 --order on",
        "bilat replay ASEAN-JP --step",
        "bilat replay --check report.json",
        "bilat replay --check report.json --rates file:rates.csv",
    )
)
@with_flags
def replay(
    ctx: typer.Context,
    *,
    flags: ReportFlags,
    relation: Relation = None,
    order: Annotated[
        Literal["recorded", "on"],
        typer.Option(help="As it was recorded, or as it happened, all corrections applied."),
    ] = "recorded",
    stop: Annotated[
        str | None, typer.Option("--until", metavar="@N|TIME", help="Only what was recorded by then.")
    ] = None,
    step: Annotated[bool, typer.Option("--step", help="Wait for a key after each event (q ends).")] = False,
    check: Annotated[
        str | None,
        typer.Option(metavar="REPORT", help="Compute a report saved as JSON again; - is standard input."),
    ] = None,
    rates: Annotated[
        list[str] | None,
        typer.Option(metavar="file:PATH", help="With --check: a file of rates that the report may open."),
    ] = None,
    deflators: Annotated[
        list[str] | None, typer.Option(metavar="FILE", help="With --check: a file of deflators that it may open.")
    ] = None,
) -> None:
    """Print the history event by event, with what each one did to the totals, or why it did nothing.

    Everything is computed from the log's lines alone. With --check a saved report is computed again from as
    many events as it was made of: exit code 1 says that it does not hold, and why. A file that it takes rates or
    deflators from is opened where you name it as well.
    """
    from bilat.cli.commands import replay_step
    from bilat.events.errors import BadInput
    from bilat.projections.reports.query import run_report

    if check is not None:
        if relation is not None or stop is not None or step:
            raise BadInput("--check takes every question from the saved report", "leave out the rest")
        replay_step.check(settings.ledger(ctx), check, flags, rates or (), deflators or ())
        return
    if rates or deflators:
        raise BadInput("--rates and --deflators say what a saved report may open", "give the report with --check")
    if stop is not None and flags.recorded_by is not None:
        raise BadInput("--until and --recorded-by are one clock", "give one of them")
    if step:
        replay_step.check_terminal(flags)
    flags = replace(flags, recorded_by=stop or flags.recorded_by)
    question = reporting.ask(settings.ledger(ctx), relation, flags, "replay")
    if step:
        replay_step.step(run_report("replay", question, order=order), question.words)
    else:
        reporting.show("replay", question, flags, order=order)
