"""The timeline of a relation: what happened, in order."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl

from bilat.events.errors import BadInput
from bilat.projections.columns import Frame, amount_text, decimal_text, records
from bilat.projections.delivery.assessments import verdict_text
from bilat.projections.reports.frames import text_columns
from bilat.projections.reports.timeline_filters import FILTERS, TOPICS, filtered
from bilat.projections.rows.timeline import TimelineRow
from bilat.projections.view.as_of import as_of
from bilat.projections.view.boundary import Boundary
from bilat.projections.view.citations import cited, registered
from bilat.projections.view.parties import parties
from bilat.projections.view.relations import UNORDERED, select_events

TIMELINE = text_columns(TimelineRow)
"""The columns of the timeline."""

_MONEY = ("pledge", "programme")
_TOLD = ("meeting", "statement", "agreement", *_MONEY, "series")
_OPENING = ("name", "title", "text", "parties", "donor", "recipient", "to", "meeting")
_ASSESSED = "promise-assessed"
_PROMISES = ("meeting", "statement", "agreement", *_MONEY)
_NEEDED = (
    "position",
    "event",
    "stream",
    "stream_type",
    "kind",
    "on",
    "day",
    "cites",
    *_OPENING,
    "from",
    "speaker",
    "chairs",
    "assessor",
    "verdict",
    "score",
    "scale_low",
    "scale_high",
    "reporter",
    "planned_for",
    "measure",
    "into",
    "reason",
    "indicator",
    "period",
    "change_percent",
    "share_percent",
    "place",
    "place_text",
    "absent",
    "topics",
    "first",
    "last",
    *(f"{name}_{part}" for name in ("amount", "value") for part in ("value", "upper", "unit", "bound")),
)


NEWEST = "newest-first"


def report(frame: Frame, boundary: Boundary, stamp: dict[str, Any], order: str | None = None) -> dict[str, Any]:
    """Return the timeline as report JSON (`docs/report-json.md`); in the `order` `newest-first` it is turned round.

    Raises BadInput as `timeline` does, and for another order.
    """
    if order not in (None, NEWEST):
        raise BadInput(f"a timeline has no order {order!r}", f"{NEWEST}, or none: the oldest first")
    rows = records(timeline(frame, boundary), "amount")
    record = {"report": "timeline", "boundary": boundary.json(), "rows": rows[::-1] if order else rows, "stamp": stamp}
    return record | ({"order": order} if order else {})


def timeline(frame: Frame, boundary: Boundary) -> pl.DataFrame:
    """Return what happened between the parties, a row an event: `TIMELINE`, in order of day, then of recording.

    A day that is known by its month or year alone comes after the exact ones in it, and nothing before the opening of
    its stream. The filters `kind`, `topic`, `party` and `source` are `timeline_filters`, others are columns of the log.

    Every event of the relation but parties, memberships, sources and corrections, on a day from `from_day`
    to `to_day`. `who` spoke, agreed, gave, chaired, reported or judged, null where that is not told; `what` is told in
    the event's own words; `amount` is null where none is stated, `published` where no source is dated. A merger
    told without a day comes last. Raises BadInput, with near names, for a filter on what is not on record.
    """
    seen = as_of(frame, boundary)
    known = parties(seen)
    asked = {name: value for name, value in boundary.filters.items() if name in FILTERS}
    rest = {name: value for name, value in boundary.filters.items() if name not in FILTERS}
    events = (
        select_events(seen, replace(boundary, filters=rest))
        .filter(pl.col("stream_type").is_in(_TOLD))
        .select(_NEEDED)
        .collect()
    )
    opened = seen.filter((pl.col("version") == 1) & pl.col("stream_type").is_in(_PROMISES))
    openings = opened.select(
        "stream", *(pl.col(name).alias(f"opened_{name}") for name in (*_OPENING, "topics", "on", "first", "last"))
    ).collect()
    met = openings.select(meeting="stream", met="opened_parties")
    judged = pl.col("kind") == _ASSESSED  # and belongs where what it judges was said
    rows = (
        cited(events, registered(seen))
        .join(openings, on="stream", how="left", maintain_order="left")
        .with_columns(
            pl.when(judged).then(f"opened_{name}").otherwise(name).alias(name) for name in ("parties", "to", "meeting")
        )
        .join(met, on="meeting", how="left", maintain_order="left")
        .sort(*_in_order(), "position", nulls_last=True)
        .select(
            "on",
            "kind",
            "event",
            _parties(known),
            _who(known),
            _what(known),
            pl.when(pl.col("amount_value").is_not_null())
            .then(amount_text("amount"))
            .otherwise(amount_text("value"))
            .alias("amount"),
            "sources",
            "published",
            pl.when(pl.col("stream_type") == "meeting").then("place_text").alias("place"),
            pl.col("absent").fill_null([]),
            quotes=_quotes(),
            topics=pl.coalesce("topics", "opened_topics").str.json_decode(TOPICS),
        )
    )
    return filtered(rows, asked, seen, known).select(TIMELINE.keys())


def _in_order() -> list[pl.Expr]:
    """Return what rows are sorted by: the last day that is meant, the exact before the vague; no sooner than opened."""
    own, opening = ([_until(of), _until(of) - pl.col(f"{of}first")] for of in ("", "opened_"))
    early = ((own[0] < opening[0]) | ((own[0] == opening[0]) & (own[1] < opening[1]))).fill_null(False)
    return [pl.when(early).then(then).otherwise(now) for then, now in zip(opening, own, strict=True)]


def _until(of: str) -> pl.Expr:
    """Return the last day that a date may mean, of a span its beginning; never beyond the year of its first day."""
    first, start = pl.col(f"{of}first"), pl.col(f"{of}on").str.split("/").list.first()
    year = first.dt.truncate("1y").dt.offset_by("1y").dt.offset_by("-1d")
    begins = (
        pl.when(start.str.len_chars() == len("2021"))
        .then(year)
        .when(start.str.len_chars() == len("2021-10"))
        .then(first.dt.month_end())
        .otherwise(first)
    )
    meant = pl.when(pl.col(f"{of}on").str.contains("/", literal=True)).then(begins).otherwise(f"{of}last")
    return pl.min_horizontal(meant, year)


def _quotes() -> pl.Expr:
    cites = pl.col("cites").str.json_decode(pl.List(pl.Struct({"quote": pl.String})))
    return cites.list.eval(pl.element().struct.field("quote")).list.drop_nulls().fill_null([])


def _by_type(**column: pl.Expr) -> pl.Expr:
    """Choose by the stream's type; `money` stands for pledges and programmes, `acts` for all others named."""
    stream_type = pl.col("stream_type")
    return (
        pl.when(stream_type == "statement")
        .then(column["statement"])
        .when(stream_type == "series")
        .then(column["series"])
        .when(stream_type == "meeting")
        .then(column["meeting"])
        .when(stream_type == "agreement")
        .then(column["agreement"])
        .otherwise(column["money"])
    )


