"""The rows of the table: what is measured, against what, and what the ratio must be."""

from __future__ import annotations

import itertools
import subprocess
import time
from collections.abc import Iterator
from typing import NamedTuple

from tests.benchmarks.materials import RELATION
from tests.benchmarks.measure import BILAT, PYTHON, Cost, best, installed, printed_figure
from tests.benchmarks.place import Place

APPEND = "import typer, eventsourcing.sqlite; from pydantic import BaseModel"
MEMORY = 2048
"""MiB that a report on 5,000,000 events may take."""
TIMELINE = f"{APPEND}; import polars, rich.table"


class Row(NamedTuple):
    """One measurement: seconds of ours and of the reference; `bound` is what the ratio must reach, or stay below."""

    what: str
    reference: str
    ours: float | None
    theirs: float | None
    bound: float
    faster: bool
    note: str = ""
    fits: bool = True
    """Whether it stayed within its memory, where that is bounded."""

    @property
    def ratio(self) -> float | None:
        """How many times faster we are, or how many times slower; None where there is nothing to compare."""
        if self.ours is None or self.theirs is None:
            return None
        return self.theirs / self.ours if self.faster else self.ours / self.theirs

    @property
    def met(self) -> bool | None:
        """Whether the bound is kept."""
        if self.ratio is None:
            return None
        return self.fits and (self.ratio >= self.bound if self.faster else self.ratio <= self.bound)


def rows(place: Place, *, quick: bool) -> Iterator[Row]:
    """Measure row by row. `quick` takes a tenth of the events and leaves out the longest row."""
    many, some = (100_000, 10_000) if quick else (1_000_000, 100_000)
    for each in (_starts, _appends, _imports, _columns, _verifies, _commitments):
        yield from each(place, many, some)
    if not quick:
        yield _five(place)


def _commitments(place: Place, many: int, some: int) -> Iterator[Row]:
    for size, peer, bound in ((many, ["ledger", "bal"], 8), (some, ["hledger", "bal", "-Y"], 10)):
        ours = commitments(place.ledger(size, pledges_only=True))
        reference, program = " ".join(peer), peer[0]
        note = f"{ours.cpu:.1f} s of processor, {ours.peak:.0f} MiB; an account by parties and instrument"
        theirs = best([program, "-f", place.journal(size), *peer[1:]], 2).wall if installed(program) else None
        yield Row(f"commitments, {size:,} events", reference, ours.wall, theirs, bound, True, note)
    yield _by_pledge(place, some, ["hledger", "bal", "-Y"], 10, "what each pledge stands at, as bilat tells it")
    note = "beside the targets, not one of them: ledger takes time by the square of the accounts"
    yield _by_pledge(place, some // 5, ["ledger", "bal"], 8, note)


def _by_pledge(place: Place, size: int, peer: list[str], bound: float, note: str) -> Row:
    """The peer with an account for each pledge."""
    ours = commitments(place.ledger(size, pledges_only=True))
    program, *asked = peer
    command = [program, "-f", place.journal(size, by_pledge=True), *asked]
    theirs = best(command, 1).wall if installed(program) else None
    reference = f"{' '.join(peer)}, an account a pledge"
    return Row(f"commitments, {size:,} events", reference, ours.wall, theirs, bound, True, note)


def commitments(ledger: str) -> Cost:
    """The report as a process, columns in place."""
    command = [BILAT, "--ledger", ledger, "commitments", RELATION]
    best(command, 1)
    return best(command)


def _five(place: Place) -> Row:
    one, five = (commitments(place.ledger(size, pledges_only=True)) for size in (1_000_000, 5_000_000))
    note, fits = f"peak {five.peak:.0f} MiB, to be under {MEMORY}", five.peak < MEMORY
    return Row("commitments, 5,000,000 events", "the same on 1,000,000", five.wall, one.wall, 5.5, False, note, fits)


def _columns(place: Place, many: int, some: int) -> Iterator[Row]:
    ledger = place.ledger(many)
    yield Row(
        f"columns made anew, {many:,} events",
        "a Python fold over select_notifications",
        min(printed_figure("rebuilt", ledger) for _ in range(2)),
        printed_figure("folded", ledger),
        2.5,
        True,
    )


def _imports(place: Place, many: int, some: int) -> Iterator[Row]:
    source = place.lines(some)
    ours, theirs = (min(printed_figure(name, source, place.new()) for _ in range(2)) for name in ("imported", "saved"))
    yield Row(f"import of {some:,} lines", "model_validate_json and save, no rules", ours, theirs, 1.2, False)


def _starts(place: Place, many: int, some: int) -> Iterator[Row]:
    ours, theirs = best([BILAT, "--help"], 7), best([PYTHON, "-c", "import typer"], 7)
    yield Row("bilat --help", "import typer", ours.wall, theirs.wall, 1.5, False)
    shipped = place.shipped()
    ours, theirs = appended(shipped), best([PYTHON, "-c", APPEND], 7)
    yield Row("bilat append", "import typer, eventsourcing.sqlite, pydantic", ours.wall, theirs.wall, 1.8, False)
    ours, theirs = best([BILAT, "--ledger", shipped, "timeline", "ASEAN-JP"], 7), best([PYTHON, "-c", TIMELINE], 7)
    yield Row("bilat timeline", "the same, polars, rich.table", ours.wall, theirs.wall, 1.8, False)


def _appends(place: Place, many: int, some: int) -> Iterator[Row]:
    ours, theirs = appended(place.ledger(many)), appended(place.ledger(1_000))
    yield Row(f"append on {many:,} events", "the same on 1,000", ours.wall, theirs.wall, 1.2, False)


_numbers = itertools.count(time.time_ns() // 10**9)


def appended(ledger: str) -> Cost:
    """One pledge recorded by the command, the best of seven, each its own."""

    def once() -> Cost:
        stream = f"pledge/benchmark-{next(_numbers)}"
        source = f"source/{stream.partition('/')[2]}"
        command = [BILAT, "--ledger", ledger, "append"]
        registered = ["source-registered", "--stream", source, "--title", "T", "--publisher", "P", "--type", "news"]
        subprocess.run([*command, *registered], check=True, capture_output=True)
        pledge = ["--donor", "JP", "--recipient", "ASEAN", "--title", "T", "--instrument", "grant"]
        amount = f"USD {stream.partition('-')[2]}"  # each another one, so that none looks like a duplicate
        items = ["--on", "2023-12-17", "--cites", source.partition("/")[2], "--amount", amount, *pledge]
        return best([*command, "pledge-announced", "--stream", stream, *items], 1)

    return min(once() for _ in range(7))


def _verifies(place: Place, many: int, some: int) -> Iterator[Row]:
    ledger = place.ledger(many)
    theirs = printed_figure("hashed", ledger)
    for more, bound in (([], 12), (["--deep"], 35)):
        ours = best([BILAT, "--ledger", ledger, "verify", *more], 2)
        yield Row(
            " ".join(["verify", *more, f"on {many:,} events"]),
            "sha256 over the lines in Python",
            ours.wall,
            theirs,
            bound,
            False,
        )
