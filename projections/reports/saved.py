"""Saved reports: computed again at their stamp, from the log as it stands now."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bilat.events import plain_json
from bilat.events.bounded import read_file
from bilat.events.errors import BadInput
from bilat.events.log.transparency.merkle import Tree
from bilat.projections import columns
from bilat.projections.reports.differences import Difference, differences
from bilat.projections.reports.query import QueriedLog, Query, run_report
from bilat.projections.reports.registry import REPORTS, find_report
from bilat.projections.reports.stamp import FORM, StampedHead, stamp
from bilat.projections.view.boundary import Boundary

LIMIT = 1 << 30
"""Bytes in a saved report."""
NAME_A_FILE = "name the file of a saved report"
_STAMP: Mapping[str, type] = {"ledger": str, "events": int, "root": str, "bilat": str}
_COPY = "the report is of ledger {ledger}: this one is another, with the same events"
_FILE = "file:"
_ID = re.compile(r"[0-9a-f]{32}", re.ASCII)
_FORM = "give a report that was printed with `--format json`"


class Saved(NamedTuple):
    """A saved report that can be read: its JSON, its name, its boundary, and how many events it rests on."""

    report: dict[str, Any]
    name: str
    boundary: Boundary
    events: int


class ReportComparison(NamedTuple):
    """What came of it: why the report does not hold (empty: it does), where it differs, and what else differs."""

    name: str
    reasons: list[str]
    differences: list[Difference]
    remarks: list[str]
    stamp: dict[str, Any]
    now: dict[str, Any]

    def json(self) -> dict[str, Any]:
        """Return the verdict as JSON; `stamp` is that of the report, `now` that of the log at as many events."""
        return {
            "report": "replay --check",
            "checked": self.name,
            "ok": not self.reasons,
            "reasons": self.reasons,
            "differences": [each._asdict() for each in self.differences],
            "remarks": self.remarks,
            "stamp": self.stamp,
            "now": self.now,
        }


def read(text: str | bytes) -> Saved:
    """Read a saved report. Raises BadInput for anything that is none."""
    try:
        given = plain_json.read(text)
    except ValueError as error:
        raise BadInput(f"this is not JSON: {error}", _FORM) from None
    name = given.get("report") if isinstance(given, dict) else None
    if not isinstance(name, str) or name not in REPORTS:
        raise BadInput(f"this is none of the reports {', '.join(REPORTS)}", _FORM)
    stamped = given.get("stamp")
    if not isinstance(stamped, dict) or any(type(stamped.get(key)) is not kind for key, kind in _STAMP.items()):
        raise BadInput("this report has no stamp that can be read", _FORM)
    if stamped["events"] < 0:
        raise BadInput(f"a report cannot rest on {stamped['events']} events", _FORM)
    asked = given.get("boundary")
    if not isinstance(asked, dict) or not all(_asked(key, value) for key, value in asked.items()):
        raise BadInput("this report has no boundary that can be read", _FORM)
    boundary = Boundary.of_json(asked)
    return Saved(given, name, boundary, stamped["events"])


def read_report_file(path: str | Path) -> Saved:
    """Read the file of a saved report. Raises BadInput where it cannot be read, or holds none."""
    return read(read_file(path, LIMIT, "the report", NAME_A_FILE))


def _asked(key: str, value: Any) -> bool:
    """Whether a boundary may have such a value."""
    match key:
        case "members":
            return isinstance(value, bool)
        case "filters":
            return isinstance(value, dict) and all(isinstance(each, str) for each in value.values())
    return value is None or isinstance(value, str)


def check(log: QueriedLog, saved: Saved, files: Collection[str] = ()) -> ReportComparison:
    """Compute a saved report again from the first events of a log, as many as it rests on.

    It holds where the log's ledger and root at its stamp are the report's and nothing in it differs. `files` are
    those, of rates and of deflators, that whoever asks has named: no other that the report names is opened.
    Raises BadInput for a report that names another, and where it asks for what cannot be computed (a file that is
    gone) from a log that is as it was.
    """
    _check_files(saved, files)
    stamped = saved.report["stamp"]
    head = log.head
    size = min(saved.events, head.size)
    lines = list(log.lines(1, size))
    now = stamp(head) | {"events": size, "root": Tree().extended(lines).root.hex()}
    reasons = list(_log_differs(stamped, now, head))
    found: list[Difference] = []
    try:
        again = _again(log, saved, lines, now)
    except Exception as error:  # a line that was tampered with may break anything that reads it
        if not reasons:
            raise
        reasons.append(f"the report cannot be computed from this log: {type(error).__name__}: {error}"[:300])
    else:
        now = again["stamp"]
        found = [*_stamp_differs(stamped, now), *_differences(saved.report, again)]
    copied: list[str] = []
    if not reasons and stamped["ledger"] != now["ledger"]:
        if _is_copy(log, stamped["ledger"], head):
            copied = [_COPY.format(**stamped)]
        else:
            reasons.append(f"ledger differs: the report is of ledger {stamped['ledger']}, this is {now['ledger']}")
            found.insert(0, Difference("stamp.ledger", stamped["ledger"], now["ledger"]))
    notes = list(_notes(stamped, now))
    if found and not reasons:
        reasons = notes or ["the report is not what the same log, program and rates say: it was changed"]
        notes, copied = [], []
    return ReportComparison(saved.name, reasons, found, [*copied, *notes], stamped, now)


def _log_differs(stamped: Mapping[str, Any], now: Mapping[str, Any], head: StampedHead) -> Iterator[str]:
    if stamped["events"] > head.size:
        yield f"log differs: the report rests on {stamped['events']} events, this ledger holds {head.size}"
    elif stamped["root"] != now["root"]:
        if stamped["ledger"] != now["ledger"]:
            yield f"log differs: the report is of ledger {stamped['ledger']}, this is {now['ledger']}"
        yield f"root differs: at {now['events']} events it is {now['root']}, the report's is {stamped['root']}"


def _stamp_differs(stamped: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Difference]:
    """Return what a stamp says that no stamp does; of what it should say the rest of the verdict speaks."""
    for name in stamped:
        if name not in now:
            yield Difference(f"stamp.{name}", stamped[name], None)


def _differences(report: Mapping[str, Any], again: Mapping[str, Any]) -> Iterator[Difference]:
    """Yield where a report and the same computed now differ; one of an older form has fewer fields."""
    grown = report["stamp"].get("form", 1) != FORM
    return differences(_without_stamp(report), _without_stamp(again), grown=grown)


def _is_copy(log: QueriedLog, ledger: str, head: StampedHead) -> bool:
    """Whether the log was restored from that ledger: the seals of it are among its own lines."""
    sealed = f'"stream":"ledger/{ledger}"'.encode()
    return bool(_ID.fullmatch(ledger)) and any(sealed in line for line in log.lines(1, head.size))


def _check_files(saved: Saved, files: Collection[str]) -> None:
    """Raise BadInput where the report has a file opened that nobody but itself has named."""
    other = saved.report.get("and")
    words = [saved.boundary.rates, other.get("rates") if isinstance(other, dict) else None]
    rates = [str(word).removeprefix(_FILE) for word in words if str(word).startswith(_FILE)]
    for what, option, path in [
        *(("rates", f"--rates {_FILE}", path) for path in rates),
        *(("deflators", "--deflators ", path) for path in [saved.boundary.deflators] if path is not None),
    ]:
        if path not in files:
            cause = f"the report was made with the {what} in {path}: a file is not opened because a report names it"
            raise BadInput(cause, f"if you know that file, name it too: {option}{path}")


def _notes(stamped: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    if stamped.get("rates") != now["rates"]:
        yield f"rate table differs: the report's is {stamped.get('rates')}, this program's {now['rates']}"
    if stamped["bilat"] != now["bilat"]:
        yield f"program differs: the report is by bilat {stamped['bilat']}, this is {now['bilat']}"


def _again(log: QueriedLog, saved: Saved, lines: Sequence[bytes], now: dict[str, Any]) -> dict[str, Any]:
    question = Query(columns.read(log, len(lines)).lazy(), saved.boundary, now, {}, lines)
    again: dict[str, Any] = json.loads(json.dumps(run_report(saved.name, question, **_own(saved)), default=str))
    return again


def _own(saved: Saved) -> dict[str, Any]:
    """Return what the report was asked beside its boundary."""
    own: dict[str, Any] = {}
    for parameter in find_report(saved.name).parameters:
        said: Any = saved.report
        for step in parameter.said:
            said = said.get(step) if isinstance(said, dict) else None
        if not isinstance(said, str) and (parameter.needed or said is not None):
            raise BadInput("this report does not say what it was asked", _FORM)
        own[parameter.name] = said or None
    return own


def _without_stamp(record: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name != "stamp"}
