"""XLSX: rows and cells that do not stand where they say are refused with their place; nothing is left out."""

import re
import time
import zipfile
from io import BytesIO

import pytest

from tests.events.formats.reading_of import fields_read, problems
from tests.events.formats.tables.test_xlsx import GOOD, HEADER, KIND, book, in_sheet, packed

THREE = book(HEADER, *([f"pledge/{name}", 2023, "s", 7, "USD"] for name in "abc"))


def renumbered(*numbers: str) -> bytes:
    """The workbook of four rows, its rows numbered anew, its cells without references."""
    given = iter(numbers)

    def edit(name: str, part: bytes) -> bytes:
        if "sheet1" not in name:
            return part
        bare = re.sub(rb'<c r="[A-Z]+\d+"', b"<c", part)
        return re.sub(rb'<row r="\d+"', lambda _: f'<row r="{next(given)}"'.encode(), bare)

    return packed(THREE, edit)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (renumbered("1", "3", "2", "4"), "sheet 'Sheet', row 2: a row '2' stands after row 3"),
        (renumbered("1", "2", "2", "4"), "sheet 'Sheet', row 2: a row '2' stands after row 2"),
        (renumbered("1", "-5", "3", "4"), "sheet 'Sheet', row -5: a row '-5' stands after row 1"),
        (renumbered("1", "2.0", "3", "4"), "a row '2.0' stands after row 1"),
        (packed(THREE, in_sheet(b'r="B3"', b'r="A3"')), "sheet 'Sheet', cell A3: the cell A3 is given twice"),
        (packed(THREE, in_sheet(b'r="A3"', b'r="C3"')), "cell B3: the cell B3 stands after a cell to its right"),
        (packed(THREE, in_sheet(b'r="C2"', b'r="C9"')), "sheet 'Sheet', cell C9: the cell C9 stands in row 2"),
        (packed(THREE, in_sheet(b'r="C2"', b'r="C"')), "sheet 'Sheet', row 2: 'C' is no cell of a sheet"),
        (packed(THREE, in_sheet(b'r="E2"', b'r="ZZZ2"')), "sheet 'Sheet', row 2: 'ZZZ2' is no cell of a sheet"),
        (packed(THREE, in_sheet(b'r="E2"', b'r="XFD2"')), "cell XFD2: XFD2 stands far to the right of the header"),
    ],
)
def test_a_contradiction_of_places_is_refused(content: bytes, said: str) -> None:
    assert said in " ".join(problems("xlsx", content, kind=KIND))


def test_rows_with_gaps_and_cells_without_a_reference_are_read_as_they_stand() -> None:
    assert [each["stream"] for each in fields_read("xlsx", renumbered("1", "2", "7", "9"), kind=KIND)] == [
        "pledge/a",
        "pledge/b",
        "pledge/c",
    ]


def with_part(name: str, content: bytes) -> bytes:
    """The good workbook with one more part."""
    out = BytesIO(GOOD)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def sharing(index: bytes) -> bytes:
    """The good workbook with two shared texts, its first stream being the one of this number."""
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    shared = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>pledge/x</t></si>'
    listed = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></Types>'

    def edit(name: str, part: bytes) -> bytes:
        if name == "[Content_Types].xml":
            return part.replace(b"</Types>", listed)
        own = b't="inlineStr"><is><t>pledge/a</t></is>'
        return part.replace(own, b't="s"><v>' + index + b"</v>") if name.endswith("sheet1.xml") else part

    out = BytesIO(packed(GOOD, edit))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", shared + b"<si><t>pledge/y</t></si></sst>")
    return out.getvalue()


def test_a_cell_with_a_shared_text_is_read() -> None:
    assert [each["stream"] for each in fields_read("xlsx", sharing(b"1"), kind=KIND)] == ["pledge/y"]


@pytest.mark.parametrize(
    ("index", "cause"),
    [
        (b"-1", "the cell A2 names no text of the workbook"),
        (b"x", "the cell A2 names no text of the workbook"),
        (b"1.5", "the cell A2 names no text of the workbook"),
        (b"2", "the workbook is damaged"),
        (b"99999999999", "the workbook is damaged"),
    ],
)
def test_a_cell_whose_shared_text_is_none_of_the_texts_is_refused(index: bytes, cause: str) -> None:
    (said,) = problems("xlsx", sharing(index), kind=KIND)
    assert cause in said


@pytest.mark.parametrize("part", ["xl/workbook.bin", "xl/other.xml"])
@pytest.mark.parametrize("before", [b"", b"<!--" + b"x" * 70_000 + b"-->"])
def test_a_document_type_is_found_whatever_the_part_is_called_and_however_far_in(part: str, before: bytes) -> None:
    content = with_part(part, before + b"<!DOCTYPE x [<!ENTITY a 'aa'>]><x/>")
    assert "declares a document type" in problems("xlsx", content, kind=KIND)[0]


def test_a_document_type_in_utf_16_is_found() -> None:
    hidden = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x><x/>'.encode("utf-16")
    content = packed(GOOD, lambda name, old: hidden if "theme" in name else old)
    assert "declares a document type" in problems("xlsx", content, kind=KIND)[0]


def test_far_cells_and_wide_headers_take_little_time() -> None:
    started = time.monotonic()
    row = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>x</t></is></c><c r="XFD%d" s="1"/></row>'
    rows = b"".join(row % (n, n, n) for n in range(2, 3_002))
    far = in_sheet(b"</sheetData>", rows + b"</sheetData>")
    problems("xlsx", packed(book(HEADER), far), kind=KIND)
    found = problems("xlsx", book([f"unknown {n}" for n in range(16_384)]), kind=KIND)
    assert len(found) == 1_001
    assert "the reading stopped here, after 1,000 problems" in found[-1]
    assert time.monotonic() - started < 10  # writing the workbooks takes most of it


def test_a_million_shared_texts_are_not_read() -> None:
    shared = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' + b"".join(
        b"<si><t>%d</t></si>" % n for n in range(1_000_000)
    )
    content = with_part("xl/sharedStrings.xml", shared + b"</sst>")
    started = time.monotonic()
    assert "has more than 1,500,000 tags" in problems("xlsx", content, kind=KIND)[0]
    assert time.monotonic() - started < 5
