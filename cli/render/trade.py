"""Trade and other figures: a block an indicator and pair, a line a period, the other claims below it if asked."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from bilat.cli.render.amounts import amount
from bilat.cli.render.edition import Edition
from bilat.cli.render.names import Names
from bilat.cli.render.numbering import Numbering
from bilat.cli.render.sheet import Cell, Column, Grid, Group, Measure, Row, Sheet, one, shown, stamp_lines
from bilat.cli.render.timeline import date
from bilat.cli.render.values import words
from bilat.cli.render.wording import count, percent

COLUMNS = (
    Column("period", cap=11),
    Column("value", number=True),
    Column("growth", number=True),
    Column("as told", number=True),
    Column("spread", number=True),
    Column("reported by", share=1),
    Column("sources", cap=8),
)
LATEST = 6
"""Figures in the answer."""
BESIDE = 6
"""Claims without a value whose shares, ranks and sources stand at a figure; `--claims` shows all."""
MIRRORS = 3
"""Claims of the other end that stand at a figure."""
DISAGREE = Decimal(50)
"""A spread above it, in per cent, is no matter of rounding or vintage."""
ADVICE = "these disagree: see bilat check --kind conflicting-claims"


def sheet(report: Mapping[str, Any], edition: Edition) -> Sheet:
    """Lay out a trade report: a block for each indicator and pair, a line a period, other claims below if asked."""
    names, numbering = edition.names, edition.names.numbering()
    lines = [list(each) for _, each in groupby(report["rows"], lambda row: (_heading(row, names), row["period"]))]
    visible, more = shown(lines, edition.limit)
    claims = edition.all or "claims" in edition.whole
    groups = [
        Group(heading, [cells for several in each for cells in _period(several, names, numbering, claims=claims)])
        for heading, each in groupby(visible, lambda several: _heading(several[0], names))
    ]
    beside = sum(len(several) - len(_lines(several)) for several in lines)
    others = [f"{count(beside, 'other claim')} to these figures (--claims shows them)"] if beside and not claims else []
    return Sheet(
        edition.boundary,
        [Grid(COLUMNS, groups, more)],
        [("Not shown", others), ("Sources", numbering.legend())],
        stamp_lines(report.get("stamp")),
        list(_answer(report["rows"], names)),
    )


def _lines(several: Sequence[Row]) -> Sequence[Row]:
    """Return the claims to a period that have a line: those chosen, with a value if one has."""
    chosen = [row for row in several if row["chosen"]] or several[-1:]
    return [row for row in chosen if row["value"]] or chosen[:1]


def _period(several: Sequence[Row], names: Names, numbering: Numbering, *, claims: bool) -> Iterator[Sequence[Cell]]:
    """Yield the line of a period, or the lines where several claims are chosen, then the others if asked."""
    lines = _lines(several)
    others = [row for row in several if row not in lines]
    beside = [row for row in others if not row["value"]]  # growth, shares and ranks that are told without the figure
    for row in lines:
        yield _row(row, names, numbering, [] if claims else beside)
    for row in others if claims else ():
        yield _row(row, names, numbering, [], other=True)


def _row(row: Row, names: Names, numbering: Numbering, beside: Sequence[Row], *, other: bool = False) -> Sequence[Cell]:
    style = "dim" if other else ""
    changes = [row["change_percent"], *(each["change_percent"] for each in beside)]
    beside = beside[:BESIDE]
    spread = None if other else row["spread_percent"]
    apart = spread is not None and Decimal(spread) > DISAGREE
    sources = dict.fromkeys(slug for each in (row, *beside) for slug in each["sources"])
    return (
        one("other claim", "dim") if other else date(row["period"])._replace(below=(ADVICE,) if apart else ()),
        one(amount(row["value"]), style) if row["value"] else one("no value", "dim"),
        one("" if other else percent(row["growth_percent"], signed=True)),
        one(percent(next((each for each in changes if each), None), signed=True), style),
        one(percent(spread), "red" if apart else ""),
        _reporter(row, names, beside)._replace(style=style),
        one(numbering.cite(list(sources))),
    )


def _answer(rows: Sequence[Row], names: Names) -> Iterator[str | Measure]:
    """Yield the latest figures that were chosen, each indicator and pair by itself."""
    chosen = [row for row in rows if row["chosen"] and row["value"]]
    series = [list(each) for _, each in groupby(chosen, lambda row: _heading(row, names))]
    each_shows = max(1, LATEST // len(series)) if series else 0
    for several in series[:LATEST]:
        for row in several[-each_shows:]:
            label = f"{words(row['indicator'])}, {row['period']}"
            yield Measure(label, amount(row["value"]), row["value"]["value"], scale=_heading(row, names))


def _heading(row: Row, names: Names) -> str:
    one_side, other = names.parties(row.get("from")), names.parties(row.get("to"))
    sides = f"{one_side} – {other}" if one_side and other else (one_side and f"from {one_side}") or f"to {other}"
    return f"{words(row['indicator'])}, {sides}"


def _reporter(row: Row, names: Names, beside: Sequence[Row]) -> Cell:
    status = f" ({words(row['status'])})" if row.get("status") else ""
    notes = [
        f"published {row['published']}" if row.get("published") else "undated",
        *(_share(each) for each in (row, *beside)),
        *_mirrors(row),
    ]
    reporter = names.party(row["reporter"]) if row["reporter"] else "reporter not named"
    return Cell((f"{reporter}{status}",), [note for note in dict.fromkeys(notes) if note])


def _share(row: Row) -> str:
    """Return the share and the rank that a claim states."""
    items = [
        f"share {percent(row['share_percent'])}" if row.get("share_percent") else "",
        f"rank {row['rank']}" if row.get("rank") else "",
    ]
    return ", ".join(item for item in items if item)


def _mirrors(row: Row) -> Iterator[str]:
    """Yield what the other end tells, the first few of many; JSON has all."""
    mirrors = row.get("mirror") or ()
    yield from (_mirror(row, each) for each in mirrors[:MIRRORS])
    if len(mirrors) > MIRRORS:
        yield f"and {len(mirrors) - MIRRORS:,} more"


def _mirror(row: Row, mirror: Mapping[str, Any]) -> str:
    """Return what the other end of the same flow tells of it."""
    mirrored_as = "imports" if row["indicator"] == "exports" else "exports"
    return f"as {mirrored_as}: {amount(mirror['value'])} ({mirror['reporter'] or mirror['event']})"
