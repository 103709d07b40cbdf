"""What became of promises: a bar a unit, of which the first part is paid and the rest open."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from bilat.cli.page.amounts import interval
from bilat.cli.page.charts.fall import HEIGHT, LEAST
from bilat.cli.page.svg import chart, digits, percent, tag


def delivered(promised: Mapping[str, Any], paid: Mapping[str, Any] | None) -> Markup:
    """Return the bar of one unit; what was paid beyond the promise fills it."""
    most = max(interval(promised)[0], interval(paid)[0] if paid else Decimal(0))
    parts = []
    for given, kind in ((promised, "headline"), (paid, "net")):
        if given and most > 0:
            value = interval(given)[0]
            width = max(percent(value, Decimal(0), most), LEAST)
            sizes = {"x": "0%", "width": f"{width}%", "y": 7, "height": 18}
            parts.append(tag("rect", **sizes, class_=f"b {kind}", data_v=digits(value), data_from="0"))
    return chart(parts, "row", HEIGHT, data_x=f"0 {digits(most)}")
