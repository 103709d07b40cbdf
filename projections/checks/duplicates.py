"""One fact that may have been recorded as two; what makes them alike is `events/likeness`, as on the way in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import polars as pl

from bilat.events.likeness.facts import Fact, Money, address, fact_of, joined
from bilat.events.likeness.titles import folded
from bilat.projections.checks.ancestors import topmost
from bilat.projections.checks.chains import chains
from bilat.projections.checks.context import CheckContext
from bilat.projections.checks.finding import Finding, amount_words, join_words
from bilat.projections.graphs import without_rings

KINDS = {"likely-duplicate": "two pledges, meetings, sources or parties that may be one"}
_AMOUNT = ("value", "unit", "bound", "upper")


def find(record: CheckContext) -> Iterator[Finding]:
    """Look for pledges, meetings, sources and parties that are alike.

    Agencies and funds stand for the party above them. Pledges that were merged, and those that are part of another
    one among the alike, are left out. What is alike forms a chain, each with the next, so that a thousand equal ones
    are one finding. A pledge is held by the first amount that it states.
    """
    yield from _pledges(record)
    yield from _meetings(record)
    yield from _sources(record)
    yield from _parties(record)


def _pledges(record: CheckContext) -> Iterator[Finding]:
    rows = _opened(record)
    above = _above(record)
    facts = [_pledge(row) for row in rows]
    rows_by_event = {fact.ref: row for fact, row in zip(facts, rows, strict=True)}
    for chain in chains(facts):
        here = {fact.stream for fact in chain}
        alike = [fact for fact in chain if here.isdisjoint(above(fact.stream))]
        if len(alike) < 2:
            continue
        donor, recipient = alike[0].sides
        claims = join_words(_claim(rows_by_event[fact.ref]) for fact in alike)
        first, second = alike[0].stream, alike[1].stream
        yield Finding(
            "likely-duplicate",
            tuple(fact.ref for fact in alike),
            f"{len(alike)} pledges from {donor} to {recipient} are alike: {claims}",
            f"if they are one: bilat append pledge-merged --stream {second} --into {first} --reason ...",
        )


def _opened(record: CheckContext) -> list[dict[str, Any]]:
    """Return the pledges that stand, by day: stream, event, on, days, title, sides, amount and printed equivalents.

    `event` is the first that states an amount, else the opening.
    """
    money = record.money
    top = topmost(record.parties)
    opened = money.filter(pl.col("version") == 1, pl.col("stream_type") == "pledge").join(
        money.filter(kind="pledge-merged").select("stream"), on="stream", how="anti"
    )
    titles = record.events.select("event", "title")
    opened = opened.join(titles, on="event", maintain_order="left")
    stating = money.filter(pl.col("amount_value").is_not_null(), pl.col("kind") != "total-reported")
    stated = stating.unique("stream", keep="first", maintain_order=True)
    stating_rows = pl.concat([stated, money.filter(pl.col("version") == 1)], how="diagonal").unique(
        "stream", keep="first", maintain_order=True
    )
    printed = record.equivalents.group_by("event").agg(printed=pl.struct("unit", "value"))
    rows = (
        stating_rows.select(
            "stream", "event", "on", "last", first="day", **{part: f"amount_{part}" for part in _AMOUNT}
        )
        .join(opened.select("stream", "title", "donor", "recipient"), on="stream", maintain_order="left")
        .join(printed, on="event", how="left", maintain_order="left")
        .sort("first", "stream")
        .to_dicts()
    )
    for row in rows:
        row["sides"] = tuple(joined(row[side], lambda code: top.get(code, code)) for side in ("donor", "recipient"))
    return rows


def _pledge(row: Mapping[str, Any]) -> Fact:
    money = [Money(row["unit"], row["value"])] if row["unit"] else []
    money += [Money(each["unit"], each["value"]) for each in row["printed"] or () if each["unit"].isupper()]
    title = row["title"] or ""
    days = row["first"].toordinal(), row["last"].toordinal()
    return Fact(row["event"], "pledge", title, folded(title), row["sides"], row["on"], *days, tuple(money))


def _claim(row: Mapping[str, Any]) -> str:
    what = amount_words({part: row[part] for part in _AMOUNT}) if row["unit"] else f"“{row['title']}”"
    return f"{what} on {row['on']}"


def _above(record: CheckContext) -> Callable[[str], list[str]]:
    """Return a function that gives the streams above one, nearest first."""
    parts = record.money.filter(pl.col("version") == 1, pl.col("part_of").is_not_null())
    up = dict(without_rings(parts.select("stream", up="part_of")).iter_rows())

    def above(stream: str) -> list[str]:
        found = []
        while stream := up.get(stream, ""):
            found.append(stream)
        return found

    return above


def _meetings(record: CheckContext) -> Iterator[Finding]:
    top = topmost(record.parties)
    opened = record.events.filter(stream_type="meeting", version=1)
    facts = []
    for row in opened.select("event", "kind", "name", "parties", "level", "on", "planned_for").iter_rows(named=True):
        fact = _meeting(row, top)
        facts += [fact] if fact else []
    for chain in chains(facts):
        named = join_words(f"“{fact.title}” on {fact.on}" for fact in chain)
        yield Finding(
            "likely-duplicate",
            tuple(fact.ref for fact in chain),
            f"{len(chain)} meetings of {chain[0].sides[0]} are on one day: {named}",
            f"if they are one: bilat append entry-retracted --target {chain[1].ref} --reason ...",
        )


def _meeting(row: Mapping[str, Any], top: Mapping[str, str]) -> Fact | None:
    known = {name: value for name, value in row.items() if value is not None}
    return fact_of({**known, "stream": row["event"].partition("#")[0]}, lambda code: top.get(code, code))


def _sources(record: CheckContext) -> Iterator[Finding]:
    rows = record.registers.filter(kind="source-registered")
    facts = [
        Fact(event, "source", title, folded(title), on=on or "", where=address(url or ""), who=folded(publisher))
        for event, title, on, url, publisher in rows.select("event", "title", "published", "url", "publisher").rows()
    ]
    for chain in chains(facts):
        named = join_words(fact.stream.partition("/")[2] for fact in chain)
        yield Finding(
            "likely-duplicate",
            tuple(fact.ref for fact in chain),
            f"{named} are one source, by address or by title and publisher: “{chain[0].title}”",
            f"cite {chain[0].stream.partition('/')[2]} from now on; or say that it was copied: "
            f"bilat correct {chain[1].ref} origin={chain[0].stream.partition('/')[2]}",
        )


def _parties(record: CheckContext) -> Iterator[Finding]:
    rows = record.registers.filter(kind="party-registered")
    facts = [Fact(event, "party", name, folded(name)) for event, name in rows.select("event", "name").rows()]
    for chain in chains(facts):
        named = join_words(fact.stream.partition("/")[2] for fact in chain)
        yield Finding(
            "likely-duplicate",
            tuple(fact.ref for fact in chain),
            f"{named} have one name: “{chain[0].title}”",
            f"if they are one: use {chain[0].stream.partition('/')[2]}, and correct what names the other",
        )
