"""Reports as workbooks: real dates and numbers, the boundary and stamp, the sources, and no formula."""

import csv
import shutil
import subprocess
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from bilat.cli.render.workbook import workbook
from bilat.projections.rows.fields import DataColumn
from tests.cli.conftest import Bilat
from tests.cli.program import run

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def report(name: str, *words: str) -> Workbook:
    """The workbook that a report writes, also left at NAME.xlsx."""
    done = run(name, "ASEAN-JP", *words, "--format", "xlsx")
    Path(f"{name}.xlsx").write_bytes(done.stdout)
    return load_workbook(f"{name}.xlsx")


def rows(book: Workbook, sheet: str) -> list[dict[str, object]]:
    header, *lines = book[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, header), line, strict=True)) for line in lines]


def test_a_report_has_real_dates_and_numbers(ledger: Bilat) -> None:
    book = report("commitments")
    assert book.sheetnames == ["commitments", "totals", "excluded", "sources", "boundary and stamp"]
    pledge = rows(book, "commitments")[0]
    assert pledge["announced_on"] == datetime(2023, 12, 17)
    assert (pledge["announced"], pledge["announced_unit"], pledge["announced_bound"]) == (
        40_000_000_000,
        "JPY",
        "exact",
    )
    assert {row["line"]: row["value"] for row in rows(book, "totals")} == {"headline": 4e10, "net": 4e10}
    assert [source["code"] for source in rows(book, "sources")] == ["mofa"]
    about = {row["name"]: row["value"] for row in rows(book, "boundary and stamp")}
    assert about["boundary: relation"] == "ASEAN-JP"
    assert about["stamp: events"] == 4
    assert len(str(about["stamp: root"])) == 64


def test_a_sheet_can_be_read_as_it_opens(ledger: Bilat) -> None:
    assert ledger("commitments", "ASEAN-JP", "-o", "c.xlsx").out == ""
    sheet = load_workbook("c.xlsx")["commitments"]
    header = [str(cell.value) for cell in sheet[1]]
    by_name = {name: sheet[2][index] for index, name in enumerate(header)}
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert by_name["announced"].number_format == "#,##0"
    assert by_name["restated"].number_format == "0"
    assert by_name["announced_on"].number_format == "yyyy-mm-dd"
    assert sheet.column_dimensions[get_column_letter(1 + header.index("pledge"))].width >= len("pledge/exchange")


def test_a_workbook_has_the_columns_of_csv(ledger: Bilat) -> None:
    for name in ("timeline", "commitments", "trade"):
        assert ledger(name, "ASEAN-JP", "-o", "r.xlsx").code == ledger(name, "ASEAN-JP", "-o", "r.csv").code == 0
        header = [str(cell.value) for cell in load_workbook("r.xlsx")[name][1]]
        assert header == Path("r.csv").read_text().splitlines()[0].split(",")


@pytest.mark.parametrize("name", ["timeline", "commitments", "trade"])
def test_every_report_has_the_sheets_that_explain_it(ledger: Bilat, name: str) -> None:
    assert {name, "sources", "boundary and stamp"} <= set(report(name).sheetnames)


@pytest.mark.parametrize("name", ["parties", "sources", "log"])
def test_look_ups_are_workbooks_too(ledger: Bilat, name: str) -> None:
    done = run(name, "--format", "xlsx")
    Path("x.xlsx").write_bytes(done.stdout)
    assert load_workbook("x.xlsx").sheetnames == [name, "boundary and stamp"]


def test_a_stream_is_a_workbook_too(ledger: Bilat) -> None:
    done = run("show", "pledge/exchange", "--format", "xlsx")
    Path("x.xlsx").write_bytes(done.stdout)
    book = load_workbook("x.xlsx")
    assert book.sheetnames == ["events", "sources", "boundary and stamp"]
    (event,) = rows(book, "events")
    assert (event["on"], event["amount"], event["amount_unit"]) == (datetime(2023, 12, 17), 40_000_000_000, "JPY")
    assert [source["code"] for source in rows(book, "sources")] == ["mofa"]


def test_no_cell_starts_a_formula(ledger: Bilat) -> None:
    ledger(
        "append",
        "pledge-announced",
        "--stream",
        "pledge/f",
        "--donor",
        "JP",
        "--recipient",
        "ASEAN",
        "--title",
        "=HYPERLINK(1)",
        "--instrument",
        "grant",
        "--on",
        "2023",
        "--cites",
        "mofa",
        "--amount",
        "USD 1",
    )
    cells = [cell for sheet in report("timeline") for row in sheet.iter_rows() for cell in row]
    assert any("HYPERLINK" in str(cell.value) for cell in cells)
    assert not any(cell.data_type == "f" or str(cell.value).startswith("=") for cell in cells)


def test_lists_of_amounts_have_a_column_for_each_unit() -> None:
    amount = {"value": "5", "unit": "USD", "bound": "exact"}
    record = {
        "rows": [
            {"x": [amount, {"value": "7.5", "unit": "JPY", "bound": "at-least"}], "sources": ["s"]},
            {"x": [], "sources": []},
            {"x": [{"value": "1", "unit": "USD", "bound": "between", "upper": "2"}]},
        ]
    }
    sheet = workbook("r", record, (DataColumn("x", "amounts"),), [], "All.")[0]
    assert sheet.header == ["x", "x JPY", "x JPY bound", "x USD", "x USD bound", "x USD upper"]
    assert list(sheet.rows) == [
        ("USD 5; ≥ JPY 7.5", Decimal("7.5"), "at-least", Decimal(5), "exact", None),
        (None, None, None, None, None, None),
        ("USD 1–2", None, None, Decimal(1), "between", Decimal(2)),
    ]


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_the_same_numbers(ledger: Bilat) -> None:
    assert SOFFICE is not None
    expected = rows(report("commitments"), "commitments")[0]
    convert = [SOFFICE, "--headless", f"-env:UserInstallation=file://{Path.cwd()}/profile", "--convert-to", "csv"]
    subprocess.run([*convert, "commitments.xlsx"], check=True, capture_output=True)
    with Path("commitments.csv").open() as file:
        found = next(csv.DictReader(file))
    assert (found["announced_on"], Decimal(found["announced"])) == ("2023-12-17", expected["announced"])
