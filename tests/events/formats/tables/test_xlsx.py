"""XLSX: what is read from sheets, and what is not opened at all."""

import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from bilat.events.errors import BadInput
from bilat.events.formats.tables.xlsx import write
from tests.events.formats.reading_of import fields_read, problems

HEADER = ["stream", "on", "cites", "amount_value", "amount_unit"]
KIND = "pledge-committed"


def book(*rows: Sequence[Any], edit: Callable[[Any], None] = lambda sheet: None) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    edit(sheet)
    return saved(workbook)


def saved(workbook: Workbook) -> bytes:
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def packed(content: bytes, edit: Callable[[str, bytes], bytes | None]) -> bytes:
    """The workbook with its parts edited; parts edited to None are left out."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = edit(name, before.read(name))
            if part is not None:
                after.writestr(name, part)
    return out.getvalue()


def in_sheet(old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    return lambda name, part: part.replace(old, new) if "sheet1" in name else part


GOOD = book(HEADER, ["pledge/a", date(2023, 5, 1), "s", 1234.56, "USD"])


def test_real_dates_and_numbers_are_read() -> None:
    content = book(HEADER, ["pledge/a", date(2023, 5, 1), "s", 1234.56, "USD"], [], ["pledge/b", 2023, "s", 7, "USD"])
    first, second = fields_read("xlsx", content, kind=KIND)
    assert (first["on"], first["amount"]["value"]) == ("2023-05-01", "1234.56")
    assert (second["on"], second["amount"]["value"]) == ("2023", "7")


def test_noise_in_the_last_binary_digit_is_not_read() -> None:
    content = book(HEADER, ["pledge/a", 2023, "s", 0.1 + 0.2, "USD"])
    assert fields_read("xlsx", content, kind=KIND)[0]["amount"]["value"] == "0.3"


def test_per_cents_are_read_as_they_are_shown() -> None:
    header = ["stream", "on", "cites", "from", "period", "indicator", "change_percent"]
    row = ["series/a", "2023", "s", "JP", "2022", "trade", 0.052]
    content = book(header, row, edit=lambda sheet: setattr(sheet["G2"], "number_format", "0.0%"))
    assert fields_read("xlsx", content, kind="figure-reported")[0]["change_percent"] == "5.2"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (book(HEADER, ["pledge/a", 2023, "s", "=1+1", "USD"]), "cell D2: amount_value: the cell holds a formula"),
        (book(HEADER, ["pledge/a", datetime(2023, 5, 1, 3), "s"]), "cell B2: on: the cell holds a time of day"),
        (book(HEADER, ["pledge/a", "#REF!", "s"]), "cell B2: on: the cell holds the error #REF!"),
        (book(HEADER, ["pledge/a", 2023, "s", 1, "USD", "x"]), "row 2: 6 cells under 5 columns"),
        (book([*HEADER, "on"]), "cell F1: the column 'on' stands twice"),
        (book([*HEADER, "not"]), "cell F1: unknown column 'not' (did you mean note"),
        (book(), "the file is empty"),
        (b"", "not an XLSX workbook"),
        (b"a,b\n", "not an XLSX workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(999), "the workbook is encrypted, or in the old .xls format"),
        (GOOD[: len(GOOD) // 2], "not an XLSX workbook"),
        (packed(GOOD, in_sheet(b"</sheetData>", b"")), "the workbook is damaged"),
        (packed(GOOD, lambda name, part: None if "workbook" in name else part), "the workbook is damaged"),
        (packed(GOOD, in_sheet(b"<sheetData>", b"<sheetData>" + bytes(32 << 20))), "unpacks from"),
        (packed(GOOD, lambda name, part: b"<!DOCTYPE x [<!ENTITY a 'aa'>]>" + part), "declares a document type"),
    ],
)
def test_everything_wrong_is_reported_with_its_place(content: bytes, said: str) -> None:
    assert said in problems("xlsx", content, kind=KIND)[0]


def test_an_encrypted_archive_is_not_opened() -> None:
    marked = bytearray(GOOD)
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        start = marked.find(signature)
        while start >= 0:
            marked[start + offset] |= 1
            start = marked.find(signature, start + 4)
    assert "the workbook is encrypted" in problems("xlsx", bytes(marked), kind=KIND)[0]


def test_a_row_far_below_ends_the_reading() -> None:
    far = packed(GOOD, lambda name, part: part.replace(b'r="2"', b'r="9999999"') if "sheet1" in name else part)
    with pytest.raises(BadInput, match="more than 1,048,576 rows"):
        fields_read("xlsx", far, kind=KIND)


def test_the_sheet_is_named_where_there_are_several() -> None:
    workbook = load_workbook(BytesIO(GOOD))
    workbook.create_sheet("Notes")
    content = saved(workbook)
    assert "2 sheets: Sheet, Notes (say which: --sheet NAME)" in problems("xlsx", content, kind=KIND)[0]
    assert (
        "no sheet 'Sheat' (did you mean Sheet?)" in problems("xlsx", content, kind=KIND, mapping={"sheet": "Sheat"})[0]
    )
    assert len(fields_read("xlsx", content, kind=KIND, mapping={"sheet": "Sheet"})) == 1


def test_an_export_has_real_dates_and_numbers_and_no_formula() -> None:
    out = BytesIO()
    write(
        [
            b'{"amount":{"bound":"exact","unit":"USD","value":"1234.5"},"cites":[{"source":"s"}],"kind":"pledge-committed",'
            b'"note":"=HYPERLINK(1)","on":"2023-05-01","stream":"pledge/a","version":1}\n'
            b'{"amount":{"bound":"exact","unit":"JPY","value":"123456789012345678"},"cites":[{"source":"s"}],'
            b'"kind":"pledge-committed","on":"2023-05","stream":"pledge/a","version":2}'
        ],
        out,
    )
    sheet = load_workbook(BytesIO(out.getvalue()))["events"]
    header, first, second = ([cell.value for cell in row] for row in sheet.iter_rows())
    told_first, told_second = dict(zip(header, first, strict=True)), dict(zip(header, second, strict=True))
    assert (told_first["on"], told_first["amount_value"]) == (datetime(2023, 5, 1), 1234.5)
    assert (told_second["on"], told_second["amount_value"]) == ("2023-05", "123456789012345678")
    assert told_first["note"] == "'=HYPERLINK(1)"
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
