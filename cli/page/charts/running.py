"""Running totals as steps: a total stands until it is told anew. A bound is an arrow, never a line of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from markupsafe import Markup

from bilat.cli.page.amounts import in_marks
from bilat.cli.page.charts.scales import Days, middle, ticks
from bilat.cli.page.charts.years import height
from bilat.cli.page.svg import chart, digits, line, linked, shape_at, tag

HEIGHT = 84
_ARROWS = {"at-least": "M0 -6V-15M-3 -12L0 -15L3 -12", "at-most": "M0 6V15M-3 12L0 15L3 12"}


def steps(points: Sequence[Mapping[str, Any]], axis: Days) -> Markup:
    """Return the steps of totals: `on`, `amount`, `position`, `label`, and `id`, where the event stands on the page."""
    top = ticks(max(_value(point) for point in points), 3)[-1]
    own = sorted(points, key=lambda point: (middle(point["on"]), point["position"]))
    parts = [*_grid(top, axis), *_lines(own, top, axis)]
    for point in own:
        x, y = axis.within(middle(point["on"])), height(_value(point), top, HEIGHT)
        ties = {"data_v": point["amount"]["value"], "data_d": point["on"], "data_e": f"{point['position']}/amount"}
        bound = point["amount"]["bound"]
        label = tag("title", point["label"])
        dot = tag("circle", label, cx=f"{x}%", cy=y, r=4, class_=f"dot total {bound}", **ties)
        parts.append(linked(dot, point["id"]))
        if bound in _ARROWS:
            parts.append(shape_at(x, y, _ARROWS[bound], "whisker"))
    return chart(parts, "plot", HEIGHT + 22, data_y=f"0 {digits(top)} {HEIGHT} 0", data_t=axis.scale)


def _grid(top: Decimal, axis: Days) -> Iterator[Markup]:
    for mark in ticks(top, 2):
        if mark <= top:
            y = height(mark, top, HEIGHT)
            yield line("grid" if mark else "axis", 0, 100, y, y)
            yield tag("text", in_marks(mark), x="-6", y=y + 4, class_="tick end")
    for year, x in axis.years():
        if x < 97:
            yield tag("text", f"’{year % 100:02}", x=f"{x}%", y=HEIGHT + 15, class_="tick")


def _lines(own: Sequence[Mapping[str, Any]], top: Decimal, axis: Days) -> Iterator[Markup]:
    for one, two in pairwise(own):
        x1, x2 = axis.within(middle(one["on"])), axis.within(middle(two["on"]))
        y1, y2 = height(_value(one), top, HEIGHT), height(_value(two), top, HEIGHT)
        yield line("step", x1, x2, y1, y1)
        yield line("step fell" if _value(two) < _value(one) else "step", x2, x2, y1, y2)
    y = height(_value(own[-1]), top, HEIGHT)
    yield line("step later", axis.within(middle(own[-1]["on"])), 100, y, y)


def _value(point: Mapping[str, Any]) -> Decimal:
    return Decimal(point["amount"]["value"])
