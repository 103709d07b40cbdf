"""`python -m tests.benchmarks [--quick] [--json FILE]`: how fast `bilat` is, each row against its reference."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import tempfile
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks.measure import installed
from tests.benchmarks.place import Place
from tests.benchmarks.rows import Row, rows

LIBRARIES = ("bilat", "polars", "pydantic", "eventsourcing", "typer", "rich", "orjson")
PEERS = ("ledger", "hledger")


def main() -> None:
    """Measure, print the table row by row, and write JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the events, without the longest row")
    parser.add_argument("--json", type=Path, default=Path("benchmarks.json"), help="where to write them as JSON")
    parser.add_argument("--keep", type=Path, help="a folder for the ledgers, used again by the next run")
    asked = parser.parse_args()
    machine = _machine()
    print("\n".join(f"{name}: {value}" for name, value in machine.items()), end="\n\n", flush=True)
    with tempfile.TemporaryDirectory(prefix="bilat-benchmarks-") as folder:
        place = Place(asked.keep or Path(folder))
        place.folder.mkdir(exist_ok=True)
        measured = []
        for row in rows(place, quick=asked.quick):
            print(_told(row), flush=True)
            measured.append(row)
    record = [row._asdict() | {"ratio": row.ratio, "met": row.met} for row in measured]
    asked.json.write_text(json.dumps({"machine": machine, "quick": asked.quick, "rows": record}, indent=2))
    missed = [row.what for row in measured if row.met is False]
    print(f"\n{len(missed)} of {len(measured)} missed{': ' if missed else ''}{', '.join(missed)}")


def _machine() -> dict[str, str]:
    """What the numbers depend on."""
    record = {
        "machine": f"{platform.machine()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}",
        "system": platform.platform(),
        "python": platform.python_version(),
    } | {name: version(name) for name in LIBRARIES}
    for peer in PEERS:
        asked = [peer, "--version"]
        record[peer] = (
            subprocess.run(asked, capture_output=True, text=True, check=False).stdout.splitlines()[0]
            if installed(peer)
            else "not installed: its rows are not measured (apt-get install ledger hledger)"
        )
    return record


def _told(row: Row) -> str:
    """A row of the table as text."""
    ours, theirs = (f"{seconds:8.3f} s" if seconds is not None else "         –" for seconds in (row.ours, row.theirs))
    verdict = {True: "kept", False: "MISSED", None: "not measured"}[row.met]
    ratio = f"{row.ratio:6.2f} times" if row.ratio is not None else ""
    bound = f"at {'least' if row.faster else 'most'} {row.bound:g} times {'faster' if row.faster else ''}".strip()
    note = f"  [{row.note}]" if row.note else ""
    return f"{row.what:32} {ours}  against {theirs}  {ratio} ({bound}): {verdict}  {row.reference}{note}"


if __name__ == "__main__":
    main()
