"""What makes two facts alike, and what does not."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilat.events.likeness import Fact, LikenessIndex, fact_of, likeness
from bilat.events.likeness.amounts import buckets, near
from bilat.events.likeness.facts import address
from bilat.events.likeness.titles import folded, nearly_same
from tests.conftest import event
from tests.domain.facts import meeting, party, pledge, source

RATES = {"USD": Decimal(1), "JPY": Decimal(1) / 142}


def worth(unit: str, day: date) -> Decimal | None:
    return RATES.get(unit)


def fact(line: dict[str, Any]) -> Fact:
    found = fact_of(event(line).content_fields())
    assert found is not None
    return found


def why(one: dict[str, Any], other: dict[str, Any]) -> str:
    """Why two openings are alike; the same, whichever comes first, by likeness and by index."""
    first, second = fact(one), fact(other)
    answers = {likeness(first, second, worth), likeness(second, first, worth)}
    for known, sought in ((first, second), (second, first)):
        index = LikenessIndex(worth)
        index.add(known)
        answers.add(next((match.why for match in index.like(sought)), ""))
    assert len(answers) == 1
    return answers.pop()


def opened(slug: str = "b", **fields: Any) -> dict[str, Any]:
    return pledge(slug, **{"title": f"Help of {slug}", "on": "2023-12-17", **fields})


ONE = opened("a", title="Railway to the airport", amount="JPY 40bn", equivalents=["~USD 276m", "30 firm"])


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"amount": "JPY 40bn"}, "the same amount"),
        ({"amount": "~JPY 40.3bn"}, "the same amount"),
        ({"amount": "JPY 40bn", "on": "2024-02-17"}, "the same amount"),
        ({"amount": "JPY 40bn", "on": "2023"}, "the same amount"),
        ({"amount": "USD 276m"}, "the same amount, as a source converts it"),
        ({"amount": "EUR 250m", "equivalents": ["JPY 40bn"]}, "the same amount, as a source converts it"),
        ({"title": "The railway to the air-port"}, "nearly the same title"),
        ({"title": "Railway to the Airport", "amount": "JPY 40bn"}, "the same amount and nearly the same title"),
        ({"amount": "JPY 40bn", "on": "2024-02-20"}, ""),
        ({"amount": "JPY 42bn"}, ""),
        ({"amount": "JPY 40bn", "recipient": "VN"}, ""),
        ({"amount": "JPY 40bn", "donor": ["JP", "US"]}, ""),
        ({"amount": "JPY 40bn", "part_of": "pledge/a"}, ""),
        ({"amount": "USD 300m", "equivalents": ["30 firm"]}, ""),
        ({"amount": "16m dose"}, ""),
    ],
)
def test_pledges_are_alike_by_sides_days_and_amount_or_title(fields: dict[str, Any], reason: str) -> None:
    assert why(ONE, opened(**{"amount": "USD 1m", **fields})) == reason


@pytest.mark.parametrize(("amount", "alike"), [("USD 282m", True), ("USD 274m", True), ("USD 264m", False)])
def test_amounts_in_two_currencies_are_compared_at_a_rate(amount: str, alike: bool) -> None:
    reason = why(opened("a", amount="JPY 40bn"), opened("b", amount=amount))
    assert reason == ("the same amount at the rate of the day" if alike else "")


def test_meetings_are_alike_by_parties_and_day() -> None:
    held = meeting(name="Summit", parties=["ASEAN", "JP"], on="2023-12-16/2023-12-18")
    other = meeting(slug="b", name="Anniversary", parties=["JP", "ASEAN"], on="2023-12-17")
    planned = meeting("planned", "c", name="Talks", parties=["JP", "ASEAN"], on="2022", planned_for="2023-12-18")
    assert why(held, other) == why(held, planned) == "the same parties and day"
    assert why(held, {**other, "on": "2023-12-19"}) == ""
    assert why(held, {**other, "on": "2023"}) == "", "a year is no day"
    assert why({**held, "level": "summit"}, {**other, "level": "ministerial"}) == ""


def test_sources_are_alike_by_address_or_title_and_publisher() -> None:
    one = source(
        "a", title="Summit ends", publisher="The Hanoi Times", url="https://www.hanoitimes.vn/a-1.html?utm_x=2"
    )
    assert why(one, source("b", title="Else", url="http://hanoitimes.vn/a-1.html/#top")) == "the same address"
    same = source("c", title="Summit ends", publisher="Hanoi Times.")
    assert why(one, same) == "the same title and publisher"
    dated = ({**one, "published": "2021-10-27"}, {**same, "published": "2021-10-28"})
    assert why(*dated) == "", "a series has one title"
    assert why(one, source("d", title="Summit ends", publisher="Kyodo")) == ""


def test_parties_are_alike_by_name() -> None:
    assert why(party("ADB", name="Asian Development Bank"), party("ASDB", name="The Asian development bank"))
    assert not why(party("AIIB", name="Asian Infrastructure Bank"), party("ADB", name="Asian Development Bank"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Vaccines for Lao PDR", "Vaccine for Lao P.D.R.", False),
        ("Vaccines for Viet Nam", "vaccines for Việt Nam", True),
        ("North–South expressway", "North-South Expresway", True),
        ("Railway, phase 1", "Railway, phase 2", False),
        ("Loan II", "Loan III", False),
        ("Loan", "Loan", False),
        ("", "", False),
    ],
)
def test_titles_are_nearly_the_same_but_for_numbers(one: str, other: str, same: bool) -> None:
    assert nearly_same(folded(one), folded(other)) is same


def test_addresses_keep_what_tells_pages_apart() -> None:
    assert address("https://x.org/Story?id=1&utm_source=a") == address("http://www.X.org/Story?id=1")
    assert address("https://x.org/Story?id=1") != address("https://x.org/Story?id=2")
    assert address("https://x.org/Story") != address("https://x.org/story")


numbers = st.decimals(min_value="0.01", max_value="1e15", places=2)


@given(numbers, numbers.map(lambda each: each / 1_000))
def test_near_amounts_lie_in_one_bucket_or_touch(one: Decimal, step: Decimal) -> None:
    for other in (one * Decimal("0.971"), one * Decimal("1.03"), one + step):
        if near(one, other):
            assert buckets(other)[0] in buckets(one)


def test_many_that_have_all_in_common_are_held_in_bounds() -> None:
    index = LikenessIndex(limit=100)
    for number in range(1_000):
        index.add(fact(opened(f"p{number}", title="Rural loan", amount="USD 1m")))
    matches = index.like(fact(opened("last", title="Rural loan", amount="USD 1m")))
    assert 1 <= len(matches) <= 100
    assert "pledge/p999#1" in {match.fact.ref for match in matches}, "the latest are held"
    assert "pledge/p0#1" not in {match.fact.ref for match in matches}
