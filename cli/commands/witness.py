"""`bilat witness`: a second person's machine vouches for a checkpoint, and so makes rewriting visible."""

from pathlib import Path
from typing import Annotated

import typer

from bilat.cli.options import examples

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(
    epilog=examples(
        "bilat witness head.txt --key mine.key > cosigned.txt",
        "bilat witness new.txt --old head.txt --proof growth.json --key mine.key > cosigned.txt",
        "bilat verify --checkpoint cosigned.txt --witness mine.key.pub",
    )
)
def witness(
    ctx: typer.Context,
    *,
    checkpoint: Annotated[Path, typer.Argument(metavar="CHECKPOINT", help="The checkpoint to vouch for.")],
    key: Annotated[Path, typer.Option(metavar="FILE", help="The witness's private key: bilat seal --new-key.")],
    old: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What was cosigned last, where the state does not tell.")
    ] = None,
    proof: Annotated[
        Path | None, typer.Option(metavar="FILE", help="That the log only grew since: bilat prove --from N -o FILE.")
    ] = None,
    log_key: Annotated[
        str | None, typer.Option(metavar="PUB", help="The log's own public key, or its file; it is remembered.")
    ] = None,
    state: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What this witness cosigned last; default: the key's .signed.")
    ] = None,
) -> None:
    """Cosign a checkpoint, only where it continues what this witness cosigned before (c2sp.org/tlog-cosignature).

    Needs no ledger. What was cosigned last of each log is kept in a file beside the key: whoever rewrites a log cannot
    get two histories cosigned. The checkpoint with the new signature line goes to standard output; the key to give
    away, in the form that others of that format take, to standard error.
    """
    from bilat.cli.exits import say
    from bilat.cli.recording import now
    from bilat.events.bounded import read_file
    from bilat.events.log import witness as witnessing
    from bilat.events.log.transparency.cosignatures import WitnessKey
    from bilat.events.log.transparency.key_files import read_private, read_public
    from bilat.events.log.transparency.signed_notes import LIMIT, Note
    from bilat.events.log.verify.proof_files import LIMIT as PROOF_LIMIT
    from bilat.events.log.verify.proof_files import read

    def note(path: Path) -> Note:
        return Note.parse(read_file(path, LIMIT, "the checkpoint", "`bilat seal` prints one"))

    private = read_private(key)
    text = witnessing.witness(
        note(checkpoint),
        private,
        now(),
        state or Path(f"{key}.signed"),
        old=note(old) if old else None,
        proof=read(read_file(proof, PROOF_LIMIT, "the proof", "`bilat prove` writes one")) if proof else None,
        log_key=read_public(log_key) if log_key else None,
    )
    say(str(WitnessKey(private.public)))
    typer.echo(text, nl=False)
