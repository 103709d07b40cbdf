"""Heavy inputs: whatever is given to `bilat import` is recorded or refused in 5 s of processor and 512 MiB.

The seconds hold on a quiet core; what is asserted is three times that, since the suite's workers share theirs.
"""

import os
import subprocess
from collections.abc import Callable
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path

import orjson
import polars as pl
import pytest
from openpyxl import Workbook

from bilat.events.log.log import create_log
from tests.cli.program import PROGRAM
from tests.full import FULL

SECONDS, BYTES = 3 * 5.0, 512 << 20
PLEDGE = {"kind": "pledge-announced", "stream": "pledge/a", "donor": ["JP"], "recipient": ["ASEAN"], "on": "2023"}
Made = tuple[str, bytes]


def wide_csv() -> Made:
    """60,000 columns that no kind has."""
    names = [f"column {number}" for number in range(60_000)]
    return "wide.csv", ("kind,stream," + ",".join(names) + "\n" + "party-registered,party/JP" + ",x" * 60_000).encode()


def misspelt_rows() -> Made:
    """300,000 rows of a kind that there is not."""
    return "rows.csv", b"kind,stream,name\n" + b"party-registred,party/JP,Japan\n" * 300_000


def many_keys() -> Made:
    """One line of 60,000 fields that no kind has."""
    return "keys.jsonl", orjson.dumps({**PLEDGE, **{f"field-{number}": number for number in range(60_000)}})


def long_list() -> Made:
    """A YAML list of 10 MB where a list of parties belongs."""
    return "list.yaml", b"kind: pledge-announced\nstream: pledge/a\ndonor:\n" + b"- JP\n" * 2_000_000


def times_of_day() -> Made:
    """3,000 dates with a time of day."""
    lines = [orjson.dumps({**PLEDGE, "stream": f"pledge/{n}", "on": f"2023-01-01T00:00:{n}"}) for n in range(3_000)]
    return "times.jsonl", b"\n".join(lines)


def rare_dates() -> Made:
    """20,000 dates of a rare form."""
    lines = [orjson.dumps({**PLEDGE, "stream": f"pledge/{n}", "on": f"{{{n},19XX..}}"}) for n in range(20_000)]
    return "dates.jsonl", b"\n".join(lines)


def unknown_recipients() -> Made:
    """A pledge to 90,000 parties that nobody registered."""
    many = [f"X-{number}" for number in range(90_000)]
    return "parties.jsonl", orjson.dumps({**PLEDGE, "recipient": many})


def wide_sheet() -> Made:
    """A workbook with a header of 16,384 cells."""
    return _workbook([[f"name {number}" for number in range(16_384)], ["x"]])


def far_cells() -> Made:
    """A workbook with 3,000 rows, each with a cell far to the right."""
    row = [None] * 700 + ["x"]
    return _workbook([["kind", "stream"], *[row] * 3_000])


def text_of_half_a_gigabyte() -> Made:
    """A Parquet file of some KB that holds a text of 500 MB."""
    return _parquet(pl.DataFrame({"kind": ["A" * 500_000_000], "stream": ["party/JP"]}))


def fifty_million_nulls() -> Made:
    """A Parquet file of some KB that holds 50 million rows."""
    return _parquet(pl.DataFrame({"kind": pl.Series([None], dtype=pl.String).new_from_index(0, 50_000_000)}))


def _workbook(rows: list[list[str | None]]) -> Made:
    workbook, out = Workbook(write_only=True), BytesIO()
    sheet = workbook.create_sheet("Sheet")
    for row in rows:
        sheet.append(row)
    workbook.save(out)
    return "heavy.xlsx", out.getvalue()


def _parquet(frame: pl.DataFrame) -> Made:
    out = BytesIO()
    frame.write_parquet(out, compression="zstd")
    return "heavy.parquet", out.getvalue()


def _written(make: Callable[[], Made], folder: Path) -> str:
    name, content = make()
    (folder / name).write_bytes(content)
    return name


EVERY = (
    wide_csv,
    misspelt_rows,
    many_keys,
    long_list,
    times_of_day,
    rare_dates,
    unknown_recipients,
    wide_sheet,
    far_cells,
    text_of_half_a_gigabyte,
    fifty_million_nulls,
)


@pytest.mark.parametrize("make", EVERY if FULL else [many_keys, unknown_recipients])
def test_it_is_refused_within_its_bounds(make: Callable[[], Made], tmp_path: Path) -> None:
    # given a file that asks for much
    with get_context("spawn").Pool(1) as apart:  # what it takes to make it is not to be counted
        name = apart.apply(_written, (make, tmp_path))
    create_log(str(tmp_path / "ledger.db")).close()
    # when it is imported by a process of its own
    command = [*PROGRAM, "--ledger", str(tmp_path / "ledger.db"), "import", name]
    with Path(tmp_path / "said").open("wb") as said:
        process = subprocess.Popen(command, cwd=tmp_path, stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    # then it is refused in words, soon and without much memory
    text = (tmp_path / "said").read_text()
    print(f"{make.__name__}: {used.ru_utime + used.ru_stime:.1f} s, {used.ru_maxrss >> 10} MiB")
    assert process.returncode == 2, text[:500]
    assert "Traceback" not in text
    assert used.ru_utime + used.ru_stime < SECONDS
    assert used.ru_maxrss << 10 < BYTES
