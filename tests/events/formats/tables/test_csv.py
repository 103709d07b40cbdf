"""CSV: what is read from rows, and what is wrong with bad ones."""

from io import BytesIO

import pytest

from bilat.events.errors import BadInput
from bilat.events.formats.jsonl import LINE_LIMIT
from bilat.events.formats.tables.csv import write
from tests.events.formats.reading_of import fields_read, problems

HEADER = "stream,on,cites,donor,recipient,title,instrument"
ROW = "pledge/a,2023-12-17,mofa,JP,ASEAN,Ports,grant"
KIND = "pledge-announced"
PLEDGE = {
    "kind": KIND,
    "stream": "pledge/a",
    "on": "2023-12-17",
    "cites": [{"source": "mofa"}],
    "donor": "JP",
    "recipient": "ASEAN",
    "title": "Ports",
    "instrument": "grant",
}


def pledge(extra: str, cell: str, separator: str = ",") -> str:
    """A file of one pledge with more columns."""
    header, row = HEADER.replace(",", separator), ROW.replace(",", separator)
    return f"{header}{separator}{extra}\n{row}{separator}{cell}\n"


@pytest.mark.parametrize("start", ["", "\ufeff", "sep=;\n"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_separators_and_marks_are_told_from_the_file(start: str, separator: str, end: str) -> None:
    if start.startswith("sep="):
        start = f"sep={separator}\n"
    content = start + f"{HEADER}\n{ROW}\n\n{',' * 6}\n".replace(",", separator).replace("\n", end)
    assert fields_read("csv", content, kind=KIND) == [PLEDGE]


def test_a_column_says_the_kind_of_each_row() -> None:
    content = "kind,stream,on,cites,reason\npledge-completed,pledge/a,2023,s,\npledge-cancelled,pledge/b,2024,s,over\n"
    assert [line["kind"] for line in fields_read("csv", content)] == ["pledge-completed", "pledge-cancelled"]


@pytest.mark.parametrize(
    ("column", "cell", "field", "value"),
    [
        ("amount", "USD 50m", "amount", {"value": "50000000", "unit": "USD", "bound": "exact"}),
        ("amount", '">=1,500 dose"', "amount", {"value": "1500", "unit": "dose", "bound": "at-least"}),
        ("amount_value,amount_unit", '"1,234.50",USD', "amount", {"value": "1234.5", "unit": "USD", "bound": "exact"}),
        ("amount_unit,amount_value", "USD,", "amount", None),
        (
            "amount_value,amount_unit,amount_bound,amount_upper",
            "1,USD,between,2",
            "amount",
            {"value": "1", "unit": "USD", "bound": "between", "upper": "2"},
        ),
        (
            "amount_value,amount_unit,amount_upper",
            "1,USD,2",
            "amount",
            {"value": "1", "unit": "USD", "bound": "between", "upper": "2"},
        ),
        ("via", "JICA | UN1", "via", ["JICA", "UN1"]),
        ("topics", '"[""a|b"", ""c""]"', "topics", ["a|b", "c"]),
        (
            "equivalents,amount",
            "~USD 1m|~EUR 2m,JPY 5",
            "equivalents",
            [
                {"value": "1000000", "unit": "USD", "bound": "about"},
                {"value": "2000000", "unit": "EUR", "bound": "about"},
            ],
        ),
        ("new_money", "FALSE", "new_money", None),
        ("terms.rate_percent", "0.10", "terms", {"rate_percent": "0.1"}),
        ("ids", "iati=XM-1 | fts=3", "ids", {"iati": "XM-1", "fts": "3"}),
        ("ids.iati", "XM-1", "ids", {"iati": "XM-1"}),
        ("ids,ids.iati", "fts=3,XM-1", "ids", {"fts": "3", "iati": "XM-1"}),
        (
            "cites.locator,cites.quote,cites.published",
            "row 7,a promise,2023-12",
            "cites",
            [{"source": "mofa", "locator": "row 7", "quote": "a promise", "published": "2023-12"}],
        ),
        ("note", "'=not a formula", "note", "=not a formula"),
    ],
)
def test_cells_say_fields(column: str, cell: str, field: str, value: object) -> None:
    assert fields_read("csv", pledge(column, cell), kind=KIND)[0].get(field) == value


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", ["the file is empty"]),
        ("\xff\xfea".encode("latin-1"), ["UTF-16"]),
        (f"{HEADER},amout\n", ["line 1, column 8: unknown column 'amout' (did you mean amount"]),
        (f"{HEADER},on\n", ["line 1, column 8: the column 'on' stands twice"]),
        (f"{HEADER},,note\n", ["line 1, column 8: a column without a name"]),
        (f"{HEADER}\n{ROW},x\npledge/b\n", ["line 2: 8 cells under 7 columns", "line 3: 1 cells under 7"]),
        (f'{HEADER}\n{ROW}\n"a\n', ["line 3: not CSV"]),
        (f"{HEADER}\n".encode() + b"caf\xe9" + b"," * 6, ["line 2, column 1: stream: b'caf\\xe9' is not UTF-8"]),
        (f"{HEADER}\n{'x' * (LINE_LIMIT + 9)}\n{ROW}\n", ["line 2: a line holds at most"]),
        (pledge("note", "=1+1"), ["line 2, column 8: note: the cell '=1+1' is a formula"]),
        (pledge("note", "@SUM(A1)"), ["is a formula"]),
        (pledge("note", "+A1"), ["is a formula"]),
        (pledge("amount", '"USD 1.234,56"'), ["column 8: amount: the number '1.234,56' is ambiguous (say in"]),
        (pledge("amount_value,amount_unit", '"1,23",USD'), ["column 8: amount_value: the number '1,23' is ambiguous"]),
        (pledge("amount", "USD 1,234", ";"), ["column 8: amount: the number '1,234' is ambiguous"]),
        (pledge("amount,amount_value", "USD 5,5"), ["column 9: amount: told twice"]),
        (pledge("amount_upper", "5"), ["column 8: amount_value: is missing"]),
        (pledge("amount_value", "5"), ["column 8: amount unit: is missing"]),
        (pledge("horizon", "03/04/2023"), ["column 8: horizon: '03/04/2023' has 2 readings: 2023-04-03 or 2023-03-04"]),
        (pledge("new_money", "perhaps"), ["column 8: new_money: 'perhaps' is neither true nor false"]),
        (pledge("topics", '"[1"'), ["column 8: topics: not JSON"]),
        (pledge("ids", "one"), ["column 8: ids: cannot read the ids 'one'"]),
        (pledge("ids,ids.iati", "iati=1,2"), ["ids: an identifier is told twice"]),
        (pledge("version", "x"), ["column 8: version: 'x' is not a whole number"]),
        (f"{HEADER},cites.quote\n{ROW.replace('mofa', 'a|b')},x\n", ["column 8: cites.quote: goes with one source"]),
        (
            f"{HEADER}\n{ROW.replace('grant', 'grnt').replace('2023-12-17', '0')}\n",
            ["line 2, column 2: on: cannot read the date", "line 2, column 7: instrument: "],
        ),
        (f"{HEADER},note\n{ROW.replace('grant', 'grnt')},=1\n", ["column 8: note: the cell", "column 7: instrument: "]),
    ],
)
def test_everything_wrong_is_reported_with_its_place(content: bytes | str, said: list[str]) -> None:
    found = problems("csv", content, kind=KIND)
    assert len(found) == len(said), found
    for problem, expected in zip(found, said, strict=True):
        assert expected in problem


