"""What a site offers besides pages: the log, tables, tiles, a feed, and what describes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from io import BytesIO
from typing import Any

import orjson
from markupsafe import escape

from bilat.cli.page.site.summary import FEED, TABLES, Summary, unpacked
from bilat.cli.render.csv_text import csv_text
from bilat.cli.render.inert import inert
from bilat.events.log.transparency.merkle import leaf_hash
from bilat.events.log.transparency.tiles import ENTRY_LIMIT, Tiling, bundles
from bilat.projections.reports.registry import find_report

File = tuple[str, bytes]
"""A path in the site, and what stands there."""
MEDIA = {
    "jsonl": "application/jsonl",
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "checkpoint": "text/plain",
    "pub": "text/plain",
}


def tables(relations: Sequence[Summary]) -> Iterator[File]:
    """Yield relations, pledges and figures as CSV and, with the same text cells, as Parquet."""
    yield from _table("relations", _plain_csv([each.row for each in relations]))
    for name, report in TABLES.items():
        rows = {}
        for each in relations:
            for row in unpacked(each.tables[name]):
                rows[row.get("pledge") or row.get("event")] = row  # one that belongs to two relations stands once
        yield from _table(name, csv_text(find_report(report).load().tables[""].columns, rows.values()))


def tiles(lines: Callable[[], Iterable[bytes]], note: str) -> Iterator[File]:
    """Yield the log in the form of c2sp.org/tlog-tiles; nothing where a line is too long for it."""
    if max(map(len, lines()), default=0) > ENTRY_LIMIT:
        return
    tiling = Tiling()
    for some in (bundles(lines()), tiling.grow(map(leaf_hash, lines())), tiling.partial()):
        yield from ((tile.path, content) for tile, content in some)
    yield "checkpoint", note.encode()


def resource(path: str, content: bytes) -> dict[str, Any]:
    """Return what a Data Package says of a download."""
    return {
        "name": path.replace(".", "-").lower(),
        "path": path,
        "format": path.rpartition(".")[2],
        "mediatype": MEDIA.get(path.rpartition(".")[2], "application/octet-stream"),
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        **_schema(path, content),
    }


def package(resources: Sequence[Mapping[str, Any]], name: str) -> bytes:
    """Return the description of the downloads as a Data Package."""
    described = {"name": name, "title": "Bilateral relations: what was promised, and what of it is new"}
    return orjson.dumps(described | {"resources": resources}, option=orjson.OPT_INDENT_2) + b"\n"


def feed(relations: Sequence[Summary], origin: str, base: str) -> bytes:
    """Return the last events recorded as an Atom feed, each with a link to where it stands (RFC 4287)."""
    places: dict[int, tuple[Summary, Mapping[str, str]]] = {}
    for each in relations:
        for position, event in unpacked(each.news):
            places.setdefault(position, (each, event))
        places = dict(sorted(places.items(), reverse=True)[:FEED])
    latest = sorted(places.items(), reverse=True)
    name = f"urn:bilat:{_text(origin.rpartition('/')[2])}"
    updated = latest[0][1][1]["recorded_at"] if latest else "1970-01-01T00:00:00Z"
    head = f"<id>{name}</id><title>bilat: what was recorded last</title><updated>{_text(updated)}</updated>"
    head += f'<author><name>bilat</name></author><link rel="self" href="{_text(base)}feed.xml"/>'
    entries = "\n".join(_entry(position, *place, name, base) for position, place in latest)
    text = f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">{head}\n{entries}\n</feed>\n'
    return text.encode()


def _entry(position: int, of: Summary, event: Mapping[str, str], name: str, base: str) -> str:
    return (
        f"<entry><id>{name}:{position}</id><title>{_text(event['kind'])}: {_text(event['what'])}</title>"
        f"<updated>{_text(event['recorded_at'])}</updated>"
        f'<link rel="alternate" href="{_text(base)}{_text(of.path)}#e{position}"/>'
        f'<content type="text">{_text(event["note"])}</content></entry>'
    )


def _text(value: object) -> str:
    return str(escape(inert(value)))


def _plain_csv(rows: Sequence[Mapping[str, Any]]) -> str:
    import csv
    import io

    from bilat.cli.render.csv_text import safe

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(rows[0] if rows else ["relation"])
    writer.writerows([safe(inert(value)) for value in row.values()] for row in rows)
    return out.getvalue()


def _table(name: str, text: str) -> Iterator[File]:
    import polars as pl

    yield f"{name}.csv", text.encode()
    out = BytesIO()
    pl.read_csv(text.encode(), infer_schema=False).write_parquet(out)
    yield f"{name}.parquet", out.getvalue()


def _schema(path: str, content: bytes) -> dict[str, Any]:
    if not path.endswith(".csv"):
        return {}
    import csv

    header = next(csv.reader([content.decode().partition("\n")[0]]))
    return {
        "profile": "tabular-data-resource",
        "schema": {"fields": [{"name": each, "type": "string"} for each in header]},
    }
