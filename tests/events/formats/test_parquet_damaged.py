"""Parquet that is damaged, or unpacks to more than it should: refused in words, quietly, within bounds."""

import random
import resource
import time
from io import BytesIO
from typing import Any

import polars as pl
import pytest

from bilat.events.errors import Problem
from bilat.events.formats import reader
from bilat.events.formats.reading import Context
from bilat.events.formats.tables import parquet_apart, parquet_pages
from bilat.events.formats.tables.panics import Unreadable, unpacked
from bilat.events.formats.tables.parquet import write
from tests.events.formats.reading_of import problems
from tests.events.formats.tables.test_parquet import LINES, packed
from tests.full import FULL


def test_a_panic_is_a_reason_in_words_and_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    class Panic(BaseException):
        """As the one of Polars: no Exception."""

    def panics() -> None:
        import os

        os.write(2, b"thread '<unnamed>' panicked at src/lib.rs")
        raise Panic("index out of bounds\nwhere it was")

    with pytest.raises(Unreadable, match=r"^index out of bounds$"):
        unpacked(panics)
    with pytest.raises(KeyboardInterrupt):
        unpacked(lambda: (_ for _ in ()).throw(KeyboardInterrupt()))
    assert capfd.readouterr().err == ""


def test_damaged_files_are_refused_in_words(capfd: pytest.CaptureFixture[str]) -> None:
    out = BytesIO()
    write(LINES, out)
    whole, dice = out.getvalue(), random.Random(16)
    for _ in range(300 if FULL else 12):
        damaged = bytearray(whole)
        for _ in range(dice.randint(1, 4)):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        list(reader("parquet")(BytesIO(bytes(damaged)), Context()))
    assert capfd.readouterr().err == ""


def test_a_file_that_would_end_the_process_is_refused() -> None:
    # given a run of more nulls than there is memory for, by three bytes of a good file
    out = BytesIO()
    write(LINES, out)
    damaged = bytearray(out.getvalue())
    for at, byte in ((253, 17), (693, 177), (4817, 55)):
        damaged[at] = byte
    assert "not a Parquet file: " in problems("parquet", bytes(damaged))[0]


@pytest.mark.parametrize("ends", ["import os; os.abort()", "import os; os._exit(0)", "1 / 0"])
def test_what_unpacks_a_file_may_end_in_any_way(ends: str, monkeypatch: pytest.MonkeyPatch) -> None:
    out = BytesIO()
    write(LINES, out)
    monkeypatch.setattr(parquet_apart, "_START", ends)
    assert "what was to unpack it has ended" in problems("parquet", out.getvalue())[0]


@pytest.mark.parametrize("kind", [["pledge-announced"], [["pledge-announced"]], {"a": "b"}, 7])
def test_a_kind_that_is_no_text_is_refused(kind: Any) -> None:
    found = problems("parquet", packed(kind=[[kind] if kind == 7 else kind], stream=["pledge/a"]))
    assert "row 1: no kind" in found[0]


def written(frame: pl.DataFrame) -> bytes:
    out = BytesIO()
    frame.write_parquet(out)
    return out.getvalue()


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    nulls = written(pl.DataFrame({"note": pl.repeat(None, 11_000_000, dtype=pl.Int8, eager=True)}))
    items = written(pl.select(donor=pl.repeat("JP", 5_000_000).implode()))
    long = written(pl.DataFrame({"note": ["a" * 4_000_000]}))
    started, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert "11,000,000 rows" in problems("parquet", nulls)[0]
    assert "values of one column" in problems("parquet", items)[0]
    monkeypatch.setattr(parquet_pages, "CHUNK_LIMIT", 1 << 20)
    assert "unpacks to more than 4,0" in problems("parquet", long)[0]
    assert time.monotonic() - started < 5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 128 << 10


def test_rows_of_nothing_end_the_reading_soon() -> None:
    content = packed(note=[None] * 300_000, kind=["pledge-anounced"] * 300_000)
    started = time.monotonic()
    found = list(reader("parquet")(BytesIO(content), Context()))
    assert len(found) == 1_001
    assert all(isinstance(each, Problem) for each in found)
    assert time.monotonic() - started < 5
