"""`bilat undo`: take back the last batch of this recorder, or one event."""

import sys
from typing import Annotated

import typer

from bilat.cli import settings
from bilat.cli.completion import streams
from bilat.cli.options import examples

app = typer.Typer(rich_markup_mode=None, add_completion=False)
SHOWN = 20


@app.command(
    epilog=examples("bilat undo", "bilat undo @57", 'bilat undo pledge/acpheed#2 --reason "Another pledge was meant"')
)
def undo(
    ctx: typer.Context,
    reference: Annotated[
        str | None,
        typer.Argument(metavar="[REF]", autocompletion=streams, help="An event: @N, STREAM#VERSION, or a stream."),
    ] = None,
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why; it is recorded.")] = "Undone",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing.")] = False,
) -> None:
    """Take back the last batch that you recorded, or one event, after showing it.

    A terminal asks first; elsewhere --yes says that it is meant. Nothing is deleted: a retraction is recorded, and of a
    correction the values before it. Retracting the first event of a stream takes the whole stream back, and its name
    cannot be used again.
    """
    from bilat.cli.exits import say
    from bilat.cli.recording import event_words, now, summary
    from bilat.cli.render.wording import count
    from bilat.domain.admission import Draft, record
    from bilat.domain.undoing import last_batch, undoing
    from bilat.events.errors import BadInput
    from bilat.events.log.log import open_log
    from bilat.events.log.references import found

    recorder = settings.recorder(ctx)
    with open_log(settings.ledger(ctx), "w") as log:
        if reference is None:
            references = last_batch(log, recorder)
        else:
            stream, version = found(log, reference)
            references = [f"{stream}#{version or 1}"]
        undone = undoing(log, references, reason)
        for event in undone.events[:SHOWN]:
            typer.echo(event_words(event))
        if len(undone.events) > SHOWN:
            typer.echo(f"and {len(undone.events) - SHOWN:,} more")
        if undone.also:
            say(f"warning: {len(undone.also)} more of their streams go with them: {', '.join(undone.also[:SHOWN])}")
        for left in undone.left:
            say(f"left: {left} cannot be taken back")
        if not yes and not sys.stdin.isatty():
            raise BadInput(
                f"nothing taken back yet: {count(len(undone.events), 'event')} would be", "add --yes to do it"
            )
        if not yes and not typer.confirm(f"take back {count(len(undone.events), 'event')}?", err=True):
            typer.echo("nothing recorded")
            return
        outcome = record(log, [Draft(each) for each in undone.drafts], recorder=recorder, now=now)
    typer.echo(summary(outcome))
