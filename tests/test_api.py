"""The Python API: what `import bilat` offers."""

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

import bilat
from bilat.events.errors import BadInput, Refused, StoreError


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> bilat.Ledger:
    return bilat.create(str(tmp_path_factory.mktemp("api") / "asia.db"), history="asean-japan")


def test_commitments_are_a_typed_frame(ledger: bilat.Ledger) -> None:
    rows = ledger.commitments("ASEAN-JP", since="2020", until="2023")
    row = rows.row(by_predicate=pl.col("pledge") == "pledge/acpheed", named=True)
    assert row["counted"] is True
    assert row["announced"] == {"value": Decimal(50_000_000), "upper": None, "unit": "USD", "bound": "exact"}
    assert [each["value"] for each in row["current"]] == [Decimal(50_000_000)]


def test_timeline_and_trade_are_frames(ledger: bilat.Ledger) -> None:
    held = ledger.timeline("JP-ASEAN", since="2020", until="2023").filter(kind="meeting-held")
    days = {"2020-11-12", "2021-10-27", "2022-11-12", "2023-09-06", "2023-12-17"}
    assert days <= set(held["on"])
    rows = ledger.trade("ASEAN-JP").filter(indicator="trade")
    values = {(row["period"], row["value"]["value"]) for row in rows.to_dicts() if row["value"]}
    assert {("2019", "225900000000"), ("2020", "204000000000"), ("2022", "268500000000")} <= values


def test_a_report_is_the_json_of_the_command_line(ledger: bilat.Ledger) -> None:
    record = ledger.report("commitments", "ASEAN-JP", since="2020", until="2023")
    assert record["boundary"]["from"] == "2020"
    assert record["stamp"]["events"] == 342
    mobilised = {each["unit"]: each["value"] for each in record["totals"]["mobilised"]}
    assert Decimal(mobilised["USD"]) >= 35_000_000_000


def test_appending_takes_mappings_and_refuses_all_or_nothing(tmp_path: Path) -> None:
    ledger = bilat.create(str(tmp_path / "x.db"))
    japan = {"kind": "party-registered", "stream": "party/JP", "name": "Japan", "type": "state"}
    with pytest.raises(Refused, match="event 2"):
        ledger.append(japan, {"kind": "party-registered", "stream": "party/QQ", "name": "Nowhere", "type": "state"})
    assert ledger.append(japan, recorder="clerk").recorded[0].recorder == "clerk"
    assert ledger.append(japan).already == 1


def test_what_is_not_there_is_said(tmp_path: Path, ledger: bilat.Ledger) -> None:
    with pytest.raises(StoreError, match="bilat init"):
        bilat.open(str(tmp_path / "none.db"))
    with pytest.raises(BadInput, match="ASEAN"):
        ledger.commitments("ASEEN-JP")


def test_importing_bilat_loads_nothing_heavy() -> None:
    heavy = "import sys, bilat; assert not {'polars', 'pydantic', 'rich', 'typer', 'eventsourcing'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", heavy], check=True)
