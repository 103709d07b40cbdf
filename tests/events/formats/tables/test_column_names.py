"""Headers as people write them, scales of whole columns, and cells of templates that are empty."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilat.events.errors import BadInput
from bilat.events.formats.tables.column_names import column_called
from bilat.events.formats.tables.mapping import combined, wording
from bilat.events.kinds import KINDS
from tests.events.formats.reading_of import fields_read, problems
from tests.full import tries

PLEDGES = "Stream,ON,Cites,Who gives,RECIPIENT,Title,In what form,Amount,Part of,Cites Locator\n"


def pledge(amount: str, **context: Any) -> dict[str, Any]:
    row = f'pledge/a,2023-05-03,s,JP,VN,Roads,grant,"{amount}",programme/x,row 2\n'
    return fields_read("csv", PLEDGES + row, kind="pledge-announced", **context)[0]


def test_headers_are_read_in_any_case_with_spaces_or_in_the_words_of_help() -> None:
    assert pledge("USD 50m") == {
        "kind": "pledge-announced",
        "stream": "pledge/a",
        "on": "2023-05-03",
        "cites": [{"source": "s", "locator": "row 2"}],
        "donor": "JP",
        "recipient": "VN",
        "title": "Roads",
        "instrument": "grant",
        "amount": {"value": "50000000", "unit": "USD", "bound": "exact"},
        "part_of": "programme/x",
    }


def test_a_column_of_kinds_is_found_in_any_case() -> None:
    content = "KIND,Stream,What kind of party it is,The name\nparty-registered,party/JP,state,Japan\n"
    assert fields_read("csv", content)[0] == {
        "kind": "party-registered",
        "stream": "party/JP",
        "type": "state",
        "name": "Japan",
    }


@pytest.mark.parametrize("kind", KINDS)
def test_words_that_mean_two_columns_mean_none(kind: str) -> None:
    from bilat.events.formats.tables.tabular import described
    from bilat.events.meanings import meaning

    for name in described(kind):
        words = meaning(kind, name)
        if words and "." not in name:
            assert column_called(words.upper(), kind) in (name, None)
            assert column_called(name.replace("_", " ").title(), kind) == name


def test_the_same_column_in_two_spellings_stands_twice() -> None:
    content = "stream,on,cites,amount,Amount\npledge/a,2023,s,USD 5,USD 6\n"
    found = problems("csv", content, kind="pledge-committed")
    assert found[0].startswith("line 1, column 5: the column 'Amount' (read as amount) stands twice")


def test_a_column_that_fills_a_template_may_be_named_as_one_of_ours() -> None:
    content = "Title,on,cites\nRoad 4,2023,s\n"
    mapping = {"templates": {"stream": "pledge/{Title}"}}
    assert fields_read("csv", content, kind="pledge-completed", mapping=mapping)[0]["stream"] == "pledge/road-4"


@pytest.mark.parametrize(
    ("text", "value", "upper"),
    [
        ("USD 50", "50000000", None),
        ("€1,234.5", "1234500000", None),
        ("USD 50bn", "50000000000", None),
        ("USD 0.1", "100000", None),
        ("over EUR 3", "3000000", None),
        ("USD 1..2.5", "1000000", "2500000"),
        ("between EUR 1 and 3", "1000000", "3000000"),
    ],
)
def test_a_scale_multiplies_bare_numbers_exactly(text: str, value: str, upper: str | None) -> None:
    amount = pledge(text, mapping=combined(None, scale="Million"))["amount"]
    assert (amount["value"], amount.get("upper")) == (value, upper)


def test_an_equivalent_has_its_own_scale() -> None:
    found = pledge("JPY 2,500 (USD 18m)", mapping={"scale": {"amount": "million"}})
    assert found["amount"]["value"] == "2500000000"
    assert found["equivalents"][0]["value"] == "18000000"


@given(
    st.decimals(0, 10**6, places=6, allow_nan=False).filter(bool), st.sampled_from(["thousand", "million", "billion"])
)
@settings(max_examples=tries(30))
def test_scales_lose_no_digit(number: Decimal, scale: str) -> None:
    content = f"stream,on,cites,amount_value,amount_unit\npledge/a,2023,s,{number:f},USD\n"
    read = fields_read("csv", content, kind="pledge-committed", mapping={"scale": scale})[0]["amount"]["value"]
    assert Decimal(read) == number * {"thousand": 10**3, "million": 10**6, "billion": 10**9}[scale]


def test_a_scale_says_nothing_about_other_columns() -> None:
    content = (
        "stream,on,indicator,from,period,cites,value,change_percent,rank\nseries/a,2023,trade,JP,2022,s,USD 5,3.5,4\n"
    )
    found = fields_read("csv", content, kind="figure-reported", mapping={"scale": "billion"})[0]
    assert (found["value"]["value"], found["change_percent"], found["period"]) == ("5000000000", "3.5", "2022")


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ({"scale": "milion"}, "did you mean million"),
        ({"scale": {"amount": "lakh"}}, "'lakh' is no scale"),
        ({"scale": {"title": "million"}}, "scale names 'title', which holds no amounts"),
        ({"scale": 6}, "scale is not a table"),
    ],
)
def test_scales_that_are_none_are_refused(mapping: dict[str, Any], said: str) -> None:
    with pytest.raises(BadInput) as refused:
        wording(mapping)
    assert said in str(refused.value)


def test_cells_of_several_bare_numbers_are_refused_under_a_scale() -> None:
    content = 'stream,on,cites,equivalents\npledge/a,2023,s,"USD 5, JPY 600"\n'
    found = problems("csv", content, kind="pledge-announced", mapping={"scale": "million"})
    assert any("holds 2 numbers without a scale" in each for each in found)


def test_an_empty_cell_of_an_optional_template_leaves_the_field_out() -> None:
    mapping = {"templates": {"part_of": "programme/{Plan}", "note": "ref {Ref}", "stream": "pledge/{Ref}"}}
    rows = "Ref,Plan,on,cites\na,Big Plan,2023,s\nb,,2023,s\n"
    content = rows.replace("\n", ",amount,donor,recipient,instrument,title\n", 1)
    content = content.replace(",s\n", ",s,USD 5,JP,VN,grant,Roads\n")
    first, second = fields_read("csv", content, kind="pledge-announced", mapping=mapping)
    assert (first["part_of"], first["note"]) == ("programme/big-plan", "ref a")
    assert "part_of" not in second
    assert (
        "which is empty" in problems("csv", content.replace("\nb,", "\n,"), kind="pledge-announced", mapping=mapping)[0]
    )


def test_what_a_yaml_template_leaves_empty_is_left_out() -> None:
    content = (
        "kind: pledge-announced\nstream: pledge/a\non: 2023\ncites:\n  - source: s\n    locator: ''\n  - source:\n"
        "donor: JP\nrecipient: VN\ninstrument: grant\ntitle: Roads\namount: USD 5m\npart_of: ''\nequivalents: []\n"
        "via: ['']\nterms:\n  rate_percent:\nids: {}\nnote: ''\n"
    )
    found = fields_read("yaml", content)[0]
    assert found["cites"] == [{"source": "s"}]
    assert found.keys().isdisjoint({"part_of", "equivalents", "via", "terms", "ids", "note"})
