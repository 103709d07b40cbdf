"""The fall from the press total to new money: a bar a line, each beginning where the one before ended."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from markupsafe import Markup

from bilat.cli.page.svg import chart, digits, line, percent, shape_at, tag

LEAST = Decimal("0.25")
"""Per cent: no bar is thinner, so that what is there is seen."""
HEIGHT = 32
Kind = Literal["headline", "excluded", "mobilised", "net"]


def bar(
    start: Decimal, stop: Decimal, most: Decimal, kind: Kind, name: str, *, open_end: bool = False, last: bool = False
) -> Markup:
    """Return one row: the bar from `start` to `stop` of `most`, and a thread to the next row but from the `last`.

    `name` is that of the sum; an open end is an arrow.
    """
    x = percent(start, Decimal(0), most)
    width = max(percent(stop, Decimal(0), most) - x, LEAST)
    sizes = {"x": f"{x}%", "width": f"{width}%", "y": 7, "height": 18}
    parts = [
        tag("rect", **sizes, class_=f"b {kind}", data_v=digits(stop - start), data_from=digits(start), data_k=name)
    ]
    if open_end:
        parts.append(shape_at(x + width, 16, "M2 -5L8 0L2 5", "open"))
    if not last:
        parts.append(line("thread", x, x, 25, 46))
    return chart(parts, "row", HEIGHT, data_x=f"0 {digits(most)}")
