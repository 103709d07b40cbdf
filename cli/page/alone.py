"""A chart of a page on its own: SVG with a title, a source line and the stamp, its colours in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from markupsafe import Markup

from bilat.cli.page.amounts import brief, is_money
from bilat.cli.page.charts.timeline import axis_line, lanes
from bilat.cli.page.context import Context
from bilat.cli.page.html import style
from bilat.cli.page.parts import answer, delivery, figures
from bilat.cli.page.svg import join, tag
from bilat.events.errors import BadInput
from bilat.projections.page.data import YEARS

WIDTH = 960
LEFT = 250
"""Pixels left for what is written beside a bar or a lane."""
RIGHT = 180
HEAD = 76
FOOT = 54
KINDS = ("fall", "years", "timeline", "trade", "delivery")
Placed = tuple[int, Markup]
"""A part of a chart, and how many pixels it is high."""


def alone(data: Mapping[str, Any], kind: str) -> str:
    """Return one chart of a page's data as an SVG file.

    Raises BadInput for an unknown kind, and where there is nothing to draw.
    """
    needed(kind)
    context = Context(data)
    title, draw, _ = _DRAWN[kind]
    parts: list[Markup] = []
    y = HEAD
    for height, part in draw(context):
        parts.append(_at(0, y, WIDTH - 48, height, part))
        y += height
    if not parts:
        raise BadInput(f"there is nothing to draw of {kind} in this boundary", "ask for more: other dates or parties")
    stamp = data["stamp"]
    source = f"bilat {stamp['bilat']}, {stamp['events']} events of ledger {stamp['ledger']}"
    words = [
        tag("title", f"{context.title(context.name)}: {title}"),
        tag("style", Markup(style("chart.css"))),
        tag("rect", width="100%", height="100%", class_="paper"),
        tag("text", f"{context.title(context.name)}: {title}", x=24, y=36, class_="title"),
        tag("text", data["words"], x=24, y=58, class_="tick"),
        tag("text", source, x=24, y=y + 28, class_="tick"),
        tag("text", f"root {stamp['root']}", x=24, y=y + 44, class_="tick"),
    ]
    frame = {"xmlns": "http://www.w3.org/2000/svg", "width": WIDTH, "height": y + FOOT, "role": "img"}
    return str(tag("svg", join([*words, *parts]), viewBox=f"0 0 {WIDTH} {y + FOOT}", **frame)) + "\n"


def needed(kind: str) -> tuple[str, ...]:
    """Return the reports that a chart is drawn of. Raises BadInput for an unknown kind."""
    if kind not in _DRAWN:
        raise BadInput(f"there is no chart {kind[:40]!r}", f"one of {', '.join(KINDS)}")
    return _DRAWN[kind][2]


def _at(x: int, y: int, width: int, height: int, *parts: Markup) -> Markup:
    return tag("svg", join(parts), x=x + 24, y=y, width=width, height=height, overflow="visible")


def _beside(label: str, chart: Markup, amount: str, height: int) -> Placed:
    """Return a chart with what is written left and right of it."""
    width = WIDTH - 48 - LEFT - RIGHT
    parts = [
        tag("text", label, x=0, y=21, class_="label"),
        _at(LEFT - 24, 0, width, height, chart),
        tag("text", amount, x="100%", y=21, class_="label end"),
    ]
    return height, join(parts)


def _fall(context: Context) -> Iterator[Placed]:
    for fall in answer.falls(context):
        if is_money(fall["unit"]):
            for row in fall["rows"]:
                yield _beside(row["title"], row["svg"], brief(row["amount"]) if row["amount"] else "–", 44)


def _years(context: Context) -> Iterator[Placed]:
    for panel in answer.by_year(context)["panels"]:
        label = f"{panel['label']}, {panel['unit']} {panel['scale']}".strip()
        drawn = _at(16, 40, WIDTH - 48 - 48, 160, panel["svg"])
        yield 220, join([tag("text", label, x=0, y=14, class_="label"), drawn])


def _timeline(context: Context) -> Iterator[Placed]:
    if context.axis is None:
        return
    for lane in lanes(context.reports["timeline"]["rows"], {}, context.axis):
        height = int(lane.strip.partition('height="')[2].partition('"')[0]) + 14
        yield _beside(lane.title, lane.strip, str(lane.events), height)
    yield _beside("", axis_line(context.axis), "", 24)


def _trade(context: Context) -> Iterator[Placed]:
    for chart in figures.trade(context):
        drawn = _at(16, 40, WIDTH - 48 - 48, 200, chart["svg"])
        yield 256, join([tag("text", f"{chart['title']}, {chart['unit']}", x=0, y=14, class_="label"), drawn])


def _delivery(context: Context) -> Iterator[Placed]:
    found = delivery.delivery(context)
    for bar in found["bars"] if found else ():
        paid = f"{bar['paid'].striptags()} paid" if bar["paid"] else "no payment told"
        yield _beside(f"promised {bar['promised'].striptags()}", bar["svg"], paid, 40)


_DRAWN: Mapping[str, tuple[str, Callable[[Context], Iterator[Placed]], tuple[str, ...]]] = {
    "fall": ("from the press total to new money", _fall, ("explain",)),
    "years": ("by year", _years, ("explain", YEARS)),
    "timeline": ("what happened when", _timeline, ("timeline",)),
    "trade": ("trade and investment, every claim a point", _trade, ("trade",)),
    "delivery": ("what became of the promises", _delivery, ("delivery",)),
}
"""The kinds: what each is called, how it is drawn, and of which reports."""
