"""Corrections and retractions, applied to the log in log order: the record as it was mended."""

from __future__ import annotations

from typing import Any

import orjson
import polars as pl

from bilat.events.renamed import renamed
from bilat.events.values.amounts import parse_amount
from bilat.projections.columns import AMOUNTS, Frame, partial, physical

_ENTRIES = ("entry-cited", "entry-corrected", "entry-retracted")
_ENTRY = ("position", "kind", "target", "fields", "cites")
_CORRECTION: dict[str, pl.DataType] = {
    "position": pl.Int64(),
    "target": pl.String(),
    "kind": pl.String(),
    "fields": pl.String(),
    "names": pl.List(pl.String()),
}


def corrected(frame: Frame) -> pl.LazyFrame:
    """Apply every `entry-*` of a columnar log to its target and leave the entries out, and seals with them.

    A correction sets the fields it names, the last one told standing (null removes); what `entry-cited`
    adds joins the target's `cites`, unless a later correction replaces them. Retracted events are gone, and
    the whole stream where its opening was retracted. Columns and order are the frame's. An entry lies on its
    target's stream: some streams of a log are mended as they are in the whole of it.
    """
    rows = frame.lazy()
    entry = pl.col("kind").is_in([*_ENTRIES, "ledger-sealed"])
    entries = rows.filter(entry).select(_ENTRY).collect()
    if entries.is_empty():
        return rows
    gone = entries.filter(kind="entry-retracted")["target"]
    events = rows.filter(~entry)
    if not gone.is_empty():
        voided = gone.filter(gone.str.ends_with("#1")).str.strip_suffix("#1")
        retracted = pl.col("event").is_in(gone.implode()) | pl.col("stream").is_in(voided.implode())
        events = events.filter(~retracted)
    corrections = _corrections(entries, events)
    if not corrections.is_empty():
        events = _corrected(events, corrections)
    cited = _still_cited(entries, corrections)
    return events if cited.is_empty() else _cited(events, cited)


def _corrections(entries: pl.DataFrame, events: pl.LazyFrame) -> pl.DataFrame:
    """(position, target, kind of the target, fields JSON text, names List): few rows, read one by one."""
    rows = entries.filter(kind="entry-corrected").select("position", "target", "fields")
    if rows.is_empty():
        return pl.DataFrame(schema=_CORRECTION)
    targets = events.filter(pl.col("event").is_in(rows["target"].unique().implode()))
    kinds = targets.select(target="event", kind="kind").collect()
    rows = rows.join(kinds, on="target", how="inner", maintain_order="left")
    set_fields = zip(rows["kind"], map(orjson.loads, rows["fields"]), strict=True)
    fields = [renamed(kind, _readable(each)) for kind, each in set_fields]
    return rows.with_columns(
        fields=pl.Series([orjson.dumps(each).decode() for each in fields], dtype=pl.String),
        names=pl.Series([list(each) for each in fields], dtype=pl.List(pl.String)),
    ).select(list(_CORRECTION))


def _readable(fields: dict[str, Any]) -> dict[str, Any]:
    """Write out the text forms that people type: `USD 50m`, `SLUG#LOCATOR`."""
    for name in {*AMOUNTS, "equivalents", "amounts"} & fields.keys():
        fields[name] = _amounts(fields[name])
    if fields.get("cites"):
        fields["cites"] = [_citation(cite) for cite in fields["cites"]]
    return fields


def _citation(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    source, mark, locator = value.partition("#")
    return {"source": source, "locator": locator} if mark else {"source": source}


def _amounts(value: Any) -> Any:
    if isinstance(value, list):
        return [_amounts(each) for each in value]
    return parse_amount(value).model_dump(mode="json", exclude_none=True) if isinstance(value, str) else value


def _corrected(events: pl.LazyFrame, corrections: pl.DataFrame) -> pl.LazyFrame:
    here = events.collect_schema().names()
    names = corrections["names"].explode().unique(maintain_order=True).drop_nulls().to_list()
    columns = {name: [column for column in physical(name) if column in here] for name in names}
    values = partial(corrections.select("fields", "kind"))
    given = {name: pl.col("names").list.contains(name) for name in names}
    last = pl.concat([corrections.drop("kind"), values.drop("target", "fields")], how="horizontal")
    news = (
        last.sort("position")
        .group_by("target")
        .agg(
            *(
                pl.col(column).filter(given[name]).last().alias(f"new {column}")
                for name in names
                for column in columns[name]
            ),
            *(given[name].any().alias(f"given {name}") for name in names),
        )
    )
    return (
        _beside(events, news)
        .with_columns(
            pl.when(f"given {name}").then(f"new {column}").otherwise(column).alias(column)
            for name in names
            for column in columns[name]
        )
        .select(here)
    )


def _beside(events: pl.LazyFrame, by_target: pl.DataFrame) -> pl.LazyFrame:
    """Return the events, each with what is told of it as a target."""
    rows = by_target.lazy()
    return events.join(rows, left_on="event", right_on="target", how="left", maintain_order="left")


def _still_cited(entries: pl.DataFrame, corrections: pl.DataFrame) -> pl.DataFrame:
    """Return what `entry-cited` adds to each target (target, added: JSON items), after its last corrected cites."""
    cited = entries.filter(kind="entry-cited").select("position", "target", "cites")
    replaced = (
        corrections.filter(pl.col("names").list.contains("cites"))
        .group_by("target")
        .agg(replaced=pl.col("position").max())
    )
    return (
        cited.join(replaced, on="target", how="left")
        .filter(pl.col("position") > pl.col("replaced").fill_null(0))
        .sort("position")
        .group_by("target")
        .agg(added=_items("cites").str.join(", "))
    )


def _cited(events: pl.LazyFrame, cited: pl.DataFrame) -> pl.LazyFrame:
    own = _items("cites").fill_null("")
    comma = pl.when(own == "").then(pl.lit("")).otherwise(pl.lit(", "))
    joined = pl.format("[{}{}{}]", own, comma, "added")
    rows = _beside(events, cited).with_columns(cites=pl.when(pl.col("added").is_null()).then("cites").otherwise(joined))
    return rows.drop("added")


def _items(column: str) -> pl.Expr:
    """Return the items of a JSON list, without its brackets."""
    return pl.col(column).str.strip_prefix("[").str.strip_suffix("]").str.strip_chars()
