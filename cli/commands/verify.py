"""`bilat verify`: whether a ledger or an export is what was recorded."""

from typing import Annotated, Literal

import typer

from bilat.cli import settings
from bilat.cli.options import examples

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(
    epilog=examples(
        "bilat verify",
        "bilat verify log.jsonl --checkpoint head.txt --key seals.key.pub",
        "bilat verify --proof proof.json --checkpoint head.txt",
    )
)
def verify(
    ctx: typer.Context,
    *,
    file: Annotated[
        str | None, typer.Argument(metavar="FILE", help="An export in JSON Lines; - is standard input.")
    ] = None,
    checkpoint: Annotated[
        str | None, typer.Option(metavar="FILE", help="A checkpoint that `bilat seal` printed.")
    ] = None,
    key: Annotated[
        str | None, typer.Option(metavar="PUB", help="Who must have signed it: a public key, or its file.")
    ] = None,
    proof: Annotated[
        str | None, typer.Option(metavar="FILE", help="A proof; with a checkpoint no ledger is needed.")
    ] = None,
    deep: Annotated[bool, typer.Option("--deep", help="Also read every line by its class.")] = False,
    format: Annotated[Literal["table", "json"], typer.Option(help="How to print it.")] = "table",
    limit: Annotated[int, typer.Option(min=0, metavar="N", help="Findings shown; 0 shows all.")] = 20,
) -> None:
    """Compute everything again that is said of the record, and name the first bad position.

    Exit code 1 says that something is wrong: a line that is not what was recorded, a gap, a reference that
    leads nowhere, a missing trigger, a root, seal, checkpoint, proof or archived text that does not agree.
    """
    from bilat.cli.progress import progress
    from bilat.cli.recording import now
    from bilat.cli.render.verify import as_json, as_text
    from bilat.events.log.verify.audit import audit
    from bilat.projections.cache.beside import kept_beside

    found = audit(
        settings.ledger(ctx),
        now=now(),
        file=file,
        checkpoint=checkpoint,
        key=key,
        proof=proof,
        deep=deep,
        beside=kept_beside,
        progress=progress,
    )
    typer.echo(as_json(found) if format == "json" else as_text(found, limit))
    if found.total:
        raise typer.Exit(1)
