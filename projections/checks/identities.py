"""Retellings that describe another promise: other parties, another flow, other terms."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from bilat.events.values.dates import horizon_span
from bilat.projections.checks.ancestors import ancestors
from bilat.projections.checks.context import CheckContext
from bilat.projections.checks.finding import Finding, join_words

KINDS = {
    "retold-party": "a promise is told again with another donor, recipient or channel",
    "retold-terms": "a promise is told again with another flow, instrument, horizon or terms",
}
_PARTIES = ("donor", "recipient", "via")
_TEXTS = ("instrument", "flow", "pace", "part_of", "meeting", "new_money", "sector")
_TERMS = ("rate_percent", "maturity_years", "grace_years")
_WIDER = {"oda": "official", "other-official": "official"}
_YEAR = 366


def find(record: CheckContext) -> Iterator[Finding]:
    """Compare what retellings say of a promise with what its opening says; silence is no difference.

    A party and one above it are not another party, `official` and `oda` not another flow; horizons differ
    where their ends lie more than a year apart.
    """
    opened = record.events.filter(pl.col("version") == 1, pl.col("stream_type") == "pledge")
    again = record.events.filter(kind="pledge-restated")
    others = pl.concat([_parties(again, opened, ancestors(record.parties), name) for name in _PARTIES])
    yield from _findings("retold-party", others, "if our record is wrong, correct it; else it is this source's slip")
    rows = [_texts(again, opened, name) for name in _TEXTS]
    terms = pl.concat([*rows, _terms(again, opened), _horizons(again, opened)])
    yield from _findings("retold-terms", terms, "the donor's own text decides; correct the opening if it is wrong")


def _findings(kind: str, differences: pl.DataFrame, remedy: str) -> Iterator[Finding]:
    grouped = (
        differences.sort("field", "opened", "position")
        .group_by("opened_event", maintain_order=True)
        .agg(
            events=pl.col("event").unique(maintain_order=True),
            restated=pl.format("{} {} (first told as {})", "field", "restated", "opened"),
        )
    )
    for opened, events, value in grouped.iter_rows():
        yield Finding(kind, (opened, *events), f"told again with {join_words(value)}", remedy)


def _beside(again: pl.DataFrame, opened: pl.DataFrame, name: str, column: pl.Expr) -> pl.DataFrame:
    """(event, opened_event, position, field, restated, opened): what both say of a field, told in one form."""
    rows = again.select("event", "stream", "position", restated=column).drop_nulls("restated")
    first = opened.select("stream", opened_event="event", opened=column).drop_nulls("opened")
    return rows.join(first, on="stream", maintain_order="left").select(
        "event", "opened_event", "position", "restated", "opened", field=pl.lit(name)
    )


def _texts(again: pl.DataFrame, opened: pl.DataFrame, name: str) -> pl.DataFrame:
    text = pl.col(name).cast(pl.String)
    rows = _beside(again, opened, name.replace("_", " "), pl.when(text != "unspecified").then(text))
    wider = {side: pl.col(side).replace(_WIDER) for side in ("restated", "opened")}
    related = (wider["restated"] == pl.col("opened")) | (wider["opened"] == pl.col("restated"))
    return rows.filter(pl.col("restated") != pl.col("opened"), ~related)


def _terms(again: pl.DataFrame, opened: pl.DataFrame) -> pl.DataFrame:
    rows = [
        _beside(again, opened, name.replace("_", " "), pl.col("terms").str.json_path_match(f"$.{name}"))
        for name in _TERMS
    ]
    return pl.concat(rows).filter(pl.col("restated") != pl.col("opened"))


def _horizons(again: pl.DataFrame, opened: pl.DataFrame) -> pl.DataFrame:
    """Horizons whose ends are told more than a year apart; few, each read once."""
    rows = _beside(again, opened, "horizon", pl.col("horizon")).filter(pl.col("restated") != pl.col("opened"))
    days = opened.select(opened_event="event", day="day")
    rows = rows.join(days, on="opened_event", maintain_order="left")
    far = []
    for value, first, day in rows.select("restated", "opened", "day").iter_rows():
        (_, one), (_, other) = horizon_span(value, day), horizon_span(first, day)
        far.append(one is not None and other is not None and abs((one - other).days) > _YEAR)
    return rows.filter(pl.Series(far, dtype=pl.Boolean)).drop("day")


def _parties(again: pl.DataFrame, opened: pl.DataFrame, above: pl.DataFrame, name: str) -> pl.DataFrame:
    """Retellings that name a party which is none of those first told, nor above or below one."""
    rows = _beside(again, opened, name, pl.col(name))
    related = pl.concat([above.select(one="code", other="ancestor"), above.select(one="ancestor", other="code")])
    each_ = rows.explode("restated").rename({"restated": "one"}).explode("opened").rename({"opened": "other"})
    known = pl.concat(
        [each_.filter(pl.col("one") == pl.col("other")), each_.join(related, on=["one", "other"], how="semi")]
    )
    strangers = rows.explode("restated").join(
        known.select("event", restated="one"), on=["event", "restated"], how="anti"
    )
    return strangers.with_columns(pl.col("opened").list.join(", "))
