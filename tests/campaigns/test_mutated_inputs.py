"""Mutated inputs over every reader: none ends in an unexpected exception, hangs, or leaves a partial record.

Every file is imported into a ledger, as `bilat import` does it, from a good file with some bytes changed, cut out,
doubled or spliced with another. What is refused must be refused in words, and then nothing is recorded; what is
accepted is recorded whole and can be read again.
"""

import contextlib
import random
import time
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from bilat.domain.importing import import_batch
from bilat.events.errors import BadInput, BilatError
from bilat.events.formats import reader, writer
from bilat.events.formats.reading import Context
from bilat.events.formats.tables.mapping import combined, wording
from bilat.events.histories import names, path
from bilat.events.log.codec import decode
from bilat.events.log.log import Log, create_log
from tests.campaigns.mutations import SECONDS, TRIES, mutated
from tests.events.formats.activities import activity, file, total, transaction
from tests.events.formats.downloads import NOON
from tests.events.formats.flows import download, flow

FORMATS = ("jsonl", "csv", "xlsx", "yaml", "parquet", "iati", "fts", "mapping")
SHARES = {"jsonl": 25, "csv": 20, "xlsx": 8, "yaml": 12, "parquet": 2, "iati": 10, "fts": 8, "mapping": 5}
"""Of a hundred tries, how many each format gets; the others are of papers."""
MAPPING = b"""sheet = "Pledges"
decimal = ","
ignore = ["Internal number"]
dates = "%d/%m/%Y"
[columns]
"Donor country" = "donor"
[constants]
kind = "pledge-announced"
[templates]
stream = "pledge/{Project ID}"
[values.donor]
"Japan" = "JP"
"""


def seeds() -> dict[str, bytes]:
    """A good file in every format."""
    lines = [each for each in path(names()[0]).read_bytes().split(b"\n") if each][:60]
    found = {"jsonl": b"\n".join(lines), "mapping": MAPPING}
    for name in ("csv", "xlsx", "yaml", "parquet"):
        out = BytesIO()
        writer(name)(lines, out)
        found[name] = out.getvalue()
    found["iati"] = file(activity(transaction(), transaction(type="3", value="7"), total())).encode()
    found["fts"] = download(flow("1"), flow("2", status="paid", parentFlowId="1")).encode()
    return found


def repacked(good: bytes, dice: random.Random) -> bytes:
    """A workbook or Parquet file that is whole, and whose contents are not what a reader expects."""
    if good.startswith(b"PK"):
        from tests.events.formats.tables.test_xlsx import packed

        part = dice.choice(("sheet1.xml", "styles.xml", "workbook.xml", "Content_Types"))
        return packed(good, lambda name, old: mutated(old, old, dice) if name.endswith(part) else old)
    frame = pl.read_parquet(BytesIO(good))
    name = dice.choice(frame.columns)
    values: list[Any] = [None, [["a"]], [{"a": [1]}], 1.5, float("nan"), b"\xff", True, NOON, "=1", 2**62]
    odd = pl.Series(name, [dice.choice(values)] * frame.height, strict=False)
    out = BytesIO()
    frame.with_columns(odd).write_parquet(out)
    return out.getvalue()


def imported(ledger: Log, format: str, content: bytes) -> bool:
    """Whether the ledger recorded a file; False where it was refused in words."""
    try:
        readings = reader(format)(BytesIO(content), Context(f"a.{format}", known=ledger))
        return bool(import_batch(ledger, readings, recorder="tester", now=lambda: NOON).count)
    except BilatError as error:
        refusal = error
    assert refusal.message
    assert refusal.exit_code == 2
    return False


def mapped(content: bytes) -> None:
    """Read a mapping, or have it refused in words."""
    with contextlib.suppress(BadInput):
        wording(combined(content))


@pytest.mark.parametrize("format", FORMATS)
def test_a_mutated_file_is_recorded_whole_or_refused_in_words(
    format: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    good: Mapping[str, bytes] = seeds()
    dice = random.Random(f"16 {format}")
    # given a file that is taken whole as it stands: otherwise the campaign would prove nothing
    if format == "mapping":
        assert wording(combined(good[format])).columns == {"Donor country": "donor"}
    else:
        with create_log(str(tmp_path / "good.db")) as unchanged:
            assert imported(unchanged, format, good[format])
    ledger, recorded = create_log(str(tmp_path / "0.db")), 0
    for number in range(TRIES * SHARES[format] // 100):
        if format in ("xlsx", "parquet") and dice.random() < 0.5:
            content = repacked(good[format], dice)
        else:
            content = mutated(good[format], dice.choice(list(good.values())), dice)
        size, started = ledger.head.size, time.process_time()
        if format == "mapping":
            mapped(content)
        elif imported(ledger, format, content):
            recorded += 1
            assert all(decode(line) for line in ledger.lines())
            assert len(list(ledger.lines())) == ledger.head.size
            ledger.close()
            ledger = create_log(str(tmp_path / f"{recorded}.db"))
        else:
            assert ledger.head.size == size, f"try {number} was refused and left something behind"
        assert time.process_time() - started < SECONDS, f"try {number} took too long"
    ledger.close()
    assert capfd.readouterr().err == ""
    print(f"{format}: {TRIES * SHARES[format] // 100} tries, {recorded} recorded, the others refused")
