"""Building a site: every relation's page, then what is made of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import orjson

from bilat.cli.page.html import Sign
from bilat.cli.page.site import downloads
from bilat.cli.page.site.index import dataset, index_html
from bilat.cli.page.site.relation import Press, clear
from bilat.cli.page.site.sources import parties_page, source_pages
from bilat.cli.page.site.summary import Summary, summary
from bilat.events.log import kept_tiles
from bilat.events.log.log import Log
from bilat.events.log.transparency.checkpoint import Checkpoint
from bilat.events.log.transparency.keys import PrivateKey
from bilat.events.log.transparency.signed_notes import Note
from bilat.projections.page.closure import Record
from bilat.projections.page.make import sealed
from bilat.projections.page.relations import relations_of
from bilat.projections.reports.query import open_query
from bilat.projections.view.boundary import Boundary

Passing = Callable[[int, int], None]
"""Is told how many relations of how many are done."""


class Asked(NamedTuple):
    """What a site is asked: in which money, signed by whom, at which address, with what kept where."""

    currency: str | None
    rates: str | None
    key: PrivateKey | None
    base: str
    kept: Path


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
    pairs = relations_of(record.frame)
    press = Press(record, tree, seal, _signer(asked.key), asked.kept)
    unit = asked.currency or "USD"
    made: list[Summary] = []
    for pair, streams in pairs.items():
        own = Boundary(relation=pair, currency=asked.currency, rates=asked.rates)
        page = press.page(own, streams)
        yield page.path, page.html.encode()
        made.append(summary(page, unit))
        passing(len(made), len(pairs))
    clear(asked.kept)
    del press, record
    lines = list(log.lines(1, head.size))
    offered = list(_offered(lines, made, seal.note, asked.key))
    yield from offered
    yield from downloads.tiles(lines, seal.note)
    yield from ((path, text.encode()) for path, text in source_pages(made))
    yield "parties.html", parties_page(made, question.names).encode()
    yield "feed.xml", downloads.feed(made, point.origin, asked.base)
    recorded = str(orjson.loads(lines[-1])["recorded_at"]) if lines else ""
    media = [(path, downloads.MEDIA.get(path.rpartition(".")[2], "text/plain")) for path, _ in offered]
    about = {
        "point": point,
        "key": str(asked.key.public) if asked.key else None,
        "unit": unit,
        "sources": len({code for each in made for code in each.sources}),
        "dataset": dataset(point, recorded, asked.base, media, len(made)),
    }
    yield "index.html", index_html(made, question.names, about).encode()
    yield "datapackage.json", downloads.package(offered, f"bilat-{head.ledger}")


def _offered(
    lines: Sequence[bytes], made: Sequence[Summary], note: str, key: PrivateKey | None
) -> Iterator[downloads.File]:
    yield "log.jsonl", b"".join(line + b"\n" for line in lines)
    yield "log.checkpoint", note.encode()
    if key is not None:
        yield "key.pub", f"{key.public}\n".encode()
    yield from downloads.tables(made)


def _signer(key: PrivateKey | None) -> Sign | None:
    return (lambda text: Note(text).signed(key)) if key else None
