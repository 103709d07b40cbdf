"""Columns by year, each with its interval: a whisker from low to high, an arrow where it is open above."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from markupsafe import Markup

from bilat.cli.page.amounts import bare, interval
from bilat.cli.page.charts.scales import scale_of, ticks
from bilat.cli.page.svg import HUNDREDTH, TENTH, chart, digits, line, shape_at, tag

HEIGHT = 132
WIDEST = Decimal(14)
"""Per cent: a column of a chart with few years."""


def years(slices: Sequence[Mapping[str, Any]], treatment: str, unit: str) -> tuple[Markup, str] | None:
    """Return the columns of one line of the totals in one unit, and the word in which they count: `billion`.

    None where no year has any.
    """
    found = {str(each["key"]): given for each in slices for given in each["totals"][treatment] if given["unit"] == unit}
    if not found:
        return None
    keys = [str(each["key"]) for each in slices]
    most = max(high if high is not None else value for value, _, high in map(interval, found.values()))
    marks = ticks(most, 3)
    word, power = scale_of(marks[-1])
    parts = [*_grid(marks, power)]
    step = Decimal(100) / len(keys)
    for index, key in enumerate(keys):
        centre = (step * index + step / 2).quantize(HUNDREDTH)
        label = key if len(keys) < 5 or len(key) != 4 else f"’{key[2:]}"
        parts.append(tag("text", label, x=f"{centre}%", y=HEIGHT + 18, class_="tick mid"))
        if key in found:
            name = f"{key}/{treatment}/{unit}"
            column = _Column(centre, min(step * Decimal("0.56"), WIDEST), marks[-1], power)
            parts += column.drawn(found[key], treatment, name)
        else:
            parts.append(tag("text", "–", x=f"{centre}%", y=HEIGHT - 5, class_="tick mid"))
    return chart(parts, "plot", HEIGHT + 26, data_y=f"0 {digits(marks[-1])} {HEIGHT} 0"), word


def height(value: Decimal, top: Decimal, whole: int) -> Decimal:
    """Return where a value stands on an axis from 0 to `top`, in pixels from above."""
    return (whole - value / top * whole).quantize(TENTH)


def _grid(marks: Sequence[Decimal], power: int) -> Iterator[Markup]:
    for mark in marks:
        y = height(mark, marks[-1], HEIGHT)
        yield line("grid" if mark else "axis", 0, 100, y, y)
        yield tag("text", digits(mark.scaleb(-power)), x="-6", y=y + 4, class_="tick end")


class _Column(NamedTuple):
    """The place of a column: its middle and width in per cent, the top of its axis and the power of ten of labels."""

    centre: Decimal
    width: Decimal
    top: Decimal
    power: int

    def drawn(self, given: Mapping[str, Any], kind: str, name: str) -> Iterator[Markup]:
        value, low, high = interval(given)
        y = height(value, self.top, HEIGHT)
        place = {"x": f"{self.centre - self.width / 2}%", "width": f"{self.width}%"}
        tall = max(Decimal("1.5"), HEIGHT - y)
        yield tag("rect", **place, y=y, height=tall, class_=f"b {kind}", data_v=digits(value), data_k=name)
        above = y
        if high is None:
            yield shape_at(self.centre, y - 14, "M0 14V1M-4 5L0 0L4 5", "whisker")
            above = y - 14
        elif high != low:
            above = height(high, self.top, HEIGHT)
            yield line("whisker", self.centre, self.centre, height(low, self.top, HEIGHT), above)
            for end in (height(low, self.top, HEIGHT), above):
                yield shape_at(self.centre, end, "M-5 0H5", "whisker")
        yield tag("text", bare(given, self.power), x=f"{self.centre}%", y=above - 6, class_="val mid")