def test_rows_need_a_kind() -> None:
    assert problems("csv", f"{HEADER}\n{ROW}\n") == [
        "line 1: nothing says of which kind the events are (give --kind KIND, or a column `kind`) [kind]"
    ]
    content = f"{HEADER},kind\n{ROW},pledge-revised\n{ROW},pledge-anounced\n"
    assert "the row says pledge-revised, the command --kind" in problems("csv", content, kind=KIND)[0]
    assert "line 3, column 8: unknown kind 'pledge-anounced'" in problems("csv", content)[0]
    with pytest.raises(BadInput, match="did you mean pledge-announced"):
        problems("csv", HEADER, kind="pledge-anounced")


def test_a_column_of_another_kind_is_refused_in_its_row() -> None:
    content = "kind,stream,on,cites,text\npledge-completed,pledge/a,2023,s,oh\nstatement-made,statement/a,2023,s,oh\n"
    found = problems("csv", content)
    assert "line 2, column 5: text: pledge-completed has no such column (leave the cell empty)" in found[0]


def test_an_export_has_the_columns_that_are_used() -> None:
    out = BytesIO()
    write([b'{"kind":"party-registered","name":"Japan","stream":"party/JP","type":"state","version":1}'], out)
    assert out.getvalue().decode() == (
        "kind,stream,version,on,cites,name,type\r\nparty-registered,party/JP,1,,,Japan,state\r\n"
    )
