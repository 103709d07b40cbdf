"""`bilat draft`: a text read into proposed events, for a person to decide."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilat.cli import settings
from bilat.cli.options import examples

if TYPE_CHECKING:
    from bilat.events.reading.drafting import Draft
    from bilat.events.reading.pages.page import Page
    from bilat.events.reading.recorded.record import Record

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(
    epilog=examples(
        "bilat draft article.txt --published 2021-10-27 --publisher 'The Hanoi Times' -o article.yaml",
        "bilat review article.yaml",
        "bilat import article.yaml",
    )
)
def draft(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The text, Markdown, HTML or PDF; - is standard input.")],
    *,
    published: Annotated[str | None, typer.Option(metavar="DAY", help="When it was published: 2021-10-27.")] = None,
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="Who published it.")] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Its title; default: as the page tells.")] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="Where it is on the web.")] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE.YAML", help="Where to; default: standard output.")
    ] = None,
    reader: Annotated[
        str | None,
        typer.Option(
            metavar="COMMAND", help="A helper of yours that proposes instead of the rules; nothing of it is trusted."
        ),
    ] = None,
) -> None:
    """Read a text and propose events, each with the sentence that it rests on.

    Nothing is recorded, and a draft is never enough to record: rules misread. Decide about each proposal with
    `bilat review`, or in the file; then `bilat import` it.
    """
    from bilat.cli.exits import say
    from bilat.events.outputs import refuse_target, written_beside
    from bilat.events.reading.draft_file.document import file_of
    from bilat.events.reading.draft_file.writing import write_draft

    page = _page(file).said(published=_day(published), publisher=publisher, title=title, url=url)
    with recorded(ctx) as record:
        made = _drafted(page, record, reader)
    content = write_draft(file_of(made))
    if output is None:
        typer.echo(content.decode(), nl=False)
    else:
        refuse_target(output, settings.ledger(ctx))
        with written_beside(output) as out:
            out.write(content)
    for line in summary(made):
        say(line)


def _drafted(page: "Page", record: "Record", reader: str | None) -> "Draft":
    if reader is None:
        from bilat.events.reading.recorded.compared import draft_for

        return draft_for(page, record)
    from bilat.events.reading.helper.drafting import draft_by

    return draft_by(reader, page, record)


def _page(file: Path) -> "Page":
    from bilat.events.errors import BadInput
    from bilat.events.reading.pages.forms import LIMIT, read_page, read_page_file

    if str(file) == "-":
        return read_page(sys.stdin.buffer.read(LIMIT + 1))
    try:
        return read_page_file(file, str(file))
    except OSError as error:
        raise BadInput(f"cannot read {file}: {error.strerror}", "give a file, or - for standard input") from None


def _day(text: str | None) -> str | None:
    from bilat.events.errors import BadInput
    from bilat.events.values.dates import span

    if text is None:
        return None
    try:
        span(text)
    except BadInput as error:
        raise BadInput(f"--published {text[:40]}: {error.message}", "a day such as 2021-10-27") from None
    return text


@contextmanager
def recorded(ctx: typer.Context) -> Iterator["Record"]:
    """Open what the ledger holds, as a draft is compared with it; nothing where there is none and none was named."""
    from bilat.cli.exits import say
    from bilat.events.log.log import open_log
    from bilat.events.reading.recorded.record import Record, record_of

    location = settings.ledger(ctx)
    if location == settings.DEFAULT_LEDGER and not Path(location).exists():
        say("no ledger here: nothing was compared with a record (name one with --ledger)")
        yield Record()
        return
    with open_log(location) as log:
        yield record_of(log)


def summary(made: "Draft") -> list[str]:
    """Return what became of the text, in words for standard error."""
    count = len(made.proposals)
    likely = sum(1 for each in made.proposals if each.likely)
    doubted = sum(1 for each in made.proposals if each.doubts)
    said = [
        f"drafted {count} proposal{'' if count == 1 else 's'}, {likely} likely, {doubted} with "
        f"doubts; nothing is recorded"
    ]
    if made.aside:
        said.append(
            f"{len(made.aside)} amount{'' if len(made.aside) == 1 else 's'} left aside, each with the "
            f"reason, at the end"
        )
    return [*said, *made.dropped]
