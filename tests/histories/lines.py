"""From drafts to the lines of a log: numbered, stamped, and recorded in another order."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from bilat.events.values.dates import span
from tests.histories.writer import Draft

Line = dict[str, Any]


def stamped(drafts: Iterable[Draft], recorder: str = "test") -> list[Line]:
    """Number drafts within their streams and add when and by whom each was recorded: the lines of a log."""
    versions: dict[str, int] = {}
    lines: list[Line] = []
    for position, draft in enumerate(drafts):
        version = versions[draft["stream"]] = versions.get(draft["stream"], 0) + 1
        moment = datetime(2024, 1, 1) + timedelta(seconds=position)
        at = f"{moment:%Y-%m-%dT%H:%M:%S.%f}Z"
        lines.append(draft | {"version": version, "recorded_at": at, "recorder": recorder})
    return lines


def canonical(line: Line) -> bytes:
    """Return the canonical line of an event."""
    return json.dumps(line, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def shuffled(lines: Sequence[Line], rng: Random) -> list[Line]:
    """Record the same facts in another order, numbered anew, targets renamed accordingly.

    Kept as they were: everything before the first pledge, programme, statement or figure; before an event
    what it refers to; events of one stream on one day, also by a date since corrected; entries about one
    target.
    """
    needs = [_needs(lines, index) for index in range(len(lines))]
    order: list[int] = []
    while len(order) < len(lines):
        ready = [i for i, need in enumerate(needs) if need <= set(order) and i not in order]
        order.append(rng.choice(ready))
    anew = stamped(lines[index] for index in order)
    names = {_ref(lines[index]): _ref(line) for index, line in zip(order, anew, strict=True)}
    return [line | {"target": names[line["target"]]} if "target" in line else line for line in anew]


def _ref(line: Line) -> str:
    return f"{line['stream']}#{line['version']}"


def _needs(lines: Sequence[Line], index: int) -> set[int]:
    """Return the lines before this one that must stay before it."""
    line, before = lines[index], range(index)
    settled = next((i for i, other in enumerate(lines) if _free(other)), len(lines))
    return {i for i in before if i < settled or _bound(lines, lines[i], line)}


def _free(line: Line) -> bool:
    return str(line["stream"]).startswith(("pledge/", "programme/", "statement/", "series/"))


def _bound(lines: Sequence[Line], earlier: Line, later: Line) -> bool:
    if earlier["version"] == 1 and earlier["stream"] in _mentions(later):
        return True
    if str(later["kind"]).startswith("entry-"):
        void = later["kind"] == "entry-retracted" and str(later["target"]).endswith("#1")
        same = later["target"] in (_ref(earlier), earlier.get("target"))
        kin = [line for line in lines if void and line["stream"] == earlier["stream"]]
        return same or any(later["stream"] in _mentions(line) for line in kin)
    if earlier["stream"] != later["stream"]:
        return False
    if "pledge-merged" in (earlier["kind"], later["kind"]):
        return True
    if str(earlier["kind"]).startswith("entry-"):
        return any(_ref(line) == earlier["target"] and line["kind"] == "pledge-merged" for line in lines)
    return bool(_days(lines, earlier) & _days(lines, later))


def _mentions(line: Line) -> set[Any]:
    return {line["stream"], line.get("part_of"), line.get("into"), line.get("fields", {}).get("part_of")}


def _days(lines: Sequence[Line], line: Line) -> set[Any]:
    """Return the days that this event was ever recorded for."""
    mended = [other["fields"] for other in lines if "fields" in other and other["target"] == _ref(line)]
    items = [fields["on"] for fields in (line, *mended) if "on" in fields]
    return {span(on).first for on in items} or {None}
