"""SVG by hand: x in per cent, so that a chart fits any width and text keeps its size; y in pixels; colours by class."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from markupsafe import Markup, escape

from bilat.cli.render.inert import inert

HUNDREDTH = Decimal("0.01")
TENTH = Decimal("0.1")


def tag(name: str, body: Any = None, **attributes: Any) -> Markup:
    """Return an element; every text in it is inert and escaped. `class_` is `class`, `data_v` is `data-v`."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(inert(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if body is None:
        return Markup(f"<{name}{given}></{name}>")
    inner = body if isinstance(body, Markup) else escape(inert(body))
    return Markup(f"<{name}{given}>{inner}</{name}>")


def join(parts: Iterable[Markup]) -> Markup:
    """Return elements one after another."""
    return Markup("").join(parts)


def percent(value: Decimal, low: Decimal, high: Decimal) -> Decimal:
    """Return where a value lies between two, in per cent, to two decimals."""
    return ((value - low) / (high - low) * 100).quantize(HUNDREDTH)


def digits(value: Decimal) -> str:
    """Return a number without trailing zeros, never with an exponent."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def chart(parts: Iterable[Markup], kind: str, height: int, **scales: str | None) -> Markup:
    """Return a chart, hidden from screen readers: a table says the same."""
    return tag("svg", join(parts), class_=kind, height=height, aria_hidden="true", **scales)


def line(kind: str, x1: Any, x2: Any, y1: Any, y2: Any) -> Markup:
    """Return a line; numbers of x are per cent."""
    return tag("line", x1=f"{x1}%", x2=f"{x2}%", y1=y1, y2=y2, class_=kind)


def shape_at(x: Any, y: Any, path: str, kind: str) -> Markup:
    """Return a small shape whose origin stands at a place."""
    return tag("svg", tag("path", d=path, class_=kind), x=f"{x}%", y=y, overflow="visible")


def linked(mark: Markup, target: str | None) -> Markup:
    """Return a mark that leads to where its event stands on the page; the tables are what the keyboard reaches."""
    return tag("a", mark, href=f"#{target}", tabindex="-1") if target else mark
