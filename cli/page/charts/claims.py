"""Figures by year: every claim is a point, the chosen ones are joined. The line is a choice, the points the record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from markupsafe import Markup

from bilat.cli.page.amounts import in_marks, short
from bilat.cli.page.charts.scales import ticks
from bilat.cli.page.svg import HUNDREDTH, TENTH, chart, digits, line, linked, tag
from bilat.events.values.dates import span

HEIGHT = 168
APART = 10
"""Per cent of spread from which a claim that was not chosen has its number beside it."""


class _Plot:
    """The places of claims on the chart."""

    def __init__(self, rows: Sequence[Mapping[str, Any]]) -> None:
        values = [Decimal(row["value"]["value"]) for row in rows]
        self.ticks = ticks(max(max(values), Decimal(0)), 4)
        self.top = self.ticks[-1]
        self.low = min(min(values), Decimal(0))
        if self.low < 0:  # a balance may be negative
            self.low = -ticks(-self.low, 2)[-1]
            self.ticks = [self.low, *self.ticks]
        years = [span(row["period"]).first.year for row in rows]
        self.years = range(min(years), max(years) + 1)
        self.step = Decimal(100) / len(self.years)

    def y(self, value: Decimal) -> Decimal:
        return (HEIGHT - (value - self.low) / (self.top - self.low) * HEIGHT).quantize(TENTH)

    def at(self, year: int, shift: int = 0) -> Decimal:
        return (self.step * (year - self.years[0]) + self.step / 2 + shift).quantize(HUNDREDTH)

    def x(self, row: Mapping[str, Any], shift: int = 0) -> Decimal:
        return self.at(span(row["period"]).first.year, shift)


def claims(rows: Sequence[Mapping[str, Any]]) -> Markup:
    """Return the chart of rows of `trade` that have a value, with `label`, `id` and `position` of each."""
    plot = _Plot(rows)
    chosen = sorted((row for row in rows if row["chosen"]), key=lambda row: str(row["period"]))
    parts = [*_grid(plot), *_line(plot, chosen)]
    piles: dict[tuple[str, Decimal], int] = defaultdict(int)
    for row in sorted(rows, key=lambda row: bool(row["chosen"])):
        y = plot.y(_value(row))
        place = (row["period"], y.quantize(Decimal(1)))
        shift = 0 if row["chosen"] else -(2 + 2 * piles[place])
        piles[place] += not row["chosen"]
        ties = {"data_v": row["value"]["value"], "data_e": f"{row['position']}/value" if row["position"] else None}
        size = {"cx": f"{plot.x(row, shift)}%", "cy": y, "r": 5 if row["chosen"] else 4}
        kind = "dot figure" if row["chosen"] else "dot figure passed"
        parts.append(linked(tag("circle", tag("title", row["label"]), **size, class_=kind, **ties), row["id"]))
        parts += _label(plot, row, rows, chosen, shift)
    return chart(parts, "plot", HEIGHT + 26, data_y=f"{digits(plot.low)} {digits(plot.top)} {HEIGHT} 0")


def _grid(plot: _Plot) -> Iterator[Markup]:
    for mark in plot.ticks:
        y = plot.y(mark)
        yield line("grid" if mark else "axis", 0, 100, y, y)
        yield tag("text", in_marks(mark), x="-6", y=y + 4, class_="tick end")
    every = -(-len(plot.years) // 12)
    for year in plot.years[::every]:
        yield tag("text", str(year), x=f"{plot.at(year)}%", y=HEIGHT + 18, class_="tick mid")


def _line(plot: _Plot, chosen: Sequence[Mapping[str, Any]]) -> Iterator[Markup]:
    for one, two in pairwise(chosen):
        gap = span(two["period"]).first.year - span(one["period"]).first.year > 1
        ends = plot.x(one), plot.x(two), plot.y(_value(one)), plot.y(_value(two))
        yield line("chosen gap" if gap else "chosen", *ends)


def _label(
    plot: _Plot,
    row: Mapping[str, Any],
    rows: Sequence[Mapping[str, Any]],
    chosen: Sequence[Mapping[str, Any]],
    shift: int,
) -> Iterator[Markup]:
    y = plot.y(_value(row))
    if row["chosen"]:
        index = chosen.index(row)
        around = [_value(each) for each in (*chosen[max(index - 1, 0) : index], *chosen[index + 1 : index + 2])]
        valley = len(around) == 2 and min(around) > _value(row) and y < HEIGHT - 24
        yield tag("text", short(row["value"]), x=f"{plot.x(row)}%", y=y + (19 if valley else -10), class_="val mid")
    elif Decimal(row["spread_percent"] or 0) > APART:
        highest = max(_value(each) for each in rows if each["period"] == row["period"])
        if abs(y - plot.y(highest)) > 20:
            yield tag("text", short(row["value"]), x=f"{plot.x(row, shift)}%", y=y - 8, class_="val mid odd")


def _value(row: Mapping[str, Any]) -> Decimal:
    return Decimal(row["value"]["value"])
