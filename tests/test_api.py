"""The Python API: what `import bilat` offers."""

import json
import subprocess
import sys
from decimal import Decimal
from io import BytesIO
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


def test_an_export_takes_the_place_of_no_record_and_an_import_names_the_file(tmp_path: Path) -> None:
    ledger = bilat.create(str(tmp_path / "x.db"))
    with pytest.raises(BadInput, match="belongs to the ledger"):
        ledger.export(tmp_path / "x.db", format="jsonl")
    with pytest.raises(BadInput, match="is read, not written"):
        ledger.export(tmp_path / "x.fts", format="fts")
    assert not (tmp_path / "x.fts").exists()
    with pytest.raises(BadInput, match=r"cannot read .*none\.jsonl"):
        ledger.import_(tmp_path / "none.jsonl")
    with pytest.raises(BadInput, match="says nothing about jsonl"):
        ledger.import_(BytesIO(b""), columns={"theirs": "name"})
    with pytest.raises(Refused, match="line 1"):
        ledger.import_(BytesIO(b"[]"))
    assert ledger.verify().findings == []


def test_a_key_is_made_where_nothing_is_and_a_seal_is_signed_with_it(tmp_path: Path) -> None:
    ledger = bilat.create(str(tmp_path / "x.db"))
    with pytest.raises(BadInput, match="belongs to the ledger"):
        ledger.make_key(tmp_path / "x.db.archive" / "seals.key")
    public = ledger.make_key(tmp_path / "seals.key")
    with pytest.raises(BadInput, match="exists already"):
        ledger.make_key(tmp_path / "seals.key")
    (tmp_path / "head.txt").write_text(ledger.seal(key=tmp_path / "seals.key"))
    assert ledger.verify(checkpoint=tmp_path / "head.txt", key=public).findings == []
    other = bilat.create(str(tmp_path / "y.db")).make_key(tmp_path / "other.key")
    assert "not to be trusted" in ledger.verify(checkpoint=tmp_path / "head.txt", key=other).findings[0].cause


def test_a_proof_is_of_one_event_or_of_the_first(ledger: bilat.Ledger) -> None:
    assert ledger.prove("@57").position == 57
    assert ledger.prove(first=2, size=3).first == 2
    for asked in ({}, {"event": "@57", "first": 2}):
        with pytest.raises(BadInput, match="of one event, or of the first"):
            ledger.prove(**asked)  # type: ignore[arg-type]  # both, or none
    with pytest.raises(BadInput, match="is a stream of events"):
        ledger.prove("pledge/acpheed")


def test_a_diff_has_a_window_beside_its_moments(ledger: bilat.Ledger) -> None:
    assert ledger.diff("ASEAN-JP", "@1", "@342", since="2020", until="2021")["boundary"]["to"] == "2021"


def test_a_saved_report_is_checked_from_its_file(tmp_path: Path, ledger: bilat.Ledger) -> None:
    report = ledger.replay("ASEAN-JP", recorded_by="@90")
    (tmp_path / "report.json").write_text(json.dumps(report))
    assert ledger.check_report(tmp_path / "report.json").reasons == []
    with pytest.raises(BadInput, match="cannot read the report"):
        ledger.check_report(tmp_path / "none.json")
    with pytest.raises(BadInput, match="none of the reports"):
        ledger.check_report({"rows": []})


def test_no_other_name_is_in_the_package() -> None:
    with pytest.raises(AttributeError, match="Legder"):
        bilat.Legder  # noqa: B018


def test_importing_bilat_loads_nothing_heavy() -> None:
    heavy = "import sys, bilat; assert not {'polars', 'pydantic', 'rich', 'typer', 'eventsourcing'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", heavy], check=True)
