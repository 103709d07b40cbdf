"""`bilat explain`: from each total down to pledges, events, sources and quotes."""

import re
from typing import Annotated, Literal

import typer

from bilat.cli import reporting, settings
from bilat.cli.completion import streams
from bilat.cli.flags import MoneyFlags, Relation, ReportFlags, Slice, with_flags
from bilat.cli.options import examples
from bilat.events.errors import BadInput

_REFERENCE, _SLUG = re.compile(r"[@#/]"), re.compile(r"[a-z0-9][a-z0-9-]*")
app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(
    epilog=examples(
        "bilat explain ASEAN-JP --from 2020 --to 2023",
        "bilat explain acpheed",
        "bilat explain ASEAN-JP --pledge acpheed --proof",
        "bilat explain ASEAN-JP --by year --in USD --rates ecb-day",
        "bilat explain ASEAN-JP --format json",
    )
)
@with_flags
def explain(
    ctx: typer.Context,
    *,
    relation: Relation = None,
    money: MoneyFlags,
    flags: ReportFlags,
    pledge: Annotated[
        str | None, typer.Option(metavar="P", help="Only this pledge or programme.", autocompletion=streams)
    ] = None,
    proof: Annotated[bool, typer.Option("--proof", help="With positions, hashes, and who recorded it when.")] = False,
    by: Annotated[Slice | None, typer.Option(help="A tree for each of these.")] = None,
    spread: Annotated[
        Literal["horizon"] | None, typer.Option(help="With --by year: divide each pledge over its horizon.")
    ] = None,
) -> None:
    """Print what each total is made of: its pledges, their events, and the sources with what they say.

    What was excluded has the reason, and the event for which it does not count; with `--pledge` stand its
    payments and its parts. With `--proof` each event has its position, who recorded it when, and the SHA-256 of
    its canonical line: the line of an export, without its line end.
    """
    relation, pledge = _meant(settings.ledger(ctx), relation, pledge)
    asked = money.asked(pledge=pledge) | {"by": by, "spread": spread}
    question = reporting.ask(settings.ledger(ctx), relation, flags, "explain", **asked)
    reporting.show("explain", question, flags, ("proof",) if proof else ())


def _meant(location: str, relation: str | None, pledge: str | None) -> tuple[str | None, str | None]:
    """Return the relation and the pledge that are meant: `explain @51` and `explain acpheed` name a pledge alone."""
    word = relation if pledge is None else pledge
    if word is None or not (_REFERENCE.search(word) or (pledge is None and _SLUG.fullmatch(word))):
        return relation, pledge
    from bilat.events.log.log import open_log
    from bilat.events.log.references import found

    with open_log(location) as log:
        if _REFERENCE.search(word):
            stream, _ = found(log, word)
        else:
            stream = next((each for each in (f"pledge/{word}", f"programme/{word}") if log.stream(each)), "")
    kind, _, slug = stream.partition("/")
    if stream and kind not in ("pledge", "programme"):
        raise BadInput(f"{stream} is neither pledge nor programme", f"bilat show {stream} shows it")
    named = slug if kind == "pledge" else stream
    if pledge is not None:
        return relation, named
    return (None, named) if stream else (relation, None)
