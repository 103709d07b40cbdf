"""Pages and sites measured as processes: `python -m tests.benchmarks.site [--measured N] [--whole] [--keep FOLDER]`.

A site of 1,000 relations and 100,000 events takes at most a second of processor a relation (100 are measured), 0.3
seconds where nothing changed but the seal, and 512 MiB. A page takes at most 1.6 times the processor time of loading
what it needs and of the six reports on it.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.materials import RELATION
from tests.benchmarks.measure import BILAT, PYTHON, Cost, best
from tests.benchmarks.place import Place

RELATIONS, MEASURED = 1_000, 100
MEMORY = 512
REPORTS = ("commitments", "explain", "timeline", "trade", "check", "delivery")
SIX = f"""
import bilat, jinja2, polars
with bilat.open({{ledger!r}}) as ledger:
    for name in {REPORTS!r}:
        ledger.report(name, {RELATION!r}, currency="USD", rates="ecb-day")
"""


class Bound(NamedTuple):
    """What was measured, in which unit, and what it may be at most."""

    what: str
    measured: float
    bound: float
    unit: str


def pages(ledger: str, count: int, kept: str) -> None:
    """Make the first pages of a site, as the command does, and write none of them."""
    from bilat.cli.commands.site import one_thread

    one_thread()
    from bilat.cli.page.site.build import site_files
    from bilat.cli.page.site.presses import Asked
    from bilat.events.log.log import open_log

    with open_log(ledger) as log:
        for _ in islice(site_files(log, Asked("USD", "ecb-day", None, "", Path(kept) / log.id, ledger)), count):
            pass


def measured(place: Place, count: int) -> Iterator[Bound]:
    """Measure the pages of a site: at first, and where the ledger was only sealed since."""
    ledger, kept = place.relations(RELATIONS), str(place.folder / "pages")
    of = [PYTHON, "-m", "tests.benchmarks.site", "--pages"]
    best([*of, "1", ledger, str(place.folder / "warm")], 1)  # the columns, and what Python compiles
    one, cost = (best([*of, str(number), ledger, kept], 1) for number in (1, count))
    yield Bound("a page of a site", _each(one, cost, count), 1.0, "s")
    yield Bound(f"{count} pages, at the peak", cost.peak, MEMORY, "MiB")
    subprocess.run([BILAT, "--ledger", ledger, "seal"], check=True, stdout=subprocess.DEVNULL)
    one, cost = (best([*of, str(number), ledger, kept], 2) for number in (1, count))
    yield Bound("a page where only the seal changed", _each(one, cost, count), 0.3, "s")


def _each(one: Cost, cost: Cost, count: int) -> float:
    return (cost.cpu - one.cpu) / (count - 1)


def page(place: Place) -> Iterator[Bound]:
    """Measure a page against what it needs."""
    ledger, written = place.shipped(), str(place.folder / "page.html")
    asked = ["page", RELATION, "--in", "USD", "--rates", "ecb-day", "-o", written]
    runs = [best([BILAT, "--ledger", ledger, *asked], 5), best([PYTHON, "-c", SIX.format(ledger=ledger)], 5)]
    yield Bound("bilat page, against the six reports", runs[0].cpu / runs[1].cpu, 1.6, "times")


def whole(place: Place) -> Iterator[Bound]:
    """Make the whole site: many minutes."""
    ledger, folder = place.relations(RELATIONS), str(place.folder / "www")
    cost = best([BILAT, "--ledger", ledger, "site", folder, "--in", "USD", "--rates", "ecb-day"], 1)
    yield Bound(f"a site of {RELATIONS:,} relations, a relation", cost.cpu / RELATIONS, 1.0, "s")
    yield Bound("the same, at the peak", cost.peak, MEMORY, "MiB")


def main() -> int:
    """Print a line a bound; 1 where one is not kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measured", type=int, default=MEASURED, help="pages that are measured")
    parser.add_argument("--whole", action="store_true", help="the whole site as well")
    parser.add_argument("--keep", type=Path, help="a folder for the ledgers, used again by the next run")
    parser.add_argument("--pages", nargs=3, metavar=("COUNT", "LEDGER", "KEPT"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.pages:
        pages(asked.pages[1], int(asked.pages[0]), asked.pages[2])
        return 0
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        place = Place(asked.keep or Path(folder))
        place.folder.mkdir(exist_ok=True)
        for each in (page(place), measured(place, asked.measured), *([whole(place)] if asked.whole else [])):
            for found in each:
                kept = found.measured <= found.bound
                missed += not kept
                said = f"{found.measured:.2f} {found.unit} (at most {found.bound:g})"
                print(f"{found.what:40} {said}: {'kept' if kept else 'MISSED'}", flush=True)
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
