"""The timeline: what happened, under headings of years."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from bilat.cli.render.amounts import amounts
from bilat.cli.render.edition import Edition
from bilat.cli.render.names import Names
from bilat.cli.render.numbering import Numbering
from bilat.cli.render.sheet import Cell, Column, Grid, Group, Measure, Row, Sheet, one, shown, stamp_lines
from bilat.cli.render.values import spoken, words
from bilat.cli.render.wording import count

COLUMNS = (
    Column("on", cap=11),
    Column("kind", cap=12),
    Column("what", share=1),
    Column("amount", number=True),
    Column("sources", cap=8),
)
STYLES = {
    "meeting": "bold cyan",
    "statement": "blue",
    "agreement": "bold magenta",
    "pledge": "green",
    "programme": "yellow",
    "total": "yellow",
    "figure": "",
    "promise": "magenta",
    "membership": "cyan",
}
COUNTED = {
    "meeting": "meetings",
    "agreement": "agreements",
    "statement": "statements",
    "pledge": "pledges",
    "total": "running totals",
    "figure": "figures",
}


def sheet(report: Mapping[str, Any], edition: Edition) -> Sheet:
    """Lay out a timeline report."""
    numbering = edition.names.numbering()
    rows, more = shown(report["rows"], edition.limit)
    counts = report.get("counts") or _counts(report["rows"])
    long = edition.names if edition.all or "long" in edition.whole else None
    groups = [Group(year, _rows(each, numbering, long)) for year, each in groupby(rows, lambda row: str(row["on"])[:4])]
    return Sheet(
        edition.boundary,
        [Grid(COLUMNS, groups, max(more, counts["events"] - len(rows)))],
        [("Sources", numbering.legend())],
        stamp_lines(report.get("stamp")),
        list(_answer(counts)),
    )


def date(text: Any) -> Cell:
    """Return a date in full ISO form; an interval may break after its slash."""
    first, slash, last = str(text or "").partition("/")
    return Cell((first + slash, last)) if last else one(first)


def _counts(rows: Sequence[Row]) -> dict[str, Any]:
    """Count the rows of a whole timeline, as it does itself where it is cut."""
    days = sorted(str(row["on"]) for row in rows if row["on"])
    return {
        "events": len(rows),
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
        "sources": len({slug for row in rows for slug in row["sources"]}),
        "kinds": Counter(row["kind"].partition("-")[0] for row in rows),
    }


def _answer(counts: Mapping[str, Any]) -> Iterator[str | Measure]:
    """Yield how much happened, from when to when, and what of it was what."""
    first, last, kinds = counts["first"], counts["last"], counts["kinds"]
    if not counts["events"]:
        return
    dated = f" from {first} to {last}" if first != last else f" on {first}" if first else ""
    yield f"{count(counts['events'], 'event')}{dated}, from {count(counts['sources'], 'source')}."
    for kind, called in COUNTED.items():
        if kinds.get(kind):
            yield Measure(called, f"{kinds[kind]:,}", str(kinds[kind]), style=STYLES[kind])


def _rows(rows: Iterable[Row], numbering: Numbering, long: Names | None) -> Sequence[Sequence[Cell]]:
    return [
        (
            date(row["on"]),
            one(words(row["kind"]), STYLES.get(row["kind"].partition("-")[0], "")),
            _whole(_what(row), row, long) if long else _what(row),
            Cell(amounts(row.get("amount"))),
            one(numbering.cite(row["sources"])),
        )
        for row in rows
    ]


def _whole(cell: Cell, row: Row, names: Names) -> Cell:
    """Add where a meeting was, who was not there, and what the sources say."""
    absent = [f"without {names.parties(row['absent'])}"] if row.get("absent") else []
    place = [f"in {row['place']}"] if row.get("place") else []
    return cell._replace(notes=[*cell.notes, *place, *absent, *(f"“{quote}”" for quote in row.get("quotes") or ())])


def _what(row: Row) -> Cell:
    """Who, and what; where `who` is not the one who acts (those who chaired), it stands below."""
    what, who = spoken(str(row.get("what") or "")), str(row.get("who") or "")
    match row["kind"].partition("-")[0]:
        case "pledge" | "programme" | "total" | "statement" | "promise" if who:
            return one(f"{who}: {what}")
        case "meeting" if who:
            return Cell((what,), (f"chaired by {who}",))
    return Cell((what,), (who,) if who else ())
