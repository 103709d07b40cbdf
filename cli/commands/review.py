"""`bilat review`: a draft decided about, proposal by proposal, on a terminal."""

from pathlib import Path
from typing import Annotated

import typer

from bilat.cli import settings
from bilat.cli.options import examples

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(epilog=examples("bilat review article.yaml", "bilat import article.yaml"))
def review(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.YAML", help="The draft, as bilat draft wrote it.")],
) -> None:
    """Decide about a draft, the most doubted proposal first.

    Each decision is in the file at once: whoever leaves comes back to where they were. Nothing is recorded; that
    does `bilat import`, once everything is decided.
    """
    from bilat.cli.asking.terminal import Terminal
    from bilat.cli.exits import say
    from bilat.cli.reviewing.review import Review
    from bilat.cli.streams import can_ask
    from bilat.events.errors import BadInput
    from bilat.events.formats.files import opened
    from bilat.events.log.log import open_log
    from bilat.events.outputs import written_beside
    from bilat.events.reading.draft_file.document import DraftFile
    from bilat.events.reading.draft_file.reading import read_draft
    from bilat.events.reading.draft_file.writing import write_draft

    with opened(file) as source:
        draft = read_draft(source.read(), file.parent)
    if not can_ask():
        raise BadInput("review asks, and nobody sits at a terminal", "set each `status` in the file by an editor")

    def keep(changed: DraftFile) -> None:
        with written_beside(file) as out:
            out.write(write_draft(changed))

    with open_log(settings.ledger(ctx)) as log:
        sitting = Review(draft, log, Terminal(), keep, settings.preferences())
        sitting.run()
    left, accepted = len(sitting.draft.undecided), len(sitting.draft.accepted)
    if left:
        say(f"{left} left to decide; {accepted} accepted so far")
    else:
        say(f"all decided, {accepted} accepted: bilat import {file}")
