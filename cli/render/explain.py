"""Explain: a tree from each total to pledges, events, sources and quotes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from bilat.cli.render.amounts import amount
from bilat.cli.render.delivery import judged
from bilat.cli.render.edition import Edition
from bilat.cli.render.names import Names
from bilat.cli.render.numbering import Numbering
from bilat.cli.render.rates import ROUNDED, converted, layers
from bilat.cli.render.sheet import Branch, Note, Row, Sheet, Trees, stamp_lines
from bilat.cli.render.values import plain, words
from bilat.cli.render.wording import LINES, join_words, many, reason, said, shortly
from bilat.projections.rows.explain import explain_rows

MOST = 5
"""Units and slices in the answer."""


class Look(NamedTuple):
    """How sources are numbered, and whether hashes and times of recording are shown."""

    numbering: Numbering
    proof: bool
    names: Names = Names()  # what codes are called where nobody names them


def sheet(report: Mapping[str, Any], edition: Edition) -> Sheet:
    """Lay out an explanation; the edition's limit counts events."""
    numbering, limit = edition.names.numbering(), edition.limit
    left = [limit or -1]
    look = Look(numbering, "proof" in edition.whole or edition.all, edition.names)
    trees = [_unit(node, look, left) for node in report["tree"]]
    payments = [_payment(each, look) for each in report.get("payments", ())]
    parts = [_part(each) for each in report.get("parts", ())]
    below = [Trees(each, heading) for each, heading in ((payments, "Committed and paid"), (parts, "Its parts")) if each]
    count = report["events"] if "events" in report else len(explain_rows(report))
    more = [f"{count - limit} more events (--limit N shows N, --limit 0 all)"] if limit and count > limit else []
    rates = [ROUNDED] if report["boundary"]["in"] else []
    notes: list[tuple[str, Sequence[Note]]] = [("Not shown", more), ("Rates", rates), ("Sources", numbering.legend())]
    return Sheet(edition.boundary, [Trees(trees), *below], notes, stamp_lines(report["stamp"]), list(_answer(report)))


def _answer(record: Mapping[str, Any]) -> Iterator[str]:
    """Yield what each total comes to; of many those that count, briefly."""
    nodes = record["tree"]
    say = shortly if many(nodes) else said
    if many(nodes):
        nodes = [node for node in nodes if any(line["reason"] is None for line in node["lines"])] or nodes
    for node in nodes[:MOST]:
        key = f"{node['key']}: " if node["key"] else ""
        lines = {line["line"]: say(line["amount"]) for line in node["lines"] if line["reason"] is None}
        counted = [f"{lines[name]} {LINES[name]}" for name in ("net", "mobilised") if name in lines]
        claims = f"of {say(node['headline'])} in claims"
        text = f"{join_words(counted) or 'nothing counts'}, {claims}."
        yield f"{key}{text[:1].upper()}{text[1:]}"


def _unit(node: Row, look: Look, left: list[int]) -> Branch:
    key = f"{node['key']}: " if node["key"] else ""
    lines = [
        Branch(
            f"{amount(line['amount'])} {_line(line)}",
            layers(line["amount"]),
            [_pledge(pledge, look, left) for pledge in line["pledges"] if left[0]],
            "bold" if line["reason"] is None else "yellow",
        )
        for line in node["lines"]
    ]
    return Branch(f"{key}{amount(node['headline'])} {LINES['headline']}", layers(node["headline"]), lines, "bold")


def _line(line: Row) -> str:
    return LINES[line["line"]] if line["reason"] is None else f"not counted: {reason(line['reason'])}"


def _pledge(pledge: Row, look: Look, left: list[int]) -> Branch:
    below = []
    for event in pledge["events"]:
        if left[0]:
            left[0] -= 1
            below.append(_event(event, look))
    named = [pledge["pledge"]] if pledge["title"] else []
    named += [judged(each, look.names) for each in pledge.get("assessments", ())]
    return Branch(f"{amount(pledge['amount'])} {pledge['title'] or pledge['pledge']}", named, below)


def _event(event: Row, look: Look) -> Branch:
    text, counted = amount(event["told"]), amount(event["amount"])
    same_unit = event["told"]["unit"] == event["amount"]["unit"]
    part = f" of {text}" if same_unit else f", told as {text}"
    part = part if text != counted else ""
    on = f" {event['on']}" if event["on"] else ""
    notes = [*converted(event.get("converted")), *_evidence(event, look)]
    notes += [f"because of {each['event']}: {words(each['kind'])}" for each in event["because"]]
    return Branch(f"{words(event['kind'])}{on}: {counted}{part}", notes, _rests_on(event, look))


def _rests_on(event: Row, look: Look) -> list[Branch]:
    """Return the sources of an event, then the entries that mended it."""
    return [_cite(cite, look) for cite in event["sources"]] + [_entry(entry, look) for entry in event["entries"]]


def _payment(event: Row, look: Look) -> Branch:
    on = f" {event['on']}" if event["on"] else ""
    return Branch(
        f"{words(event['kind'])}{on}: {amount(event['amount'])}", _evidence(event, look), _rests_on(event, look)
    )


def _part(part: Row) -> Branch:
    sums = ", ".join(map(amount, part["amounts"])) or "no amount"
    named = [part["pledge"]] if part["title"] else []
    return Branch(f"{sums} {part['title'] or part['pledge']}, {words(part['stage'])}", named)


def _evidence(event: Row, look: Look) -> list[str]:
    """Return where an event stands, and as a proof who recorded it when, and its hash."""
    if not look.proof:
        return [event["event"]]
    recorded = f"recorded {event['recorded_at']} by {event['recorder']}"
    return [f"@{event['position']} {event['event']}", recorded, event["sha256"]]


def _entry(entry: Row, look: Look) -> Branch:
    fields = [f"{name}: {plain(value) or 'removed'}" for name, value in (entry["fields"] or {}).items()]
    reason = f": {entry['reason']}" if entry["reason"] else ""
    below = [_cite(cite, look) for cite in entry["sources"]]
    return Branch(f"{words(entry['kind'])}{reason}", [*fields, *_evidence(entry, look)], below)


def _cite(cite: Row, look: Look) -> Branch:
    """Return a source: its number, who published it when, where in it, and what it says, in full."""
    named = ", ".join(each for each in (cite.get("publisher"), cite["published"], cite["locator"]) if each)
    number = look.numbering.cite([cite["source"]])
    return Branch(f"{number} {named}".strip(), [f"“{cite['quote']}”"] if cite["quote"] else [])
