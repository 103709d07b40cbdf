"""What makes two facts alike, and what does not."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilat.events.likeness import Fact, fact_of, likeness, pairs
from bilat.events.likeness.facts import address
from bilat.events.likeness.titles import folded, nearly_same
from tests.conftest import event
from tests.domain.facts import meeting, party, pledge, source
from tests.full import tries

RATES = {"USD": Decimal(1), "JPY": Decimal(1) / 142}


def worth(unit: str, day: date) -> Decimal | None:
    return RATES.get(unit)


def fact(line: dict[str, Any]) -> Fact:
    found = fact_of(event(line).content_fields())
    assert found is not None
    return found


def why(one: dict[str, Any], other: dict[str, Any]) -> str:
    """Why two openings are alike; the same, whichever comes first, by likeness and among pairs."""
    first, second = fact(one), fact(other)
    answers = {likeness(first, second, worth), likeness(second, first, worth)}
    for known, sought in ((first, second), (second, first)):
        answers.add(next((pair.why for pair in pairs([known, sought], worth=worth)), ""))
        answers.add(next((pair.why for pair in pairs([sought], [known], worth)), ""))
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


moneys = st.sampled_from(
    [
        *({"amount": f"{each} firm"} for each in (20, 21)),
        *({"amount": f"USD {each}"} for each in ("1m", "1.02m", "1.04m", "1.5m")),
        *({"amount": f"JPY {each}m"} for each in (142, 145)),
        {"amount": "JPY 142m", "equivalents": ["~USD 1.5m", "EUR 1m"]},
        {"amount": "EUR 1m", "equivalents": ["USD 1.02m"]},
    ]
)
openings = st.builds(
    lambda money, **fields: {**money, **fields},
    moneys,
    on=st.sampled_from(["2023-01-01", "2023-02-20", "2023-03-04", "2023-03-05", "2023", "2022-11/2023-01"]),
    title=st.sampled_from(["Rural loan", "Rural loans", "Rural loan 2", "Loan", "The rural loan to all"]),
    recipient=st.sampled_from(["ASEAN", "VN"]),
)


@settings(max_examples=tries(500))
@given(st.lists(openings, max_size=12), st.integers(0, 12))
def test_pairs_are_those_that_trying_all_finds(fields: list[dict[str, Any]], cut: int) -> None:
    facts = [fact(opened(f"p{number}", **each)) for number, each in enumerate(fields)]
    tried = {
        (later.ref, earlier.ref, why)
        for place, later in enumerate(facts)
        for earlier in facts[:place]
        if place >= cut and (why := likeness(later, earlier, worth))
    }
    assert {(pair.fact.ref, pair.earlier.ref, pair.why) for pair in pairs(facts[cut:], facts[:cut], worth)} == tried


def test_pairs_come_in_order_with_the_nearest_in_time_first() -> None:
    days = ["2023-01-01", "2023-01-20", "2023-02-01"]
    facts = [fact(opened(f"p{number}", amount="USD 1m", on=day)) for number, day in enumerate(days)]
    assert [(pair.fact.ref, pair.earlier.ref) for pair in pairs(facts)] == [
        ("pledge/p1#1", "pledge/p0#1"),
        ("pledge/p2#1", "pledge/p1#1"),
        ("pledge/p2#1", "pledge/p0#1"),
    ]


def test_many_that_have_all_in_common_are_held_in_bounds() -> None:
    facts = [fact(opened(f"p{number}", title="Rural loan", amount="USD 1m")) for number in range(1_000)]
    found = pairs(facts)
    assert {(f"pledge/p{number}#1", f"pledge/p{number - 1}#1") for number in range(1, 1_000)} <= {
        (pair.fact.ref, pair.earlier.ref) for pair in found
    }, "each with the one before it"
    assert len(found) < 1_000 * 100
