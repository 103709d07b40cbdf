"""Units of goods: money is none of them, and one that is new to the ledger is said back, with near ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bilat.events.errors import Problem
from bilat.events.printed.goods import singular
from bilat.events.printed.names import units_in
from bilat.events.printed.units import money_codes
from bilat.events.suggestions import nearest

SHOWN = 20
"""New units of a batch that are named; of more the number."""
_CODES = 6


def unit_problems(content: bytes, where: str) -> Iterator[Problem]:
    """Find units of goods that are words or codes of money, in what is recorded from today on; `usd` is no thing."""
    for unit in units_in(content):
        if remedy := _money(unit):
            yield Problem(where, "unit", f"{unit!r} is money, and no unit of goods", remedy)


class NewUnits:
    """The units of goods that a batch names, each with where it first stands."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}

    def note(self, content: bytes, where: str) -> None:
        """Take in what an event tells."""
        for unit in units_in(content):
            self._first.setdefault(unit, where)

    def notes(self, known: Callable[[], frozenset[str]]) -> list[str]:
        """Return a sentence for each unit that is not `known`, with near ones among those and the batch's own.

        `known` reads the whole log, and is asked only where there are goods.
        """
        if not self._first:
            return []
        on_record = known()
        new = [unit for unit in self._first if unit not in on_record]
        others = sorted(on_record.union(new))
        lines = [f"{self._first[unit]}: {_sentence(unit, others)}" for unit in new[:SHOWN]]
        return [*lines, *([f"{len(new) - SHOWN:,} more units are new"] if len(new) > SHOWN else [])]


def _sentence(unit: str, others: list[str]) -> str:
    near = [each for each in nearest(unit, [other for other in others if other != unit]) if each != unit]
    alike = [each for each in near if singular(each) == singular(unit)] or near
    beside = f"; near ones: {', '.join(alike)}. Where it is one of them, write it so" if near else ""
    return f"the unit {unit} is new to this ledger{beside}"


def _money(unit: str) -> str:
    """Return what to write in place of a unit that is money; empty for one that is none."""
    codes = money_codes(unit)
    if len(codes) > 1:
        return f"write the code of the currency that is meant: {', '.join(codes[:_CODES])}"
    return f"write {codes[0]}" if codes else ""
