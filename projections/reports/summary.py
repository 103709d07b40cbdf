"""Summary: how things stand between parties, put together from what the other reports say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, get_args

import polars as pl

from bilat.projections.columns import Frame, first_and_last_days
from bilat.projections.columns.json import total_records
from bilat.projections.delivery.assessments import assessments
from bilat.projections.delivery.states import STATES
from bilat.projections.once import shared
from bilat.projections.pledges.accounts import Accounts
from bilat.projections.pledges.intervals import ZERO
from bilat.projections.pledges.totals import KEYS, sliced, totals
from bilat.projections.reports import check, delivery, timeline, trade
from bilat.projections.reports.commitments import MOVES, known, moved, moved_sums
from bilat.projections.reports.money import Counted, counted
from bilat.projections.rows.assessments import Verdict
from bilat.projections.rows.fields import names
from bilat.projections.rows.summary import MeetingRow
from bilat.projections.view import registry
from bilat.projections.view.as_of import as_of
from bilat.projections.view.boundary import Boundary
from bilat.projections.view.relations import select_events

LARGEST, PERIODS = 5, 3
"""How many of the largest promises there are, and periods of each figure."""
COMPARED_IN, RATES = "USD", "ecb-day"
"""What promises of several currencies are compared in, where no other is asked for."""


def report(frame: Frame, boundary: Boundary, stamp: dict[str, Any], folded: Accounts | None = None) -> dict[str, Any]:
    """Return the summary as report JSON (`docs/report-json.md`). The boundary says as of which day.

    Each part is what another report says of the same boundary: the timeline, the commitments, delivery, trade
    and check. What happens after the day is no part of it, but for what is planned. `folded` are the accounts of the
    log under the boundary's clocks, where they are known already.
    """
    with shared(in_full=False):
        return _report(frame.lazy(), boundary, stamp, folded)


def _report(frame: pl.LazyFrame, boundary: Boundary, stamp: dict[str, Any], folded: Accounts | None) -> dict[str, Any]:
    events = timeline.timeline(frame, boundary, ("on", "sources"))
    by_day = delivery.folded_by_day(frame, boundary, folded)
    delivered = delivery.delivery(frame, boundary, by_day)
    states = Counter(delivered.rows["state"])
    money = counted(frame, boundary, by_day)
    whenever = replace(boundary, as_of=None, currency=None, rates=None)  # what the record has against itself has no day
    return {
        "report": "summary",
        "boundary": boundary.json(),
        "span": {"events": events.height, "first": _end(events, 0), "last": _end(events, -1)},
        "meetings": _meetings(frame, boundary),
        "money": _money(money, boundary),
        "states": {state: states[state] for state in STATES},
        "assessed": _assessed(frame, boundary),
        "largest": _largest(delivered, boundary),
        "figures": trade.latest(frame, boundary, PERIODS),
        "findings": check.levels(frame, whenever, folded),
        "sources": _sources(frame, boundary, events),
        "stamp": stamp | ({"rates": money.version} if money.version else {}),
    }


def _end(events: pl.DataFrame, at: int) -> str | None:
    return None if events.is_empty() else events["on"].item(at)


def _meetings(frame: Frame, boundary: Boundary) -> dict[str, Any]:
    """Return the last meeting held, and the next one that is planned for a day after the one asked about."""
    whole = replace(boundary, since=None, until=None)
    met = select_events(as_of(frame, whole), whole).filter(pl.col("stream_type") == "meeting").sort("day", "position")
    rows = met.select("kind", "day", "planned_for", *names(MeetingRow)).collect()
    rows = rows.with_columns(pl.col("name", "place").forward_fill().over("stream"))
    over = rows.filter(pl.col("kind") != "meeting-planned").select("stream").unique()
    planned = rows.filter(kind="meeting-planned").unique("stream", keep="last").join(over, on="stream", how="anti")
    planned = planned.with_columns(on="planned_for", day=first_and_last_days(planned["planned_for"])[1])
    coming = planned.filter(pl.col("day") > boundary.as_of_day).sort("day", "stream")
    held = rows.filter(kind="meeting-held").sort("day", maintain_order=True)
    last, following = (total_records(each.select(names(MeetingRow))) for each in (held.tail(1), coming.head(1)))
    return {"last": next(iter(last), None), "next": next(iter(following), None)}


def _money(money: Counted, boundary: Boundary) -> dict[str, Any]:
    whole = totals(money.lots, boundary.currency)
    years = sliced(money.lots, KEYS["year"], boundary.currency)
    paid = _paid(money)
    return {
        "net": whole["net"],
        "mobilised": whole["mobilised"],
        "paid": known(money.kept, money.lots.lazy())["paid"],
        "years": [
            {
                "year": year,
                "net": years[year]["net"] if year in years else [],
                "mobilised": years[year]["mobilised"] if year in years else [],
                "paid": paid.get(year, []),
            }
            for year in sorted({*(year for year in years if _counts(years[year])), *paid})
        ],
    }


def _counts(slice_: Mapping[str, Any]) -> bool:
    return bool(slice_["net"] or slice_["mobilised"])


def _paid(money: Counted) -> dict[str, list[dict[str, str] | None]]:
    """Return what was disbursed in each year of pledges that count."""
    events = moved(money.kept, money.lots.lazy()).filter(kind=MOVES["paid"]).with_columns(year=KEYS["year"])
    years = events.partition_by("year", as_dict=True)
    return {str(year): moved_sums(rows, MOVES["paid"]) for (year,), rows in years.items()}


def _assessed(frame: Frame, boundary: Boundary) -> dict[str, Any]:
    """Return what assessors found, each by its latest word on each promise, statement or programme."""
    judged = assessments(select_events(as_of(frame, boundary), boundary))
    latest = [each["verdict"] for rows in judged.values() for each in {row["assessor"]: row for row in rows}.values()]
    counts = Counter(latest)
    verdicts = [{"verdict": each, "count": counts[each]} for each in get_args(Verdict) if counts[each]]
    return {"streams": len(judged), "verdicts": verdicts}


def _largest(delivered: delivery.Delivery, boundary: Boundary) -> list[dict[str, Any]]:
    """Return the largest promises of money, by what they come to in one currency; no part of one that is there."""
    compared = delivered.shown.promised
    if boundary.currency is None:
        compared = delivery.promised_in(delivered, replace(boundary, currency=COMPARED_IN, rates=RATES))
    compared = compared.filter(unit=boundary.currency or COMPARED_IN)
    known = delivered.rows["stream"].unique().implode()
    stands = delivered.rows.join(compared.select("row", "value"), on="row", maintain_order="left")
    sizes = stands.group_by("stream").agg(size=pl.max_horizontal(pl.col("value").max(), ZERO))
    pledges = delivered.rows.filter((pl.col("kind") == "pledge") & ~pl.col("part_of").is_in(known).fill_null(False))
    largest = pledges.join(sizes, on="stream").filter(pl.col("size") != ZERO)
    largest = largest.sort("size", "stream", descending=[True, False]).head(LARGEST)
    return delivery.promise_rows(delivered, largest.select(delivered.rows.columns))


def _sources(frame: Frame, boundary: Boundary, events: pl.DataFrame) -> dict[str, Any]:
    """Return how many sources the events rest on, and the newest, with its age on the day asked about."""
    cited = events.select(pl.col("sources").explode()).drop_nulls().unique()["sources"]
    found = pl.DataFrame(registry.sources(frame, boundary), infer_schema_length=None)
    if cited.is_empty():
        return {"count": 0, "newest": None}
    found = found.filter(pl.col("code").is_in(cited.implode()))
    days = (pl.lit(boundary.as_of_day) - first_and_last_days(found["published"])[1]).dt.total_days()
    out = found.with_columns(days=days).filter(
        pl.col("days").fill_null(0) >= 0
    )  # what a partial date leaves open is not newer
    newest = out.sort("days", "code", nulls_last=True).head(1)
    columns = newest.select("title", "publisher", "published", "days", source="code")
    return {"count": cited.len(), "newest": next(iter(total_records(columns)), None)}
