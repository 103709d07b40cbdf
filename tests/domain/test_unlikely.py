"""What is unlikely of an event is said at once; nothing of it is refused."""

from datetime import date
from typing import Any

import pytest

from bilat.domain.unlikely import unlikely
from bilat.events.log.log import Log
from tests.conftest import Line, Recording, event
from tests.domain.facts import WORLD, corrected, meeting, party, pledge, source, then

TODAY = date(2024, 1, 1)
CITES = [{"source": "paper"}]


def said(log: Log, line: Line, **options: Any) -> str:
    return "\n".join(unlikely(event(line), log, today=TODAY, **options))


def statement(**fields: Any) -> Line:
    record = {"kind": "statement-made", "stream": "statement/x", "on": "2023", "cites": CITES, "text": "We will."}
    return {**record, "parties": ["JP"], **fields}


def test_what_is_still_to_come_is_doubted_but_for_what_is_set_before(ledger: Log, given: Recording) -> None:
    given(*WORLD)
    assert said(ledger, pledge(on="2024-01-02")).startswith("2024-01-02 is still to come")
    assert said(ledger, pledge(on="2024")) == ""
    began = {"kind": "membership-began", "stream": "party/ASEAN", "member": "VN", "on": "2030", "cites": CITES}
    assert said(ledger, began) == ""


@pytest.mark.parametrize(
    ("fields", "doubt"),
    [
        ({"amount": "USD 60m"}, "USD 60m is paid in all, more than the USD 50m that stands"),
        ({"amount": "USD 50m"}, ""),
        ({"amount": "JPY 1bn"}, "paid in JPY, promised in USD"),
        ({"amount": "USD 1m", "on": "2020"}, "2020 is before the pledge was made, 2023-12-17"),
        ({"amount": "USD -5m"}, ""),
    ],
)
def test_a_payment_is_held_against_what_stands(
    ledger: Log, given: Recording, fields: dict[str, Any], doubt: str
) -> None:
    given(*WORLD, pledge())
    found = said(ledger, then("disbursed", **fields))
    assert found.startswith(doubt)
    assert bool(found) == bool(doubt)


def test_payments_add_up_and_what_stands_follows_the_pledge(ledger: Log, given: Recording) -> None:
    given(*WORLD, pledge(), then("disbursed", amount="USD 45m"))
    assert "USD 55m is paid in all, more than the USD 50m" in said(ledger, then("disbursed", amount="USD 10m"))
    given(then("topped-up", amount="USD 20m"))
    assert said(ledger, then("disbursed", amount="USD 10m")) == ""
    given(then("committed", amount="USD 48m"))
    assert "more than the USD 48m" in said(ledger, then("disbursed", amount="USD 10m"))
    given(corrected("pledge/help#4", amount="USD 70m"))
    assert said(ledger, then("disbursed", amount="USD 10m")) == ""


def test_at_least_is_no_limit(ledger: Log, given: Recording) -> None:
    given(*WORLD, pledge(amount=">=USD 50m"))
    assert said(ledger, then("disbursed", amount="USD 90m")) == ""


@pytest.mark.parametrize(
    ("amount", "doubted"),
    [("USD 60m", True), ("USD 40m", True), ("USD 59m", False), ("~USD 50m", False), ("JPY 9bn", False)],
)
def test_a_retelling_a_fifth_away_is_doubted(ledger: Log, given: Recording, amount: str, doubted: bool) -> None:
    given(*WORLD, pledge())
    found = said(ledger, then("restated", amount=amount))
    assert ("is told again where USD 50m stands, 20 per cent apart" in found) == doubted


@pytest.mark.parametrize(
    ("code", "name", "doubt"),
    [
        ("AT", "Australia", "AU is the code of Australia, AT of Austria"),
        ("CN", "Japan", "JP is the code of Japan, CN of China"),
        ("MM", "Burma", ""),
        ("KR", "Republic of Korea", ""),
        ("LA", "Lao PDR", ""),
    ],
)
def test_a_code_with_the_name_of_another_state_is_doubted(ledger: Log, code: str, name: str, doubt: str) -> None:
    found = said(ledger, party(code, name=name))
    assert found.startswith(doubt)
    assert bool(found) == bool(doubt)


def test_a_statement_to_nobody_belongs_to_no_relation(ledger: Log, given: Recording) -> None:
    given(*WORLD, meeting(name="Summit", parties=["ASEAN", "JP"]))
    assert "belongs to no relation" in said(ledger, statement())
    for fields in ({"to": ["ASEAN"]}, {"meeting": "meeting/summit"}, {"parties": ["JP", "ASEAN"]}):
        assert said(ledger, statement(**fields)) == ""


def test_mixed_money_without_a_flow_is_said_to_count_as_net(ledger: Log) -> None:
    assert "mixed money without a flow counts as net" in said(ledger, pledge(instrument="mixed"))
    assert said(ledger, pledge(instrument="mixed", flow="mixed")) == ""


def test_an_import_says_it_with_the_place_and_records_it(ledger: Log, given: Recording) -> None:
    outcome = given(*WORLD, source("b", title="B"), pledge(on="2031"), statement(), today=TODAY)
    assert outcome.count == 8
    assert [each.partition(" is ")[0].partition(": JP speaks")[0] for each in outcome.unlikely] == [
        "line 7: 2031",
        "line 8",
    ]
