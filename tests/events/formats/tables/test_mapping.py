"""Foreign tables, read through a mapping."""

import pytest

from bilat.events.errors import BadInput
from bilat.events.formats.tables.mapping import combined, wording
from tests.events.formats.reading_of import fields_read, problems

FOREIGN = (
    "Ref No;Donor country;Where;What;How much;Cur;Day;Remarks\n"
    "A 1/23;Japan;Viet Nam und Laos;Häfen;1.234,56;USD;31.12.2022;\n"
    "a 2;Japan;Laos;Straßen;;USD;1.2.2023;secret\n"
)
MAPPING = """
decimal = ","
dates = ["%d.%m.%Y", "%Y"]
ignore = ["Remarks"]
[columns]
"Donor country" = "donor"
Where = "recipient"
What = "title"
"How much" = "amount_value"
Cur = "amount_unit"
Day = "on"
[constants]
kind = "pledge-announced"
instrument = "unspecified"
new_money = false
[templates]
stream = "pledge/moe-{Ref No}"
cites = "moe-{What}"
"cites.locator" = "row {line}, {Ref No}"
[values.donor]
Japan = "JP"
[values.recipient]
Laos = "LA"
"Viet Nam und Laos" = "VN|Laos"
"""


def test_a_foreign_table_becomes_events() -> None:
    first, second = fields_read("csv", FOREIGN, mapping=combined(MAPPING.encode()))
    assert first == {
        "kind": "pledge-announced",
        "stream": "pledge/moe-a-1-23",
        "on": "2022-12-31",
        "donor": "JP",
        "cites": [{"source": "moe-hafen", "locator": "row 2, A 1/23"}],
        "recipient": ["VN", "LA"],
        "title": "Häfen",
        "instrument": "unspecified",
        "amount": {"value": "1234.56", "unit": "USD", "bound": "exact"},
    }
    assert (second["on"], second["recipient"], "amount" in second) == ("2023-02-01", "LA", False)
    assert second["cites"][0]["source"] == "moe-strassen"


def test_the_command_line_adds_to_the_file() -> None:
    mapping = combined(b'[columns]\nA = "donor"\n', ["A=recipient", " B = b = title ", "C="], "Sheet 2")
    assert mapping == {"columns": {"A": "recipient", "B = b": "title"}, "ignore": ["C"], "sheet": "Sheet 2"}


@pytest.mark.parametrize(
    ("decimal", "text", "value"),
    [
        (",", "1.234,56", "1234.56"),
        (",", "1 234 567", "1234567"),
        (",", "1.234", "1234"),
        (",", "-1,5", "-1.5"),
        (".", "1,234.56", "1234.56"),
        (".", "1.234", "1.234"),
        (".", "1'234.5", "1234.5"),
        (None, "1,234.5", "1234.5"),
        (None, "1.5", "1.5"),
        (None, "1\u202f234", "1234"),
        (",", "1\u00a0234,5", "1234.5"),
    ],
)
def test_numbers_are_read_by_the_decimal_sign(decimal: str | None, text: str, value: str) -> None:
    content = f'stream,on,cites,amount_value,amount_unit\npledge/a,2023,s,"{text}",USD\n'
    mapping = {"decimal": decimal} if decimal else {}
    assert fields_read("csv", content, kind="pledge-committed", mapping=mapping)[0]["amount"]["value"] == value


@pytest.mark.parametrize(("text", "value"), [("EUR 1.234,5", "1234.5"), ("~1,5m USD", "1500000")])
def test_text_forms_are_read_by_the_decimal_sign(text: str, value: str) -> None:
    content = f'stream,on,cites,amount\npledge/a,2023,s,"{text}"\n'
    assert fields_read("csv", content, kind="pledge-committed", mapping={"decimal": ","})[0]["amount"]["value"] == value


@pytest.mark.parametrize(
    ("decimal", "text"),
    [
        (None, "1.234,56"),
        (None, "1,23"),
        (None, "1.234.567"),
        (",", "1,234.56"),
        (",", "1234.56"),
        (".", "1.234,56"),
        (None, "12,3456"),
        (None, "1,2,3"),
    ],
)
def test_numbers_that_could_mean_two_things_are_refused(decimal: str | None, text: str) -> None:
    content = f'stream,on,cites,amount_value,amount_unit\npledge/a,2023,s,"{text}",USD\n'
    found = problems("csv", content, kind="pledge-committed", mapping={"decimal": decimal} if decimal else {})
    assert "line 2, column 4: amount_value: the number" in found[0]
    assert 'decimal = "," reads 1.234,56' in found[0]


@pytest.mark.parametrize(
    ("formats", "text", "date"),
    [
        ("%d/%m/%Y", "2/1/2023", "2023-01-02"),
        ("%m/%Y", "02/2023", "2023-02"),
        ("%Y", "2023", "2023"),
        ("%d/%m/%Y", "2023-05", "2023-05"),
        ("%b %Y", "Feb 2023", "2023-02"),
        ("%d/%m/%y", "02/01/23", "2023-01-02"),
    ],
)
def test_dates_are_read_by_their_format(formats: str, text: str, date: str) -> None:
    content = f"stream,on,cites\npledge/a,{text},s\n"
    assert fields_read("csv", content, kind="pledge-completed", mapping={"dates": {"on": formats}})[0]["on"] == date


def test_what_does_not_fit_is_reported() -> None:
    found = problems("csv", "stream,on,cites\npledge/a,1/2,s\n", kind="pledge-completed", mapping={"dates": "%d/%m/%Y"})
    assert "line 2, column 2: on: the date '1/2' fits none of %d/%m/%Y" in found[0]
    found = problems("csv", FOREIGN.replace("A 1/23", "?"), mapping=combined(MAPPING.encode()))
    assert "line 2: stream: the template needs the column 'Ref No', which is empty" in found[0]
    found = problems("csv", FOREIGN.replace("Cur", "Curr"), mapping=combined(MAPPING.encode()))
    assert "line 1, column 6: unknown column 'Curr'" in found[0]
    assert "the mapping names a column 'Cur', which the table does not have (did you mean Curr?)" in found[1]


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ({"colums": {}}, "did you mean columns"),
        ({"columns": {"A": "doner"}}, "did you mean donor"),
        ({"columns": []}, r"begin it with the line \[columns\]"),
        ({"constants": {"title": 1.5}}, "is not a text"),
        ({"decimal": "x"}, "decimal"),
        ({"dates": 5}, "is not a table"),
        ({"ignore": [1]}, "ignore"),
        ({"sheet": 1}, "sheet"),
        ({"dates": {"when": "%Y"}}, "no column of ours"),
        ({"values": {"donor": "x"}}, "donor"),
    ],
)
def test_a_mapping_is_checked(mapping: dict[str, object], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        wording(mapping)


def test_what_cannot_be_read_is_refused() -> None:
    with pytest.raises(BadInput, match="not TOML"):
        combined(b"[columns\n")
    with pytest.raises(BadInput, match="THEIRS=OURS"):
        combined(None, ["x"])
