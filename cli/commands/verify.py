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
        "bilat verify asean-japan.html --key seals.key.pub --log log.jsonl",
    )
)
def verify(
    ctx: typer.Context,
    *,
    file: Annotated[
        str | None, typer.Argument(metavar="FILE", help="An export in JSON Lines, or a page; - is standard input.")
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
    witness: Annotated[
        list[str] | None,
        typer.Option(metavar="PUB", help="Who must have cosigned it: a witness's public key, or its file; repeatable."),
    ] = None,
    log: Annotated[
        str | None, typer.Option(metavar="LOG", help="Of a page: the log, to find what was left out.")
    ] = None,
    deep: Annotated[bool, typer.Option("--deep", help="Also read every line by its class.")] = False,
    format: Annotated[Literal["table", "json"], typer.Option(help="How to print it.")] = "table",
    limit: Annotated[int, typer.Option(min=0, metavar="N", help="Findings shown; 0 shows all.")] = 20,
) -> None:
    """Compute everything again that is said of the record, and name the first bad position.

    Exit code 1 says that something is wrong: a line that is not what was recorded, a gap, a reference that
    leads nowhere, a missing trigger, a root, seal, checkpoint, proof or archived text that does not agree.

    A page (FILE.html) is made again from the lines that it carries, without a ledger and without its script.
    """
    if file is not None and _is_page(file):
        _verify_page(file, checkpoint=checkpoint, key=key, witnesses=witness or [], log=log, format=format, limit=limit)
        return
    from bilat.cli.progress import progress
    from bilat.cli.recording import now
    from bilat.cli.render.verify import as_json, as_text
    from bilat.events.errors import BadInput
    from bilat.events.log.verify.audit import audit
    from bilat.projections.cache.beside import kept_beside

    if log is not None:
        raise BadInput("--log is what a page is held against", "name the page: bilat verify FILE.html --log LOG.jsonl")
    found = audit(
        settings.ledger(ctx),
        now=now(),
        file=file,
        checkpoint=checkpoint,
        key=key,
        proof=proof,
        witnesses=witness or [],
        deep=deep,
        beside=kept_beside,
        progress=progress,
    )
    typer.echo(as_json(found) if format == "json" else as_text(found, limit))
    if found.total:
        raise typer.Exit(1)


def _is_page(file: str) -> bool:
    """Tell whether the file is HTML by its name or its beginning, which no ledger and no export is."""
    from pathlib import Path

    path = Path(file)
    if path.suffix.lower() in (".html", ".htm"):
        return True
    if not path.is_file():
        return False
    with path.open("rb") as opened:
        return opened.read(64).lstrip().lower().startswith((b"<!doctype", b"<html"))


def _verify_page(
    file: str,
    *,
    checkpoint: str | None,
    key: str | None,
    witnesses: list[str],
    log: str | None,
    format: str,
    limit: int,
) -> None:
    from pathlib import Path

    from bilat.cli.page.checking import check_page, read_page
    from bilat.cli.page.verdict import as_json, as_text
    from bilat.events.bounded import read_file
    from bilat.events.log.transparency.key_files import read_public, read_witness
    from bilat.events.log.transparency.signed_notes import LIMIT, Note
    from bilat.projections.page.exported import ExportedLog

    point = None
    if checkpoint is not None:
        point = Note.parse(read_file(checkpoint, LIMIT, "the checkpoint", "`bilat seal` prints one"))
    found = check_page(
        read_page(file),
        read_public(key) if key is not None else None,
        point,
        ExportedLog(Path(log)) if log is not None else None,
        [read_witness(each) for each in witnesses],
    )
    typer.echo(as_json(found) if format == "json" else as_text(found, file, limit))
    if found.findings:
        raise typer.Exit(1)
