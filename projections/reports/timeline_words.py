"""The words of the timeline: between whom something happened, who did it, and what it was.

Expressions on events joined with their openings (`opened_title`, ...); `known` are the parties (`view.parties`).
"""

from __future__ import annotations

import polars as pl

from bilat.projections.columns import decimal_text
from bilat.projections.delivery.assessments import verdict_text
from bilat.projections.view.relations import UNORDERED


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


def named_parties(known: pl.DataFrame) -> pl.Expr:
    """Return `parties`: the codes of those between whom it was."""
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


def who(known: pl.DataFrame) -> pl.Expr:
    """Return `who` spoke, agreed, gave, chaired, reported or judged, by name."""
    chairs = pl.col("chairs").str.json_decode(pl.List(pl.String)).list.join(", ")
    acted = _by_type(
        statement=pl.coalesce("speaker", _names(pl.col("parties"), known)),
        series=_name(pl.col("reporter"), known),
        meeting=chairs,
        agreement=_names(pl.col("opened_parties"), known),
        money=_names(pl.col("opened_donor"), known),
    )
    return pl.coalesce(_name(pl.col("assessor"), known), acted).alias("who")


def what(known: pl.DataFrame) -> pl.Expr:
    """Return `what` happened, in the event's own words."""
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
        pl.format(", place {}", "rank"),
    )


def _joined(*parts: pl.Expr) -> pl.Expr:
    """Join texts, leaving out those that are null; null where all are."""
    return pl.concat_str(parts, ignore_nulls=True)


def _name(code: pl.Expr, known: pl.DataFrame) -> pl.Expr:
    return code.replace(known["code"], known["name"])


def _names(codes: pl.Expr, known: pl.DataFrame) -> pl.Expr:
    return codes.list.eval(_name(pl.element(), known)).list.join(", ")
