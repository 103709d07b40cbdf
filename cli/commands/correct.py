"""`bilat correct`: our record of an event was wrong."""

from typing import TYPE_CHECKING, Annotated

import typer

from bilat.cli import settings
from bilat.cli.completion import streams
from bilat.cli.options import examples

if TYPE_CHECKING:
    from bilat.events.log.log import Log

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(
    epilog=examples(
        'bilat correct pledge/acpheed#1 "amount=USD 55m" --reason "Misread"',
        'bilat correct @57 instrument=loan on=2021-10-27 --reason "The annex says loan"',
        'bilat correct acpheed#1 note= --reason "Not in the source"',
    )
)
def correct(
    ctx: typer.Context,
    reference: Annotated[
        str, typer.Argument(metavar="REF", autocompletion=streams, help="The event: @N, STREAM#VERSION, or a stream.")
    ],
    values: Annotated[
        list[str], typer.Argument(metavar="FIELD=VALUE...", help="The right values; nothing after = removes a field.")
    ],
    reason: Annotated[str, typer.Option(metavar="TEXT", help="What was wrong; it is recorded.")] = "",
    cites: Annotated[
        list[str] | None, typer.Option(metavar="SLUG[#LOCATOR]", help="Where the right value stands; repeatable.")
    ] = None,
) -> None:
    """Record the right values of an event that was recorded wrongly.

    What changed in the world is no correction: that is an event of its own, such as pledge-revised. Values are read
    as `append` reads them.
    """
    import sys

    from bilat.cli.commands.append.choosing import choice
    from bilat.cli.commands.append.draft import draft
    from bilat.cli.exits import say
    from bilat.cli.recording import changes, now
    from bilat.domain.admission import Draft, record
    from bilat.events.errors import BadInput
    from bilat.events.log.log import open_log

    with open_log(settings.ledger(ctx), "w") as log:
        target = _event(log, reference)
        if not reason:
            if not sys.stdin.isatty():
                raise BadInput("a correction needs --reason", "say what was wrong: --reason TEXT")
            reason = typer.prompt("what was wrong?", err=True)
        words = {"target": target, "fields": values, "reason": reason, "cites": cites or []}
        event, read_as = draft("entry-corrected", words, log, settings.background(log), choice)
        for line in read_as:
            say(line)
        before = log.stream(event.stream)
        outcome = record(log, [Draft(event)], recorder=settings.recorder(ctx), now=now)
        if not outcome.recorded:
            typer.echo(f"recorded already: {target}")
            return
        typer.echo(f"recorded {outcome.recorded[0].ref} @{outcome.first_position}")
        for line in changes(before, outcome.recorded[0]):
            typer.echo(line)


def _event(log: "Log", reference: str) -> str:
    """Return the event meant. Raises BadInput, with all of them, where a stream has several."""
    from bilat.cli.recording import event_words
    from bilat.events.corrections import effective_events
    from bilat.events.errors import BadInput
    from bilat.events.log.references import found

    stream, version = found(log, reference)
    if version is not None:
        return f"{stream}#{version}"
    standing = effective_events(log.stream(stream))
    if len(standing) != 1:
        several = "\n  ".join(map(event_words, standing.values()))
        raise BadInput(f"{stream} has {len(standing)} events", f"say which:\n  {several}")
    return f"{stream}#{next(iter(standing))}"
