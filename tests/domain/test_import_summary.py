"""What an import comes to: the money in the file beside the money on record."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from bilat.domain.import_summary import Summary
from bilat.domain.importing import import_batch
from bilat.events.errors import Problem, Refused
from bilat.events.formats.reading import Reading, ReportedSum, Skipped
from bilat.events.log.log import Log
from tests.conftest import MIDNIGHT, Line, event

SOURCE = {"kind": "source-registered", "stream": "source/s", "title": "s", "publisher": "p", "type": "dataset"}
PARTIES = [
    {"kind": "party-registered", "stream": f"party/{code}", "name": code, "type": "state"} for code in ("JP", "VN")
]
TOLD = {"on": "2023", "cites": [{"source": "s"}]}
PLEDGE = {"donor": "JP", "recipient": "VN", "title": "T", "instrument": "grant"}


def pledge(kind: str, name: str, amount: str | None = None, **more: object) -> Line:
    money = {"amount": amount} if amount else {}
    return {"kind": kind, "stream": f"pledge/{name}", **TOLD, **money, **more}


OPENING = pledge("pledge-committed", "a", "USD 100", **PLEDGE)
START = [SOURCE, *PARTIES, OPENING]


def imported(log: Log, *lines: Line, besides: Sequence[Reading] = (), dry_run: bool = False) -> Summary:
    readings = [*((event(line), f"line {number}") for number, line in enumerate(lines, 1)), *besides]
    outcome = import_batch(log, readings, recorder="tester", now=lambda: MIDNIGHT, dry_run=dry_run)
    assert outcome.summary is not None
    return outcome.summary


def sums(**record: int) -> dict[tuple[str, str], Decimal]:
    return {(status.replace("_", " "), "USD"): Decimal(value) for status, value in record.items()}


@pytest.mark.parametrize("dry_run", [True, False])
def test_new_and_known_events_are_counted_apart(ledger: Log, dry_run: bool) -> None:
    imported(ledger, *START)
    more = [
        pledge("pledge-committed", "a", "USD 20", note="more"),
        pledge("pledge-disbursed", "a", "USD 7"),
        pledge("total-reported", "a", "USD 9", measure="disbursed"),
        pledge("pledge-completed", "a"),
    ]
    found = imported(ledger, *START, *more, dry_run=dry_run)
    assert found.new == sums(committed=20, disbursed=7, total_disbursed=9)
    assert found.already == sums(committed=100)
    assert found.reported == sums(committed=120, disbursed=7, total_disbursed=9)
    assert found.kinds == {
        "pledge-committed": 1,
        "pledge-disbursed": 1,
        "total-reported": 1,
        "pledge-completed": 1,
    }


def test_what_the_reader_tells_stands_beside_what_is_recorded(ledger: Log) -> None:
    items: list[Reading] = [
        ReportedSum("committed", "USD", Decimal(100)),
        ReportedSum("committed", "USD", Decimal(5)),
        Skipped("row 2", "a flow of 0"),
    ]
    found = imported(ledger, *START, besides=items)
    assert (found.reported, found.new, found.already) == (sums(committed=105), sums(committed=100), {})
    assert found.skipped == [Skipped("row 2", "a flow of 0")]


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_correction_counts_with_what_it_changes(ledger: Log, dry_run: bool) -> None:
    imported(ledger, *START)
    mended = {"kind": "entry-corrected", "stream": "pledge/a", "target": "pledge/a#1", "reason": "r"}
    first = {**mended, "fields": {"amount": "USD 130"}}
    items = [ReportedSum("committed", "USD", Decimal(130))]
    found = imported(ledger, OPENING, first, besides=items, dry_run=dry_run)
    assert (found.reported, found.new, found.already) == (sums(committed=130), sums(committed=30), sums(committed=100))
    if not dry_run:
        again = imported(ledger, first, besides=items)
        assert (again.reported, again.new, again.already) == (sums(committed=130), {}, sums(committed=130))
        second = {**mended, "fields": {"amount": {"value": "90", "unit": "USD", "bound": "exact"}}}
        later = imported(ledger, first, second, besides=[ReportedSum("committed", "USD", Decimal(90))])
        assert (later.reported, later.new, later.already) == (
            sums(committed=90),
            sums(committed=-40),
            sums(committed=130),
        )


def test_a_retraction_takes_its_amount_away(ledger: Log) -> None:
    imported(ledger, *START)
    gone = {"kind": "entry-retracted", "stream": "pledge/a", "target": "pledge/a#1", "reason": "r"}
    found = imported(ledger, OPENING, gone, besides=[ReportedSum("committed", "EUR", Decimal(1))])
    assert (found.new, found.already) == (sums(committed=-100), sums(committed=100))


def test_seals_are_left_out_and_said_to_be(ledger: Log) -> None:
    seal = {"kind": "ledger-sealed", "stream": "ledger/a", "size": 0, "root": "0" * 64}
    found = imported(ledger, *START, seal)
    assert [each.where for each in found.skipped] == ["line 5"]
    assert "ledger-sealed" not in found.kinds


def test_one_problem_refuses_everything(ledger: Log) -> None:
    with pytest.raises(Refused, match="line 9: no"):
        imported(ledger, *START, besides=[Problem("line 9", "csv", "no"), Skipped("", "x")])
    assert ledger.head.size == 0
