"""What an import came to: events by kind, what was left out, money in the file beside money on record."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from bilat.cli.render.inert import inert
from bilat.cli.render.sheet import Column, Grid, Group, Sheet, one
from bilat.cli.render.values import words

if TYPE_CHECKING:
    from bilat.domain.doubles import Double
    from bilat.domain.import_summary import Summary
    from bilat.events.formats.reading import Skipped

COUNTED = (Column("kind"), Column("new", number=True))
SUMMED = (
    Column("sum"),
    Column("unit"),
    *(Column(name, number=True) for name in ("in the file", "new", "already")),
)
_NUMBERS = re.compile(r"\d+(?:[.,]\d+)*(?:, \d+(?:[.,]\d+)*)*")
SHOWN = 20  # lines of what was left out


def sheet(
    summary: "Summary",
    doubles: "Sequence[Double]" = (),
    unlikely: "Sequence[str]" = (),
    units: "Sequence[str]" = (),
) -> Sheet:
    """Lay out what an import would come to, what of it may be on record already, what is unlikely, and new units."""
    kinds = [(one(words(kind)), one(f"{count:,}")) for kind, count in sorted(summary.kinds.items())]
    columns = (summary.reported, summary.new, summary.already)
    sums = [
        (one(words(status)), one(inert(unit)), *(one(_sum(each.get((status, unit)))) for each in columns))
        for status, unit in sorted(set().union(*columns))
    ]
    grids = [Grid(COUNTED, [Group("", kinds)], heading="Would be recorded")] if kinds else []
    grids += [Grid(SUMMED, [Group("", sums)], heading="Sums in the file and on record")] if sums else []
    notes = [("Read as", read_as(summary)), ("Left out", left_out(summary.skipped)), ("Different", differing(summary))]
    notes += [("May be on record already", likely_doubles(doubles, recorded=False))]
    return Sheet("", grids, [*notes, ("Unlikely", unlikely_facts(unlikely)), ("New units", [*map(inert, units)])])


def read_as(summary: "Summary") -> list[str]:
    """Return a line for each of the first cells that were read otherwise than they stand, and how many more."""
    rest = summary.loose_cells - len(summary.loose)
    more = [f"{rest:,} more cell{'' if rest == 1 else 's'} read so"] if rest else []
    return [inert(line) for line in [*map(str, summary.loose), *more]]


def unlikely_facts(unlikely: "Sequence[str]") -> list[str]:
    """Return a line for each unlikely fact of an import; of many the first, and how many more there are."""
    rest = len(unlikely) - SHOWN
    return [inert(line) for line in [*unlikely[:SHOWN], *([f"{rest:,} more unlikely facts"] if rest > 0 else [])]]


def likely_doubles(doubles: "Sequence[Double]", *, recorded: bool = True) -> list[str]:
    """Return a line for each event that may tell what another has told; the advice stands behind each, once recorded.

    Of many the first, and how many more there are.
    """
    lines = [f"{each}. If they are one: {each.advice}" if recorded else str(each) for each in doubles[:SHOWN]]
    rest = len(doubles) - SHOWN
    more = [f"{rest:,} more look like others: bilat check --kind likely-duplicate names them once recorded"]
    return [inert(line) for line in [*lines, *(more if rest > 0 else [])]]


def left_out(skipped: "Sequence[Skipped]") -> list[str]:
    """Return a line for each thing that was left out; where they are many, for each reason, whatever its numbers."""
    if len(skipped) <= SHOWN:
        return [inert(f"{each.where}: {each.reason}" if each.where else each.reason) for each in skipped]
    reasons: dict[str, list[Skipped]] = {}
    for each in skipped:
        reasons.setdefault(_NUMBERS.sub("…", each.reason), []).append(each)
    lines = [
        f"{len(found)} x {reason} (first: {found[0].where})" if found[1:] else f"{found[0].where}: {found[0].reason}"
        for reason, found in reasons.items()
    ]
    more = [f"{len(lines) - SHOWN} more reasons"] if len(lines) > SHOWN else []
    return [inert(line) for line in [*lines[:SHOWN], *more]]


def differing(summary: "Summary") -> list[str]:
    """Return a line for each sum of the file that is not what the ledger gets and has of it."""
    nothing = Decimal(0)
    lines = []
    for key in sorted({*summary.reported, *summary.new, *summary.already}):
        difference = (
            summary.reported.get(key, nothing) - summary.new.get(key, nothing) - summary.already.get(key, nothing)
        )
        if difference:
            where = "of the file is not on record" if difference > 0 else "on record is not in the file"
            lines.append(f"{words(key[0])} {inert(key[1])}: {_sum(abs(difference))} {where}")
    return lines


def _sum(value: Decimal | None) -> str:
    return f"{value:,f}" if value else "–"
