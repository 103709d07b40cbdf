"""Drafting measured as a process: `python -m tests.benchmarks.drafts`.

A page of 10 KB is drafted against the shipped history within 0.5 seconds and 60 MiB, one of 100 KB within 2 seconds.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.measure import BILAT, best

TEXTS = Path(__file__).parents[1] / "events" / "reading"
BOUNDS = ((10_000, 0.5, 60.0), (100_000, 2.0, None))
"""Characters of the page, seconds of processor, MiB at the peak."""


def page_of(size: int) -> str:
    """Return a page of so many characters, made of the texts of the tests."""
    texts = "\n".join((TEXTS / name).read_text(encoding="utf-8") for name in ("set_aside.txt", "texts.txt", "seed.txt"))
    lines = [line for line in texts.splitlines() if not line.startswith(("= ", "@ ", "! ", "# "))]
    text = "\n".join(lines) + "\n"
    return (text * (size // len(text) + 1))[:size]


def main() -> int:
    """Print a line a bound; 1 where one is not kept."""
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        ledger = str(Path(folder) / "ledger.db")
        subprocess.run([BILAT, "init", ledger, "--with", "asean-japan"], check=True, stdout=subprocess.DEVNULL)
        for size, seconds, peak in BOUNDS:
            page = Path(folder) / f"{size}.txt"
            page.write_text(page_of(size), encoding="utf-8")
            words = ["--published", "2023-12-20", "--publisher", "Gazette", "-o", str(Path(folder) / "d.yaml")]
            cost = best([BILAT, "--ledger", ledger, "draft", str(page), *words], runs=5)
            kept = cost.cpu <= seconds and (peak is None or cost.peak <= peak)
            missed += not kept
            bound = f"at most {seconds} s" + (f" and {peak:.0f} MiB" if peak else "")
            said = "kept" if kept else "MISSED"
            print(f"{size:>7,} characters: {cost.cpu:.2f} s, {cost.peak:.0f} MiB ({bound}): {said}")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
