"""`bilat verify`: whether a ledger or an export is what was recorded."""

from typing import Annotated, Literal

import typer

from bilat.cli import settings
from bilat.cli.options import examples
from bilat.events.log.verify.audit import _remove
from bilat.events.log.verify.findings import Damage

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
    from bilat.cli.render.verify import as_json, as_text
    from bilat.events.log.verify import audit as verify_audit

    audit = verify_audit.audit(settings.ledger(ctx), file, checkpoint, key, proof, deep=deep)
    typer.echo(as_json(audit) if format == "json" else as_text(audit, limit))
    if audit.total:
        raise typer.Exit(1)


def _kept_columns(ledger: str, *, deep: bool) -> tuple[str, list[Damage]]:
    """What the columns, and the accounts made of them, that are kept beside a sound ledger are, and what is wrong.

    By their hashes alone, unless `deep`: whoever may write them may mend the hashes too.
    """
    from bilat.events.log.log import open_log
    from bilat.projections.cache.accounts import accounts_differ
    from bilat.projections.cache.verify import conditions, first_difference

    with open_log(ledger) as log:
        head = log.head
        found = conditions(log, head)
        wrong = [
            Damage(None, f"the {each.what} kept beside the ledger are not as they were written", _remove(each.folder))
            for each in found
            if each.changed
        ]
        used = {each.what: each.folder for each in found if each.used}
        if deep and used and not wrong:
            if "columns" in used and (position := first_difference(log, head)) is not None:
                cause = "the columns kept beside the ledger are not what the log says"
                wrong.append(Damage(position, cause, _remove(used["columns"])))
            elif "accounts" in used and accounts_differ(log, head):
                cause = "the accounts kept beside the ledger are not what its pledges come to"
                wrong.append(Damage(None, cause, _remove(used["accounts"])))
    words = ", ".join(f"{each.what} {each.words}" for each in found)
    if used:
        words += "; compared with the log" if deep else "; not compared with the log (--deep)"
    return words, wrong
