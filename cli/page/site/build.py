"""Building a site: every relation's page, then what is made of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from bilat.cli.page.site import downloads
from bilat.cli.page.site.index import dataset, index_html
from bilat.cli.page.site.presses import Asked, printed
from bilat.cli.page.site.sources import parties_page, source_pages
from bilat.cli.page.site.summary import Summary, unpacked
from bilat.events.log import kept_tiles
from bilat.events.log.log import Log
from bilat.events.log.transparency.checkpoint import Checkpoint
from bilat.events.log.transparency.keys import PrivateKey
from bilat.events.log.transparency.signed_notes import Note
from bilat.projections.page.closure import Record
from bilat.projections.page.kept import clear
from bilat.projections.page.make import sealed
from bilat.projections.page.relations import relations_of
from bilat.projections.reports.query import open_query
from bilat.projections.view.boundary import Boundary

Passing = Callable[[int, int], None]
"""Is told how many relations of how many are done."""


def site_files(log: Log, asked: Asked, passing: Passing = lambda done, of: None) -> Iterator[downloads.File]:
    """Yield the files of the site of a ledger as it stands; the last one describes the downloads."""
    head = log.head
    tree = kept_tiles.tree(log)
    point = Checkpoint.of(head.ledger, head.size, head.root)
    note = Note(point.text).signed(asked.key) if asked.key else None
    seal = sealed(log, tree, note, asked.key.public if asked.key else None)
    boundary = Boundary(currency=asked.currency, rates=asked.rates)
    question = open_query(log, None, boundary)
    record = Record(log, question.frame, head.size)
    streams, names = relations_of(record.frame), question.names
    made: list[Summary] = []
    for page in printed(record, log, asked, seal, streams):
        yield page.summary.path, page.html
        made.append(page.summary)
        passing(len(made), len(streams))
    clear(asked.kept)
    del record, question  # and the frame of the whole log
    offered: list[dict[str, Any]] = []
    for path, content in _offered(log, head.size, made, seal.note, asked.key):
        offered.append(downloads.resource(path, content))
        yield path, content
    yield from downloads.tiles(lambda: log.lines(1, head.size), seal.note)
    yield from ((path, text.encode()) for path, text in source_pages(made))
    yield "parties.html", parties_page(made, names).encode()
    yield "feed.xml", downloads.feed(made, point.origin, asked.base)
    media = [(each["path"], downloads.MEDIA.get(each["format"], "text/plain")) for each in offered]
    about = {
        "point": point,
        "key": str(asked.key.public) if asked.key else None,
        "unit": asked.unit,
        "sources": len({code for each in made for code in unpacked(each.sources)}),
        "dataset": dataset(point, head.recorded_at, asked.base, media, len(made)),
    }
    yield "index.html", index_html(made, names, about).encode()
    yield "datapackage.json", downloads.package(offered, f"bilat-{head.ledger}")


def _offered(
    log: Log, size: int, made: Sequence[Summary], note: str, key: PrivateKey | None
) -> Iterator[downloads.File]:
    yield "log.jsonl", b"".join(chunk + b"\n" for chunk in log.read_chunks(1, size))
    yield "log.checkpoint", note.encode()
    if key is not None:
        yield "key.pub", f"{key.public}\n".encode()
    yield from downloads.tables(made)
