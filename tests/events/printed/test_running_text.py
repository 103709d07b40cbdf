"""Amounts and dates found in running text, where they stand, and in a time that grows with the text alone."""

import time
from datetime import date

import pytest

from bilat.events.printed.amounts import find_amounts
from bilat.events.printed.dates import find_dates
from bilat.events.printed.preferences import Preferences

AMERICAN = Preferences({"dollar": "USD"})
PAGE = (
    "Japan pledged US$1.8 billion in loans on 14 December 2022, more than $1.1bn of it to 3 countries by 2030. "
    "China gave 360 billion yuan ($50.7 billion) and between $1bn and $1.2bn, 25-50,000 tons of rice, $10-12 million, "
    "one billion dollars and 16 million doses of vaccine in Oct 2021. Trade rose from $1bn to $2bn. "
    "G20 members paid up to 5 per cent on 3/4, COVID-19 vaccines aside; the 2021 vessels were three patrol boats. "
    "A $5 million grant, a 100 billion-yen loan; in 2020, 2019 ships. He won 5 prizes. "
)
AMOUNTS = """
US$1.8 billion = USD 1.8bn
more than $1.1bn = ≥ USD 1.1bn
360 billion yuan ($50.7 billion) = CNY 360bn (= USD 50.7bn)
between $1bn and $1.2bn = USD 1bn–1.2bn
25-50,000 tons = 25k–50k ton or 25–50000 ton
$10-12 million = USD 10m–12m
one billion dollars = USD 1bn
16 million doses = 16m dose
$1bn = USD 1bn
$2bn = USD 2bn
three patrol boats = 3 patrol-boat
$5 million = USD 5m
100 billion-yen = JPY 100bn
5 prizes = 5 prize
"""
DATES = ["14 December 2022", "2030", "Oct 2021", "2020"]


def test_every_amount_of_a_page_is_found_where_it_stands() -> None:
    found = list(find_amounts(PAGE, AMERICAN))
    assert [f"{each.text} = {' or '.join(map(str, each.readings))}" for each in found] == AMOUNTS.strip().splitlines()
    assert all(PAGE[each.start : each.end] == each.text for each in found)


def test_whose_dollars_is_left_open_with_the_likeliest_first() -> None:
    (mention,) = find_amounts("It gave about $21m to them.")
    assert str(mention.readings[0]) == "~USD 21m"
    assert len(mention.readings) > 10
    assert mention.ambiguous == ("$",)


@pytest.mark.parametrize(
    "text", ["a G7 summit", "per cent 5", "5 per cent", "10 years", "in 2021", "Article 5", "5G nets"]
)
def test_numbers_that_are_no_amounts_are_passed_over(text: str) -> None:
    assert not list(find_amounts(text))


def test_every_date_of_a_page_is_found_where_it_stands() -> None:
    found = list(find_dates(PAGE))
    assert [each.text for each in found] == DATES
    assert all(PAGE[each.start : each.end] == each.text for each in found)


def test_a_day_without_its_year_is_found_where_the_day_of_the_page_is_known() -> None:
    assert not list(find_dates("They met on 3 March."))
    (mention,) = find_dates("They met on 3 March.", today=date(2022, 5, 1))
    assert [each.value for each in mention.readings] == ["2022-03-03", "2021-03-03"]
    assert mention.yearless


@pytest.mark.parametrize(
    "piece",
    [
        "1,",
        "$",
        "(",
        "US$ ",
        "up to ",
        "one hundred ",
        "1-",
        "1'000",
        "¥1",
        "$1 (",
        "$1 or ",
        "May ",
        "2021-",
        "1 May ",
    ],
)
def test_hostile_text_takes_time_in_proportion_to_its_length(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        start = time.process_time()
        assert sum(1 for _ in find_amounts(text, AMERICAN)) + sum(1 for _ in find_dates(text)) >= 0
        return time.process_time() - start

    short, long = seconds(1_000), seconds(8_000)
    assert long < 24 * short + 0.2


@pytest.mark.parametrize(
    ("text", "printed", "meant"),
    [
        ("He gave Rs. 500 crore to it.", "Rs. 500 crore", "INR 5bn"),
        ("It cost Rp. 5 trillion.", "Rp. 5 trillion", "IDR 5tn"),
        ("Rs.500 of help", "Rs.500", "INR 500"),
        ("between Rs. 5 lakh and Rs. 6 lakh", "between Rs. 5 lakh and Rs. 6 lakh", "INR 500k..600k"),
    ],
)
def test_an_abbreviation_of_money_may_end_with_a_point(text: str, printed: str, meant: str) -> None:
    found = list(find_amounts(text))

    assert [each.text for each in found] == [printed]
    assert str(found[0].readings[0].amount) == meant


@pytest.mark.parametrize("text", ["It stands at Ft. 5 Worth.", "It was paid in RM. 5 then left."])
def test_a_point_before_a_number_makes_no_money_of_letters(text: str) -> None:
    assert not list(find_amounts(text))
