"""A synthetic history of many relations: pairs of states, with as many events between each two of them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import combinations, islice
from random import Random

from bilat.events.log.log import Log, create_log
from bilat.events.values import tables
from tests.benchmarks.materials import Cast
from tests.benchmarks.synthetic import Chronicler, Draft, fill_with

STATES = 46
"""States make 1,035 pairs: a thousand relations, and some left over."""
EACH = 100
"""Events of a relation: a thousand of them, with parties and sources, are some 100,000 events."""
LIVE = 12
"""Pledges of a relation that are under way at a time: half of its events go on with one."""


def history(relations: int, each: int = EACH) -> Iterator[Draft]:
    """Write who is who and the sources, then the events of each relation, one relation after another."""
    codes = sorted(tables.STATES)[:STATES]
    for code in codes:
        yield {"kind": "party-registered", "stream": f"party/{code}", "name": f"State of {code}", "type": "state"}
    pairs = list(islice(combinations(codes, 2), relations))
    for number, (giver, taker) in enumerate(pairs):
        cast = Cast([giver], [taker], giver, taker, [taker], LIVE, f"{giver}-{taker}-".lower())
        own = Chronicler(Random(number), pledges_only=False, cast=cast)
        if number == 0:
            yield from own.sources()
        yield own.open()  # so that whatever goes on with a pledge finds one
        yield from islice(own.between(), each - 1)


def fill(log: Log, relations: int, each: int = EACH) -> None:
    """Fill an empty log with such a history, past the rules of admission."""
    fill_with(log, history(relations, each))


if __name__ == "__main__":
    place, count = sys.argv[1:]
    with create_log(place) as made:
        fill(made, int(count))
