"""What a site keeps of a page that is written: little, so that a thousand relations fit into memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

import orjson

from bilat.cli.page.amounts import interval
from bilat.cli.page.context import words
from bilat.cli.page.site.relation import Relation
from bilat.projections.reports.registry import find_report

TOLD = ("meeting", "statement", "agreement", "pledge", "programme", "series")
"""The types of streams whose events are news."""
FEED = 50
"""Events in the feed of a site."""
TABLES = {"pledges": "commitments", "figures": "trade"}
"""The tables of a site, and the report whose rows each has."""


class Given(NamedTuple):
    """The new money of a pledge: value, low and high (None where it is open), and whether it is about so much."""

    pledge: str
    giver: str
    taker: str
    value: Decimal
    low: Decimal
    high: Decimal | None
    about: bool


class Summary(NamedTuple):
    """One relation as the index, the tables, the feed and the sources need it.

    `net` are pledges with who gives and gets, and their new money in the unit of the matrix (`Given`). The rest is
    packed, and read again with `unpacked` when its turn comes: the rows of `tables`, `sources` by slug, what rests on
    which of them (`uses`: source, and what the page of the source shows of it), and the last `FEED` events as
    (position, event) (`news`).
    """

    code: str
    path: str
    row: Mapping[str, Any]
    net: list[Given]
    tables: Mapping[str, bytes]
    sources: bytes
    uses: bytes
    news: bytes


def unpacked(packed: bytes) -> Any:
    """Return what a summary holds packed."""
    return orjson.loads(packed)


def summary(of: Relation, unit: str) -> Summary:
    """Return what is kept of a relation."""
    reports = of.data["reports"]
    shown = {row["event"] for row in reports["timeline"]["rows"]}
    events = [(position, orjson.loads(line)) for position, line in of.data["proof"]["lines"]]
    tables = {
        name: orjson.dumps(find_report(report).load().tables[""].rows(reports[report]))
        for name, report in TABLES.items()
    }
    uses = [each for position, event in events for each in _uses(event, position, of, shown)]
    news = [(position, _news(event)) for position, event in events if _ref(event) in shown and _is_news(event)]
    packed = map(orjson.dumps, (of.data["sources"], uses, news[-FEED:]))
    return Summary(of.code, of.path, of.row(), list(_net(of.data, unit)), tables, *packed)


def _net(data: Mapping[str, Any], unit: str) -> Iterator[Given]:
    rows = {row["pledge"]: row for row in data["reports"]["commitments"]["rows"]}
    for tree in data["reports"]["explain"]["tree"]:
        for line in tree["lines"] if tree["unit"] == unit else ():
            for pledge in line["pledges"] if line["line"] == "net" else ():
                if row := rows.get(pledge["pledge"]):
                    sides = "+".join(row["donor"]), "+".join(row["recipient"])
                    value, low, high = interval(pledge["amount"])
                    about = pledge["amount"]["bound"] == "about"
                    yield Given(pledge["pledge"], *sides, value, low, high, about)


def _uses(
    event: Mapping[str, Any], position: int, of: Relation, shown: set[str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    target = f"{of.path}#e{position}" if _ref(event) in shown else of.path
    use = {"kind": words(str(event["kind"])), "on": event.get("on"), "what": _what(event), "relation": of.code}
    for cite in event.get("cites", ()):
        yield cite["source"], use | {"target": target, "quote": cite.get("quote")}


def _news(event: Mapping[str, Any]) -> dict[str, str]:
    said = {"kind": words(str(event["kind"])), "what": _what(event), "note": str(event.get("note") or "")}
    return said | {"recorded_at": str(event["recorded_at"])}


def _is_news(event: Mapping[str, Any]) -> bool:
    return event["stream"].partition("/")[0] in TOLD and not event["kind"].startswith("entry-")


def _what(event: Mapping[str, Any]) -> str:
    found = event.get("title") or event.get("name") or event.get("text") or event.get("target") or event["stream"]
    return str(found)


def _ref(event: Mapping[str, Any]) -> str:
    return f"{event['stream']}#{event['version']}"
