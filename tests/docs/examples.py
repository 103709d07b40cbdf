"""The worked examples of a document: read from its fenced blocks, recorded in a ledger, and answered again.

A block ```events holds one event a line; a block ```csv NAME is a file of that name; a block ```answer holds questions,
each after a `$`, with the lines that answer them. An answer belongs to the events before it, under the same heading.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import bilat
from bilat.events.values.amounts import scaled

_BLOCK = re.compile(r"^```(\w+) ?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FIRST: list[dict[str, Any]] = [
    {"kind": "party-registered", "stream": "party/JP", "name": "Japan", "type": "state"},
    {"kind": "party-registered", "stream": "party/ASEAN", "name": "ASEAN", "type": "group"},
    {"kind": "source-registered", "stream": "source/page", "title": "A page", "publisher": "A paper", "type": "news"},
]
"""What every example begins with: positions @1 to @3."""
_DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "pledge": {"donor": "JP", "recipient": "ASEAN", "instrument": "grant"},
    "programme": {"donor": "JP", "recipient": "ASEAN"},
}
_LISTS = ("donor", "recipient", "via", "parties", "topics", "equivalents", "cites")
_FLAGS = {"from": "since", "to": "until", "in": "currency"}
_FILTERS = ("state", "instrument", "flow", "stage", "topic", "indicator")
_PREFIXES = {"about": "~", "at-least": ">=", "at-most": "<="}


@dataclass
class Example:
    """One example: its heading, the events as written, the files beside them, questions with their answers."""

    heading: str
    events: list[str] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    answers: list[tuple[str, list[str]]] = field(default_factory=list)


def examples(document: str) -> Iterator[Example]:
    """Every example of a Markdown document, in order; a heading may have several, each with events of its own."""
    for part in re.split(r"^(?=#+ )", document, flags=re.MULTILINE):
        heading = part.partition("\n")[0].lstrip("# ")
        example = Example(heading)
        for kind, name, text in _BLOCK.findall(part):
            if kind == "events" and example.answers:
                yield example
                example = Example(heading)
            if kind == "events":
                example.events += text.splitlines()
            elif kind == "csv":
                example.files[name] = text
            elif kind == "answer":
                example.answers += _questions(text)
        if example.answers:
            yield example


def _questions(text: str) -> Iterator[tuple[str, list[str]]]:
    for each in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        question, *lines = each.rstrip().splitlines()
        yield question, lines


def answers(example: Example, folder: Path) -> list[tuple[str, list[str]]]:
    """Record the events of an example in a new ledger in `folder`, and answer its questions."""
    for name, text in example.files.items():
        (folder / name).write_text(text)
    with bilat.create(str(folder / "example.db")) as ledger:
        ledger.append(*_FIRST, recorder="reader")
        opened: set[str] = {fields["stream"] for fields in _FIRST}
        for line in example.events:
            ledger.append(_event(line, opened), recorder="reader")
        return [
            (question, list(_answer(ledger, _placed(question, example, folder)))) for question, _ in example.answers
        ]


def _event(line: str, opened: set[str]) -> dict[str, Any]:
    """`KIND STREAM [ON] ["AMOUNT"] [NAME=VALUE ...]`; what opens a stream has the defaults said in the document."""
    kind, stream, *words = shlex.split(line)
    fields: dict[str, Any] = {"kind": kind, "stream": stream}
    plain = [word for word in words if not re.match(r"[a-z_]+=", word)]
    fields |= dict(zip(("on", "amount"), plain, strict=False))
    if "on" in fields:
        fields["cites"] = ["page"]
    opens, slug = stream not in opened, stream.partition("/")
    if opens and slug[0] in _DEFAULTS:
        fields |= {"title": slug[2], **_DEFAULTS[slug[0]]}
    opened.add(stream)
    for word in words:
        if word not in plain:
            name, _, value = word.partition("=")
            fields[name] = _value(name, value)
    if "cites" in fields:
        fields["cites"] = [{"source": source} for source in fields["cites"]]
    return fields


def _value(name: str, text: str) -> Any:
    if text[:1] in "[{" or text in ("true", "false"):
        return json.loads(text)
    return text.split(",") if name in _LISTS else text


def _placed(question: str, example: Example, folder: Path) -> str:
    for name in example.files:
        question = question.replace(name, str(folder / name))
    return question


def _answer(ledger: bilat.Ledger, question: str) -> Iterator[str]:
    """`REPORT [RELATION] [--FLAG VALUE ...]`, asked of the ledger; the lines of the answer."""
    report, *words = shlex.split(question.removeprefix("bilat "))
    relation = words.pop(0) if words and not words[0].startswith("--") else None
    asked: dict[str, Any] = {}
    while words:
        flag = words.pop(0).removeprefix("--").replace("-", "_")
        value: Any = True if flag == "members" else words.pop(0)
        if flag in _FILTERS:
            asked.setdefault("filters", {})[flag] = value
        else:
            asked[_FLAGS.get(flag, flag)] = value
    yield from _PRINTED[report](ledger.report(report, relation, **asked))


def _commitments(report: Mapping[str, Any]) -> Iterator[str]:
    for row in report["rows"]:
        counts = "counted" if row["counted"] else row["reason"] or "no amount"
        yield f"row {row['pledge']} {row['stage']} {counts}"
    for row in report["running_totals"]:
        yield f"running-total {row['stream']} {row['measure']} {_amount(row['amount'])}"
    yield from _totals(report["totals"])
    for each in report.get("slices", ()):
        for line in _totals(each["totals"]):
            if not line.startswith("excluded"):
                yield f"{each['key']}: {line}"


def _totals(totals: Mapping[str, Any]) -> Iterator[str]:
    for name in ("headline", "net", "mobilised", "unconverted"):
        for cell in totals[name]:
            yield f"{name} {_sum(cell)}"
    for lot in totals["excluded"]:
        yield f"excluded {lot['event']} {_amount(lot['amount'])} {lot['reason']}"


def _trade(report: Mapping[str, Any]) -> Iterator[str]:
    for row in report["rows"]:
        spread = f", spread {row['spread_percent']} per cent" if row["spread_percent"] is not None else ""
        chosen = "chosen" if row["chosen"] else "beside it"
        yield f"{row['indicator']} {row['period']} {_amount(row['value'])} {row['reporter']}: {chosen}{spread}"


def _replay(report: Mapping[str, Any]) -> Iterator[str]:
    for row in report["rows"]:
        yield f"@{row['position']} {row['event']} {row['effect']}"


def _overview(report: Mapping[str, Any]) -> Iterator[str]:
    for row in report["rows"]:
        money = [f"{line} {_amount(cell)}" for line in ("net", "mobilised", "paid") for cell in row[line]]
        yield ", ".join([f"{row['key']}: {row['events']} events", *money])


def _delivery(report: Mapping[str, Any]) -> Iterator[str]:
    for row in report["rows"]:
        said = [f"{line} {_amount(cell)}" for line in ("promised", "paid", "open") for cell in row[line]]
        said += [f"share {row['share_low']}..{row['share_high']}"] if row["paid"] else []
        said += [f"due {row['due']}"] if row["due"] else []
        said += [f"{each['assessor']}: {each['verdict']}" for each in row["assessments"]]
        yield f"{row['kind']} {row['stream']} {row['state']} ({', '.join(said)})"
    yield from _delivered(report["totals"])
    for each in report.get("slices", ()):
        for line in _delivered(each["totals"]):
            yield f"{each['key']}: {line}"


def _delivered(totals: Mapping[str, Any]) -> Iterator[str]:
    for line, cells in totals.items():
        for cell in cells:
            yield f"{line} {_sum(cell)}"


_PRINTED = {
    "overview": _overview,
    "commitments": _commitments,
    "delivery": _delivery,
    "trade": _trade,
    "replay": _replay,
}


def _amount(cell: Mapping[str, Any]) -> str:
    upper = f"..{_number(cell['upper'])}" if cell.get("upper") else ""
    return f"{_PREFIXES.get(cell['bound'], '')}{cell['unit']} {_number(cell['value'])}{upper}"


def _sum(cell: Mapping[str, Any]) -> str:
    """A total: its nominal value with the mark of its bound; one `between` with its low and high."""
    if cell["bound"] == "between":
        high = _number(cell["high"]) if cell["high"] is not None else "open"
        return f"{cell['unit']} {_number(cell['value'])} (from {_number(cell['low'])} to {high})"
    return _amount(cell)


def _number(text: str) -> str:
    return scaled(Decimal(text))