def _parties(known: pl.DataFrame) -> pl.Expr:
    reporter = pl.when(pl.col("reporter").is_in(known["code"].implode())).then(pl.concat_list("reporter"))
    single = pl.col("from").is_null() | pl.col("to").is_null()
    return _by_type(
        statement=_together(pl.col("parties"), pl.coalesce("to", "met")),
        series=_together(pl.col("from"), pl.col("to"), pl.when(single).then(reporter)),
        meeting=pl.col("opened_parties"),
        agreement=pl.col("opened_parties"),
        money=_together(pl.col("opened_donor"), pl.col("opened_recipient")),
    ).alias("parties")


def _together(*codes: pl.Expr) -> pl.Expr:
    return pl.concat_list(each.fill_null([]) for each in codes).list.unique(maintain_order=True)


def _who(known: pl.DataFrame) -> pl.Expr:
    chairs = pl.col("chairs").str.json_decode(pl.List(pl.String)).list.join(", ")
    acted = _by_type(
        statement=pl.coalesce("speaker", _names(pl.col("parties"), known)),
        series=_name(pl.col("reporter"), known),
        meeting=chairs,
        agreement=_names(pl.col("opened_parties"), known),
        money=_names(pl.col("opened_donor"), known),
    )
    return pl.coalesce(_name(pl.col("assessor"), known), acted).alias("who")


def _what(known: pl.DataFrame) -> pl.Expr:
    title = pl.coalesce("title", "opened_title")
    planned = pl.format(", planned for {}", "planned_for")
    happened = _by_type(
        statement=pl.col("text"),
        series=_figure(known),
        meeting=_joined(pl.coalesce("name", "opened_name"), planned),
        agreement=title,
        money=_joined(
            title,
            pl.format(", {} in total", pl.col("measure").replace("unspecified", "told")),
            pl.format(", merged into {}", "into"),
            pl.format(": {}", "reason"),
        ),
    )
    promise = pl.coalesce("opened_title", "opened_name", "opened_text")
    return pl.coalesce(pl.format("{}: {}", verdict_text(), promise), happened).alias("what")


def _figure(known: pl.DataFrame) -> pl.Expr:
    both = pl.col("from").is_not_null() & pl.col("to").is_not_null()
    start, end = _names(pl.col("from"), known), _names(pl.col("to"), known)
    between = both & pl.col("indicator").is_in(UNORDERED)
    directed = _joined(pl.format(" from {}", start), pl.format(" to {}", end))
    return _joined(
        pl.col("indicator"),
        pl.when(between).then(pl.format(" between {} and {}", start, end)).otherwise(directed),
        pl.format(" in {}", "period"),
        pl.format(", change {}%", decimal_text(pl.col("change_percent"))),
        pl.format(", share {}%", decimal_text(pl.col("share_percent"))),
        pl.format(", place {}", "place"),
    )


def _joined(*parts: pl.Expr) -> pl.Expr:
    """Join texts, leaving out those that are null; null where all are."""
    return pl.concat_str(parts, ignore_nulls=True)


def _name(code: pl.Expr, known: pl.DataFrame) -> pl.Expr:
    return code.replace(known["code"], known["name"])


def _names(codes: pl.Expr, known: pl.DataFrame) -> pl.Expr:
    return codes.list.eval(_name(pl.element(), known)).list.join(", ")
