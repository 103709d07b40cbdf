"""`bilat prove`: that an event is in the log, or that the log only grew."""

from pathlib import Path
from typing import Annotated

import typer

from bilat.cli import settings
from bilat.cli.completion import streams
from bilat.cli.options import examples

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(
    epilog=examples(
        "bilat prove pledge/acpheed#1 -o proof.json",
        "bilat prove @57 --to 300",
        "bilat prove --from 300 -o growth.json",
    )
)
def prove(
    ctx: typer.Context,
    event: Annotated[
        str | None,
        typer.Argument(metavar="EVENT", autocompletion=streams, help="STREAM#VERSION, or a position @N."),
    ] = None,
    since: Annotated[
        int | None,
        typer.Option("--from", metavar="N", help="Prove that the log begins with its first N events."),
    ] = None,
    until: Annotated[
        int | None, typer.Option("--to", metavar="N", help="In the tree of the first N events; default: all.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to; default: standard output."),
    ] = None,
) -> None:
    """Write an RFC 6962 proof as JSON: inclusion of an event, or consistency with an earlier tree.

    Whoever has a checkpoint checks it without the ledger: bilat verify --proof FILE --checkpoint FILE.
    """
    from bilat.cli.render.json_text import json_text
    from bilat.events.errors import BadInput
    from bilat.events.log.event_proofs import prove_event
    from bilat.events.log.log import open_log
    from bilat.events.log.verify import proof_files
    from bilat.events.outputs import refuse_target, written_beside

    if (event is None) == (since is None):
        raise BadInput("prove takes an EVENT, or --from N", "see bilat prove --help")
    location = settings.ledger(ctx)
    if output is not None:
        refuse_target(output, location)
    with open_log(location) as log:
        size = log.head.size if until is None else until
        if since is not None:
            proof = proof_files.prove_consistency(log, since, size)
        else:
            proof = prove_event(log, event or "", size)
    text = json_text(proof.as_record())
    if output is None:
        typer.echo(text)
        return
    with written_beside(output) as out:
        out.write(f"{text}\n".encode())
