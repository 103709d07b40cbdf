"""Short words for checks in tests: what is found in a few events, or in the shipped history."""

from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from bilat.domain.importing import import_batch
from bilat.events import histories
from bilat.events.formats.jsonl import read
from bilat.events.formats.reading import Context
from bilat.events.log.log import create_log
from bilat.projections import columns as columnar
from bilat.projections.reports.check import check
from bilat.projections.view.boundary import Boundary
from tests.histories import Draft
from tests.projections.reports.promised import columns

Found = list[tuple[str, list[str]]]


def source(slug: str, published: str | None = None, **fields: str) -> Draft:
    """A news source."""
    dated = {"published": published} if published else {}
    record = {"title": slug, "publisher": "P", "type": "news"}
    return {"kind": "source-registered", "stream": f"source/{slug}"} | record | dated | fields


def cites(*slugs: str) -> list[Draft]:
    """Citations of these sources."""
    return [{"source": slug} for slug in slugs]


def rows(*drafts: Draft, kind: str | None = None, **asked: Any) -> list[dict[str, Any]]:
    """The findings in these events, of the kind (or kinds, joined by commas) asked for."""
    filters = {"kind": kind} if kind else {}
    return check(columns(*drafts), Boundary(filters=filters, **asked)).to_dicts()


def found(*drafts: Draft, kind: str | None = None, **asked: Any) -> Found:
    """Each finding as its kind and its events, without `pledge/`."""
    return [
        (row["kind"], [event.removeprefix("pledge/") for event in row["events"]])
        for row in rows(*drafts, kind=kind, **asked)
    ]


@cache
def shipped() -> pl.DataFrame:
    """The columnar log of the shipped history."""
    content = BytesIO(histories.path("asean-japan").read_bytes())
    with TemporaryDirectory() as folder, create_log(str(Path(folder) / "x.db")) as log:
        import_batch(log, read(content, Context()), recorder="t", now=lambda: datetime(2024, 1, 1, tzinfo=UTC))
        return columnar.read(log)
