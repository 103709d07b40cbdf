"""`bilat record`: one article, one sitting."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bilat.cli import settings
from bilat.cli.options import examples
from bilat.events.errors import BadInput

if TYPE_CHECKING:
    from bilat.cli.asking.question import Asker
    from bilat.cli.sitting.sitting import Sitting
    from bilat.events.log.log import Log

app = typer.Typer(rich_markup_mode=None, add_completion=False)
NOBODY = "nobody sits at a terminal to be asked"


@app.command(
    epilog=examples(
        "bilat record",
        "bilat record article.html",
        "bilat record hanoitimes-2021-10-27.sitting.yaml",
        "bilat record --answers answers.txt",
    )
)
def record(
    ctx: typer.Context,
    *,
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE|-]",
            help="The text of the source, which is archived; - is standard input; a .yaml is a sitting to go on with.",
        ),
    ] = None,
    edit: Annotated[bool, typer.Option("--edit", help="Open the list in an editor first (VISUAL, EDITOR).")] = False,
    answers: Annotated[
        str | None, typer.Option(metavar="FILE", help="Answers in place of a terminal, one a line.")
    ] = None,
) -> None:
    """Record what one source tells, event after event, as one batch.

    Registers the source, then asks what happened, with the source, day, meeting and sides carried on. The list so
    far is kept as YAML after every entry: leave when you like, and go on with `bilat record FILE.yaml`, or `bilat
    import` it.
    """
    from bilat.cli.asking.desk import Desk, judging
    from bilat.cli.sitting.kept import is_sitting
    from bilat.cli.sitting.sitting import Sitting
    from bilat.events.log.log import open_log

    location, recorder = settings.ledger(ctx), settings.recorder(ctx)
    text = None if file is None or is_sitting(file) else _text_of(file, answers)
    asker = _asker(answers)
    with open_log(location, "w") as log:
        desk = Desk(asker, log, judging(log, recorder), location, settings.preferences())
        path = file if file is not None and text is None else None
        sitting = Sitting(desk, path or _left(asker, text))
        sitting.named = path is not None
        try:
            sitting.resume()
            if edit:
                sitting.edit()
            drafted = answers is None and text is not None and _begin_with_draft(sitting, *text)
            if sitting.run((lambda: _archived(location, *text)) if text and not drafted else None):
                _record(log, sitting, recorder)
                return
        except BaseException:
            _say_kept(sitting)
            raise
        _say_kept(sitting)


def _begin_with_draft(sitting: "Sitting", name: str, content: bytes) -> bool:
    """Offer what can be drafted from the text, and put what is accepted on the list; False where nothing is."""
    from dataclasses import replace

    from bilat.cli.asking.question import Offer, choose
    from bilat.cli.reviewing.review import REGISTERED, Review
    from bilat.events.log.archive import Archive
    from bilat.events.reading.draft_file.accepting import accepted_events
    from bilat.events.reading.draft_file.document import file_of
    from bilat.events.reading.pages.forms import read_page
    from bilat.events.reading.recorded.compared import draft_for
    from bilat.events.reading.recorded.record import record_of

    desk = sitting.desk
    try:
        page = read_page(content, name)
    except BadInput as error:  # a picture may be a source too: it is archived, and nothing is drafted from it
        desk.asker.say(f"nothing is drafted from the text: {error.message}")
        return False
    draft = file_of(draft_for(page, record_of(desk.log)))
    count = sum(1 for each in draft.proposals if each.event["kind"] not in REGISTERED)
    words = f"{count} event{'' if count == 1 else 's'} drafted from the text: review them first?"
    if not count or choose(desk.asker, words, [Offer("yes"), Offer("no")], default="yes") == "no":
        return False
    review = Review(replace(draft, lines=()), desk.log, desk.asker, lambda changed: None, desk.preferences)
    review.run()
    accepted = accepted_events(review.draft)
    if not accepted:
        return False
    if "://" not in desk.location:
        Archive.beside(desk.location).keep(page.text.encode())
    desk.drafts += accepted
    sitting.source = review.draft.source
    sitting.keep()
    return True


def _record(log: "Log", sitting: "Sitting", recorder: str) -> None:
    from bilat.cli.recording import now, summary
    from bilat.domain.importing import import_batch

    outcome = import_batch(log, [(event, "") for event in sitting.desk.drafts], recorder=recorder, now=now)
    typer.echo(summary(outcome))
    if sitting.path is not None and not sitting.named:
        sitting.path.unlink(missing_ok=True)


def _left(asker: "Asker", text: Any) -> Path | None:
    """Return the sitting in this folder that is to be gone on with, where there is one; a new text begins anew."""
    from bilat.cli.asking.question import Offer, choose
    from bilat.cli.sitting.kept import half_done

    for path in [] if text else half_done():
        words = f"{path} was left half-done: go on with it?"
        if choose(asker, words, [Offer("yes"), Offer("no")], default="yes") == "yes":
            return path
    return None


def _say_kept(sitting: "Sitting") -> None:
    from bilat.cli.exits import say

    kept = sitting.path is not None and sitting.path.exists()
    where = f"; kept in {sitting.path}: go on with bilat record {sitting.path}" if kept else ""
    say(f"nothing recorded{where}")


def _asker(answers: str | None) -> "Asker":
    from bilat.cli.asking.script import Script
    from bilat.cli.streams import can_ask

    if answers is not None:
        try:
            lines = sys.stdin.read() if answers == "-" else Path(answers).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise BadInput(f"cannot read the answers in {answers}: {error}") from error
        return Script(lines.split("\n"))
    if not can_ask():
        raise BadInput(NOBODY, "give --answers FILE, or fill in a YAML file (bilat new KIND) and import it")
    from bilat.cli.asking.terminal import Terminal

    return Terminal()


def _text_of(file: Path, answers: str | None) -> tuple[str, bytes]:
    """Return the name and the text of the source; where it comes in by a pipe, the terminal is asked instead."""
    try:
        if str(file) != "-":
            return file.name, file.read_bytes()
        if answers == "-":
            raise BadInput("standard input is the text or the answers, not both", "name a file for one of them")
        text = sys.stdin.buffer.read()
    except OSError as error:
        raise BadInput(f"cannot read {file}: {error.strerror}", "name the text of the source, or a sitting") from error
    if answers is None:
        _ask_at_the_terminal()
    return "", text


def _ask_at_the_terminal() -> None:
    """Take answers from the terminal itself, as standard input was the text."""
    import os

    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError as error:
        raise BadInput(NOBODY, "give --answers FILE") from error
    os.dup2(terminal, 0)
    os.close(terminal)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115  # stays open to the end


def _archived(location: str, name: str, text: bytes) -> dict[str, Any]:
    from bilat.events.log.archive import Archive, media_type

    return {"sha256": Archive.beside(location).keep(text), "media_type": media_type(name, text), "size": len(text)}
