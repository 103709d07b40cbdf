"""Which events a timeline shows: those of a kind, on a topic, of a party, from a source."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

import polars as pl

from bilat.events.errors import BadInput
from bilat.events.kinds import KINDS
from bilat.events.suggestions import did_you_mean
from bilat.projections.checks.ancestors import ancestors
from bilat.projections.view.citations import CITES
from bilat.projections.view.parties import check_parties

TOPICS = pl.List(pl.String)


def filtered(rows: pl.DataFrame, asked: Mapping[str, str], view: pl.LazyFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of a timeline that pass the filters `kind`, `topic`, `party` and `source`.

    A kind is that of an event (`meeting-held`) or all that begins with a word (`meeting`); a party stands for those
    below it as well. `rows` has `kind`, `parties`, `sources` and `topics` (the event's own, else its opening's), `view`
    is what the clocks let be seen, `known` its parties. Raises BadInput, with near names, for what is not on record.
    """
    for name, value in asked.items():
        rows = rows.filter(_FILTERS[name](value, view, known))
    return rows


def _kind(value: str, view: pl.LazyFrame, known: pl.DataFrame) -> pl.Expr:
    words = {*KINDS, *(kind.partition("-")[0] for kind in KINDS)}
    _check("kind of event", value, words)
    return (pl.col("kind") == value) | pl.col("kind").str.starts_with(f"{value}-")


def _topic(value: str, view: pl.LazyFrame, known: pl.DataFrame) -> pl.Expr:
    topics = view.select(pl.col("topics").str.json_decode(TOPICS)).explode("topics").drop_nulls().unique().collect()
    _check("topic", value, topics["topics"].to_list())
    return pl.col("topics").list.contains(value).fill_null(False)


def _party(value: str, view: pl.LazyFrame, known: pl.DataFrame) -> pl.Expr:
    code = value.upper()
    check_parties([code], known["code"].to_list())
    below = [each for each, above in ancestors(known).iter_rows() if above == code]
    return pl.any_horizontal(pl.col("parties").list.contains(each) for each in (code, *below))


def _source(value: str, view: pl.LazyFrame, known: pl.DataFrame) -> pl.Expr:
    cited = view.select(pl.col("cites").str.json_decode(CITES)).explode("cites").unnest("cites")
    registered = view.filter(pl.col("kind") == "source-registered")
    named = registered.select(source=pl.col("stream").str.strip_prefix("source/"))
    slugs = pl.concat([cited.select("source"), named]).drop_nulls().unique().collect()["source"]
    _check("source", value.removeprefix("source/"), slugs.to_list())
    return pl.col("sources").list.contains(value.removeprefix("source/"))


_FILTERS: Mapping[str, Callable[..., pl.Expr]] = {
    "kind": _kind,
    "topic": _topic,
    "party": _party,
    "source": _source,
}
FILTERS = tuple(_FILTERS)
"""What a timeline can be asked for, beside the columns of the log."""


def _check(what: str, value: Any, known: Collection[str]) -> None:
    if value not in known:
        on_record = f"on record: {', '.join(sorted(known)) or 'none'}"[:300]
        raise BadInput(f"no {what} {value[:60]!r} is on record", did_you_mean(value, known) or on_record)
