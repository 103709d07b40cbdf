"""`bilat seal`: the size and root of the log, recorded in it and handed out as a checkpoint."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bilat.cli import settings
from bilat.cli.options import examples

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(
    epilog=examples("bilat seal > head.txt", "bilat seal --new-key seals.key", "bilat seal --key seals.key > head.txt")
)
def seal(
    ctx: typer.Context,
    key: Annotated[Path | None, typer.Option(metavar="FILE", help="Sign the checkpoint with this private key.")] = None,
    new_key: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Make a key pair instead: FILE, and FILE.pub to give away."),
    ] = None,
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="The new key's name; default: the ledger's origin.")
    ] = None,
) -> None:
    """Record the size and root of the log as they are, and print them as a checkpoint.

    The log is verified first: what does not verify is not sealed. Give the checkpoint to others: with it,
    `bilat verify --checkpoint` finds whatever is changed later. The text is a C2SP checkpoint; signed, it is
    a C2SP signed note.
    """
    from bilat.cli.exits import say
    from bilat.cli.recording import now, summary
    from bilat.domain import sealing
    from bilat.events.errors import BadInput

    if new_key is not None and key is not None:
        raise BadInput("--new-key makes a key and seals nothing", "then seal with --key")
    if name is not None and new_key is None:
        raise BadInput("--name is that of a new key", "give --new-key FILE too")
    location = settings.ledger(ctx)
    if new_key is not None:
        public, file = sealing.make_key(location, new_key, name)
        say(f"private key in {new_key}, public key in {file}")
        typer.echo(public)
        return
    recorder = settings.recorder(ctx)
    checkpoint, outcome = sealing.seal(location, recorder, now, key)
    say(summary(outcome))
    try:
        typer.echo(checkpoint, nl=False)
        sys.stdout.flush()
    except OSError:  # a full disk, a reader that left
        say(f"the seal is recorded; its checkpoint could not be handed out:\n{checkpoint}")
        raise
