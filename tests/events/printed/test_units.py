"""Units that stand alone in a column of their own."""

import pytest

from bilat.events.printed.preferences import Ambiguous, preferences_of
from bilat.events.printed.units import money_codes, read_unit
from tests.events.formats.reading_of import fields_read, problems


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("USD", "USD"),
        ("usd", "USD"),
        ("US$", "USD"),
        ("Yuan", "CNY"),
        ("Indonesian rupiah", "IDR"),
        ("€", "EUR"),
        ("Doses", "dose"),
        ("patrol vessels", "patrol-vessel"),
        ("people", "person"),
        ("DEM", "DEM"),
        ("?!", "?!"),
    ],
)
def test_units_are_codes_and_nouns_in_the_singular(text: str, unit: str) -> None:
    assert read_unit(text) == unit


def test_a_unit_that_the_ledger_has_stays() -> None:
    assert read_unit("Doses", known=lambda: frozenset({"doses"})) == "doses"


@pytest.mark.parametrize("text", ["dollars", "$", "kr", "Pound"])
def test_money_of_several_currencies_is_asked_unless_a_setting_names_one(text: str) -> None:
    with pytest.raises(Ambiguous) as asked:
        read_unit(text)
    setting, code = asked.value.answers[1]
    assert read_unit(text, preferences_of({setting: code})) == code


@pytest.mark.parametrize("noun", ["dose", "patrol-vessel", "person", "tonne", "used"])
def test_goods_are_no_money(noun: str) -> None:
    assert money_codes(noun) == ()


def test_amounts_in_parts_are_read_alike_by_csv_and_yaml() -> None:
    table = "stream,on,cites,amount_value,amount_unit\npledge/a,2023,s,5,us dollars\n"
    written = "kind: pledge-committed\nstream: pledge/a\non: 2023\ncites: s\n"
    written += "amount: {value: 5, unit: us dollars, bound: exact}\n"
    [one], [other] = fields_read("csv", table, kind="pledge-committed"), fields_read("yaml", written)
    assert one == other
    assert one["amount"]["unit"] == "USD"
    assert "may be USD, " in problems("csv", table.replace("us dollars", "dollars"), kind="pledge-committed")[0]
