"""Words for numbers, amounts and lists, as a minister could read them."""

from typing import Any

import pytest

from bilat.cli.render.nouns import plural
from bilat.cli.render.values import spoken, words
from bilat.cli.render.wording import all_said, count, form, join_words, many, percent, said, times

PEOPLE: dict[str, Any] = {"value": "1000", "unit": "person", "bound": "exact"}


@pytest.mark.parametrize(
    ("noun", "several"),
    [
        ("dose", "doses"),
        ("person", "people"),
        ("patrol vessel", "patrol vessels"),
        ("company", "companies"),
        ("bus", "buses"),
        ("goods", "goods"),
        ("mw", "mw"),
    ],
)
def test_nouns_have_a_plural(noun: str, several: str) -> None:
    assert plural(noun) == several


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (PEOPLE, "1,000 people"),
        (PEOPLE | {"value": "1"}, "1 person"),
        ({"value": "9600000", "unit": "dose", "bound": "about"}, "about 9.6 million doses"),
        ({"value": "1200000000", "unit": "USD", "bound": "at-least"}, "at least USD 1.2 billion"),
        ({"value": "1", "low": "1", "high": None, "unit": "USD", "bound": "between"}, "at least USD 1"),
        ({"value": "1000000", "unit": "USD", "bound": "between", "upper": "2000000"}, "USD 1 million to 2 million"),
        ({"value": "5", "unit": "USD/year", "bound": "at-most"}, "at most USD 5 a year"),
    ],
)
def test_amounts_in_sentences(amount: dict[str, Any], words: str) -> None:
    assert said(amount) == words


def test_money_stands_before_things_and_nothing_is_a_word() -> None:
    assert all_said([PEOPLE, {"value": "5", "unit": "USD", "bound": "exact"}]) == "USD 5 and 1,000 people"
    assert all_said([]) == "nothing"


def test_many_amounts_are_told_briefly_with_four_decimals_of_money() -> None:
    sums = [PEOPLE, {"value": "1234567890123.45", "unit": "JPY", "bound": "about"}]
    assert (many(sums), many(sums * 2)) == (False, True)
    assert all_said(sums, brief=True) == "~JPY 1.2346tn and 1,000 people"


def test_indicators_are_written_as_they_are_said() -> None:
    assert (words("fdi-flow"), words("meeting-held"), words("oda")) == ("FDI flow", "meeting held", "ODA")
    assert spoken("fdi-flow from JP to well-to-do fdi") == "FDI flow from JP to well-to-do fdi"


def test_counts_lists_and_forms() -> None:
    assert [count(number, "finding") for number in (0, 1, 1000)] == ["no findings", "1 finding", "1,000 findings"]
    assert [times(number) for number in (1, 2, 4)] == ["once", "twice", "4 times"]
    assert join_words(["a", "b", "c"]) == "a, b and c"
    assert form({"instrument": "mixed", "flow": "mixed"}) == "several forms of help, public and private money"
    assert form({"instrument": "unspecified", "flow": None}) == ""
    assert (percent("10.2", signed=True), percent("-5"), percent(None)) == ("+10.2%", "-5%", "")
