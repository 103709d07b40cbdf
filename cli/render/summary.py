"""A summary: how things stand, on one screen."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from bilat.cli.render.amounts import amount
from bilat.cli.render.edition import Edition
from bilat.cli.render.money_answer import STYLES
from bilat.cli.render.names import Names
from bilat.cli.render.nouns import plural
from bilat.cli.render.sheet import Bars, Cell, Column, Grid, Group, Measure, Row, Section, Sheet, one, stamp_lines
from bilat.cli.render.values import words
from bilat.cli.render.wording import all_said, count, join_words, many

PROMISES = (
    Column("promise", share=1, single=True),
    Column("promised", number=True),
    Column("paid", number=True),
    Column("due", cap=10),
    Column("state", cap=10),
)
YEARLY = {"net": "new", "mobilised": "mobilised", "paid": "paid"}
SERIES = 3
LEVELS = ("error", "warning", "note")


def sheet(report: Mapping[str, Any], edition: Edition) -> Sheet:
    """Lay out a summary: its answer, money by year, the largest promises, the latest figures."""
    names = edition.names
    rounded = bool(report["boundary"].get("in"))
    rows = [_promise(row, rounded) for row in report["largest"]]
    sections: list[Section] = [
        *_by_year(report["money"]["years"], rounded),
        Grid(PROMISES, [Group("", rows)], heading="The largest promises", empty="none of money"),
        *_figures(report["figures"], names),
    ]
    return Sheet(edition.boundary, sections, (), stamp_lines(report.get("stamp")), list(_answer(report)))


def _answer(report: Mapping[str, Any]) -> Iterator[str]:
    span, money, states = report["span"], report["money"], report["states"]
    dated = f" from {span['first']} to {span['last']}" if span["events"] else ""
    yield f"{count(span['events'], 'event').capitalize()}{dated}. {_meetings(report['meetings'])}"
    assessed = _assessed(report.get("assessed"))
    brief = many(money["net"]) or bool(assessed)  # what others found needs a line of the eight
    new, mobilised, paid = (all_said(money[line], brief=brief) for line in ("net", "mobilised", "paid"))
    to_come = f"; to be mobilised: {mobilised}" if money["mobilised"] else ""
    yield f"New public money: {new}{to_come}; known to be paid: {paid}."
    counted = join_words(f"{number:,} {words(state)}" for state, number in states.items() if number)
    promises = f"{count(sum(states.values()), 'promise').capitalize()}{f': {counted}' if counted else ''}."
    yield f"{promises}{assessed}"
    yield f"{_findings(report['findings'])} {_newest(report['sources'])}"


def _meetings(meetings: Mapping[str, Any]) -> str:
    last, coming = meetings["last"], meetings["next"]
    held = f"Last meeting: {last['name'] or last['stream']}, {last['on']}." if last else "No meeting was held."
    return f"{held} Next: {coming['name'] or coming['stream']}, {coming['on']}." if coming else held


def _assessed(assessed: Mapping[str, Any] | None) -> str:
    """Say what others found: ` Assessed by others: 3 kept, 1 in part.`; nothing where nobody did."""
    if not assessed or not assessed["verdicts"]:
        return ""
    verdicts = join_words(f"{each['count']:,} {words(each['verdict'])}" for each in assessed["verdicts"])
    return f" Assessed by others: {verdicts}."


def _findings(levels: Mapping[str, int]) -> str:
    found = ", ".join(count(levels[level], level) for level in LEVELS if levels[level])
    return f"Findings: {found or 'none'}."


def _newest(sources: Mapping[str, Any]) -> str:
    newest = sources["newest"]
    known = count(sources["count"], "source").capitalize()
    if not newest or newest["days"] is None:
        return f"{known}."
    return f"{known}, the newest {count(newest['days'], 'day')} old."


def _by_year(years: Sequence[Row], rounded: bool) -> Iterator[Bars]:
    """Yield a bar a year and line, of each currency that has any."""
    units = sorted({each["unit"] for year in years for line in YEARLY for each in year[line]})
    for unit in units:
        measures = [
            Measure(
                f"{year['year']} {called}", amount(each, rounded=rounded), each["value"], scale=unit, style=STYLES[line]
            )
            for year in years
            for line, called in YEARLY.items()
            for each in year[line]
            if each["unit"] == unit
        ]
        if unit[:1].isupper() or len(measures) > 1:
            yield Bars(f"By year, {unit if unit[:1].isupper() else plural(unit)}", measures)


def _promise(row: Row, rounded: bool) -> Sequence[Cell]:
    return (
        Cell((row["title"] or row["stream"],), below=(row["stream"],) if row["title"] else ()),
        Cell([amount(each, rounded=rounded) for each in row["promised"]]),
        Cell([amount(each, rounded=rounded) for each in row["paid"]] or ("none known",)),
        one(str(row["due"] or "–")),
        one(words(row["state"]), "red" if row["state"] == "overdue" else ""),
    )


def _figures(rows: Sequence[Row], names: Names) -> Iterator[Bars]:
    """Yield the figures of each series, the latest last."""

    def heading(row: Row) -> str:
        sides = [names.parties(row[end]) for end in ("from", "to") if row[end]]
        return f"{words(row['indicator'])}, {' – '.join(sides)}"

    series = [(named, list(each)) for named, each in groupby(rows, heading)]
    for named, several in series[:SERIES]:
        measures = [Measure(str(row["period"]), amount(row["value"]), row["value"]["value"]) for row in several]
        yield Bars(named, measures)
