"""What happened when: lanes of a relation's events, and the life of one pledge on the same axis."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from markupsafe import Markup

from bilat.cli.page.charts.scales import Days, first_and_last, horizon, middle
from bilat.cli.page.svg import chart, line, linked, tag

LANES = {
    "meet": "Meetings and what was said",
    "pledge": "Pledges announced",
    "again": "Told again",
    "paid": "Paid or ended",
    "total": "Running totals",
    "figure": "Trade and other figures",
}
"""The lanes, in order, and what each is called."""
_LANE = {
    "pledge-announced": "pledge",
    "pledge-topped-up": "pledge",
    "pledge-revised": "pledge",
    "pledge-committed": "pledge",
    "pledge-restated": "again",
    "total-reported": "total",
    "programme-opened": "total",
    "figure-reported": "figure",
}
PILE = Decimal("1.1")
"""Per cent of the axis within which events are piled up."""
CLOSE = Decimal("3.2")
LONG = 40
"""Days: an event that is dated no nearer has its span drawn."""


class Lane(NamedTuple):
    """One lane: its name, what it is called, how many events it has, and its strip."""

    name: str
    title: str
    events: int
    strip: Markup


def lane_of(kind: str) -> str:
    """Return the lane of a kind of event."""
    return _LANE.get(kind) or ("paid" if kind.startswith("pledge-") else "meet")


def lanes(rows: Sequence[Mapping[str, Any]], ids: Mapping[str, str], axis: Days) -> Iterator[Lane]:
    """Yield a strip a lane that has events; those of nearly one day are piled up. `ids` are where each event stands."""
    for name, title in LANES.items():
        own = [row for row in rows if lane_of(row["kind"]) == name and row["on"]]
        if own:
            yield Lane(name, title, len(own), _strip(name, own, ids, axis))


def axis_line(axis: Days) -> Markup:
    """Return the years below the lanes."""
    years = [(year, x) for year, x in axis.years() if x < 97]
    marks = [
        tag("text", str(year), x=f"{x}%", y=13, class_="tick odd" if number % 2 else "tick")
        for number, (year, x) in enumerate(years)
    ]
    return chart(marks, "strip", 18)


def life(row: Mapping[str, Any], claims: Sequence[tuple[str | None, str]], axis: Days) -> Markup:
    """Return the life of one pledge: `claims` are the date and kind of each of its events."""
    days = sorted((middle(on), kind, on) for on, kind in claims if on)
    piles: list[list[tuple[int, str, str]]] = []
    for each in days:
        if piles and axis.within(each[0]) - axis.within(piles[-1][0][0]) < CLOSE:
            piles[-1].append(each)
        else:
            piles.append([each])
    height = 9 + 9 * max(map(len, piles), default=1)
    y = height - 9
    parts = [line("grid", 0, 100, y, y), *_horizon(row, axis, y)]
    if days:
        parts.append(line("lifeline", axis.within(days[0][0]), axis.within(days[-1][0]), y, y))
    for pile in piles:
        for level, (day, kind, on) in enumerate(pile):
            parts.append(_mark(lane_of(kind), axis.within(day), y - 9 * level, f"{on} {kind.replace('-', ' ')}", on))
    return chart(parts, "life", height, data_t=axis.scale)


def _horizon(row: Mapping[str, Any], axis: Days, y: int) -> Iterator[Markup]:
    if row.get("horizon"):
        first, last = horizon(row["horizon"], row.get("opened_on"))
        if last > axis.low and first < axis.high:
            yield line("horizon", axis.within(first), axis.within(last), y, y)


def _mark(lane: str, x: Decimal, y: int, title: str, on: str) -> Markup:
    label = tag("title", title)
    if lane == "paid":
        square = tag("rect", label, x=-4, y=-4, width=8, height=8, class_="dot paid")
        return tag("svg", square, x=f"{x}%", y=y, overflow="visible", data_d=on)
    return tag("circle", label, cx=f"{x}%", cy=y, r=4.5 if lane == "pledge" else 3.6, class_=f"dot {lane}", data_d=on)


def _strip(lane: str, rows: Sequence[Mapping[str, Any]], ids: Mapping[str, str], axis: Days) -> Markup:
    piles: dict[int, list[tuple[int, Mapping[str, Any]]]] = defaultdict(list)
    for row in rows:
        day = middle(row["on"])
        piles[round(axis.within(day) / PILE)].append((day, row))
    deep = max(map(len, piles.values()))
    pitch = 11 if deep <= 6 else max(5, 66 // deep)
    height = max(24, deep * pitch + 12)
    parts = [line("grid", x, x, 0, height) for _, x in axis.years()]
    parts.append(line("axis", 0, 100, height - 0.5, height - 0.5))
    for pile in piles.values():
        for level, (day, row) in enumerate(sorted(pile, key=lambda each: each[0])):
            y = height - 7 - level * pitch
            first, last = first_and_last(row["on"])
            if last - first > LONG and level == 0:
                parts.append(line("span", axis.within(first), axis.within(last), y, y))
            label = tag("title", f"{row['on']} {row['what'] or ''}"[:160])
            size = {"cx": f"{axis.within(day)}%", "cy": y, "r": 4 if pitch >= 9 else 3}
            parts.append(
                linked(tag("circle", label, **size, class_=f"dot {lane}", data_d=row["on"]), ids.get(row["event"]))
            )
    return chart(parts, "strip", height, data_t=axis.scale)
