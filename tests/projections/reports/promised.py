"""Short words for pledges in tests: a pledge from Japan to ASEAN, what followed, and the lots it came to."""

from decimal import Decimal
from typing import Any

import polars as pl

from bilat.projections.columns import decode_lines
from bilat.projections.pledges.lots import lots
from bilat.projections.reports.commitments import report
from bilat.projections.view.as_of import as_of
from bilat.projections.view.boundary import Boundary
from tests.histories import Draft, canonical, stamped

RELATION = ("ASEAN", "JP")
GIVEN: list[Draft] = [
    {"kind": "party-registered", "stream": "party/JP", "name": "Japan", "type": "state"},
    {"kind": "party-registered", "stream": "party/US", "name": "United States", "type": "state"},
    {"kind": "party-registered", "stream": "party/ASEAN", "name": "ASEAN", "type": "group"},
    {"kind": "source-registered", "stream": "source/a", "title": "A", "publisher": "P", "type": "news"},
]
Kept = list[tuple[str, str, str, str]]


def amount(text: str) -> Draft:
    """Read `USD 50`, `USD at-most 50` or `USD between 50 60`."""
    match text.split():
        case [unit, "between", value, upper]:
            return {"value": value, "unit": unit, "bound": "between", "upper": upper}
        case [unit, bound, value]:
            return {"value": value, "unit": unit, "bound": bound}
        case [unit, value]:
            return {"value": value, "unit": unit, "bound": "exact"}
    raise AssertionError(text)


def event(kind: str, stream: str, money: str | None = None, on: str = "2021-01-01", **fields: Any) -> Draft:
    """An event of a pledge, or of a programme if the stream says so; `money` is its amount."""
    record = {"amount": amount(money)} if money else {}
    home = stream if "/" in stream else f"pledge/{stream}"
    return {"kind": kind, "stream": home, "on": on, "cites": [{"source": "a"}]} | record | fields


def pledge(slug: str, money: str | None = None, on: str = "2021-01-01", **fields: Any) -> Draft:
    """The opening of a pledge: an announcement, or the `kind` given."""
    identity = {"donor": "JP", "recipient": "ASEAN", "title": slug, "instrument": "grant"}
    return event(fields.pop("kind", "pledge-announced"), slug, money, on, **identity | fields)


def columns(*drafts: Draft) -> pl.DataFrame:
    """The columnar log of these events."""
    return decode_lines(b"\n".join(map(canonical, stamped([*GIVEN, *drafts]))))


def found(*drafts: Draft, **asked: Any) -> pl.DataFrame:
    """The lots of the relation."""
    boundary = Boundary(RELATION, **asked)
    return lots(as_of(columns(*drafts), boundary), boundary)


def kept(*drafts: Draft, **asked: Any) -> Kept:
    """Each lot as (event, value, unit, treatment or reason), by event and treatment."""
    frame = found(*drafts, **asked).select("event", "value", "unit", pl.coalesce("reason", "treatment").alias("why"))
    rows = [(event.removeprefix("pledge/"), plain(value), unit, why) for event, value, unit, why in frame.rows()]
    return sorted(rows, key=lambda row: (row[0], row[3]))


def report_of(*drafts: Draft, **asked: Any) -> dict[str, Any]:
    """The report."""
    return report(columns(*drafts), Boundary(RELATION, **asked), {"ledger": "x"})


def plain(value: Decimal) -> str:
    """A decimal without trailing zeros."""
    return f"{value.normalize():f}"
