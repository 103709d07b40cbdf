"""What is recorded already is skipped and counted."""

import pytest

from bilat.events.log.log import Log
from tests.conftest import Line, Recording
from tests.domain.batches import imported
from tests.domain.facts import WORLD, corrected, figure, merged, party, pledge, programme, retracted, then

HISTORY = [
    *WORLD,
    pledge(),
    then("topped-up", amount="USD 5m"),
    then("completed"),
    corrected("pledge/help#1", note="n"),
]


def test_importing_twice_records_nothing_the_second_time(ledger: Log) -> None:
    assert imported(ledger, *HISTORY).already == 0
    head = ledger.head
    again = imported(ledger, *HISTORY)
    assert (again.recorded, again.already) == ([], len(HISTORY))
    assert ledger.head == head


def test_the_same_line_twice_in_a_file_is_recorded_once(ledger: Log) -> None:
    outcome = imported(ledger, *WORLD, pledge(), pledge(), then("completed"), then("completed"))
    assert (len(outcome.recorded), outcome.already) == (7, 2)


def test_equal_transactions_are_told_apart_by_their_locator(given: Recording) -> None:
    given(*WORLD, pledge())
    rows = [[{"source": "paper", "locator": f"row {row}"}] for row in (1, 2)]
    assert len(given(*(then("disbursed", amount="USD 5m", cites=row) for row in rows)).recorded) == 2


def test_the_same_content_in_other_words_is_the_same(given: Recording) -> None:
    given(*WORLD, pledge())
    spelled = pledge(amount={"value": "50000000.00", "unit": "USD", "bound": "exact"}, donor=["JP"])
    assert given(spelled, pledge(version=9)).already == 2


def test_what_was_retracted_or_merged_is_still_known(given: Recording) -> None:
    lines = [
        *HISTORY,
        retracted("pledge/help#3"),
        pledge("twin"),
        merged("twin", "help"),
        retracted("party/VN#1"),
    ]
    given(*lines)
    assert given(*lines).already == len(lines)


def test_a_fiscal_year_told_again_is_known(given: Recording) -> None:
    lines = [*WORLD, pledge(on="FY2020", horizon="FY2020")]
    given(*lines)
    assert given(*lines).already == len(lines)


SPEECH: Line = {
    "kind": "statement-made",
    "stream": "statement/s",
    "cites": ["paper"],
    "parties": ["JP"],
    "text": "T",
}
STOCK: Line = {**programme(), "kind": "total-reported", "measure": "planned", "amount": "USD 5"}


@pytest.mark.parametrize(
    ("line", "field", "interval"),
    [
        (pledge(on="FY2020"), "on", "2020-04-01/2021-03-31"),
        (pledge(horizon="FY2023"), "horizon", "2023-04-01/2024-03-31"),
        (pledge(donor=["US", "JP"], on="FY2020"), "on", "2019-10-01/2020-09-30"),
        (figure(reporter="JP", period="FY2020"), "period", "2020-04-01/2021-03-31"),
        (STOCK | {"since": "FY2019"}, "since", "2019-04-01/2020-03-31"),
        (SPEECH | {"on": "FY2020"}, "on", "2020-04-01/2021-03-31"),
    ],
)
def test_a_fiscal_year_is_written_out_by_whose_year_it_is(
    given: Recording, line: Line, field: str, interval: str
) -> None:
    world = [each for each in WORLD if each["stream"] != "party/US"]
    event = given(*world, party("US", fiscal_year_start="1999-10-01"), line).recorded[-1]
    assert getattr(event, field) == interval
    assert event.label == line[field]


def test_a_later_event_takes_the_year_of_its_pledges_donor(given: Recording) -> None:
    given(*WORLD, pledge())
    [event] = given(then("disbursed", on="FY2021", amount="USD 5")).recorded
    assert event.on == "2021-04-01/2022-03-31"


def test_a_version_that_is_the_next_one_is_taken(given: Recording) -> None:
    given(*WORLD, pledge(version=1))
    [event] = given(then("completed", version=2)).recorded
    assert event.ref == "pledge/help#2"
