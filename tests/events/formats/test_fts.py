"""FTS flows: what a row becomes, what a later download changes, and what is wrong with bad files."""

from io import BytesIO
from typing import Any

import pytest

from bilat.events.errors import BadInput, Problem, Refused
from bilat.events.formats import reader, writer
from bilat.events.formats.reading import Context
from bilat.events.log.log import Log
from tests.events.formats.downloads import Import, balanced, fields_of, importing, kinds, standing
from tests.events.formats.flows import Row, download, flow, later


@pytest.fixture
def bring(ledger: Log) -> Import:
    """Import a download into the ledger."""
    return importing(ledger, "fts")


def test_a_flow_is_one_pledge_stream_with_the_amount_as_given_and_fts_dollars_beside_it(
    ledger: Log, bring: Import
) -> None:
    assert balanced(bring(download(flow())))
    (opening,) = ledger.stream("pledge/fts-1")
    fields = opening.content_fields()
    cite = fields.pop("cites")[0]
    assert cite["published"] == "2024-02-01"
    assert cite["locator"] == "flow 1, updated 2024-02-02T00:00:00Z"
    assert fields == {
        "kind": "pledge-committed",
        "stream": "pledge/fts-1",
        "on": "2024-01-15",
        "donor": "IS",
        "recipient": "SY",
        "via": "WFP",
        "title": "Food",
        "instrument": "unspecified",
        "horizon": "2024/2025",
        "topics": ["Food Security"],
        "ids": {"fts": "1"},
        "amount": {"value": "100", "unit": "EUR", "bound": "exact"},
        "equivalents": [{"value": "120", "unit": "USD", "bound": "exact"}],
    }


@pytest.mark.parametrize(
    ("status", "kind", "on"),
    [
        ("pledge", "pledge-announced", "2024-01-15"),
        ("commitment", "pledge-committed", "2024-01-15"),
        ("paid", "pledge-disbursed", "2024-02-01"),
    ],
)
def test_a_stream_opens_with_what_its_status_tells(ledger: Log, bring: Import, status: str, kind: str, on: str) -> None:
    bring(download(flow(status=status)))
    assert fields_of(ledger.stream("pledge/fts-1")[0], "kind", "on") == {"kind": kind, "on": on}


@pytest.mark.parametrize(
    ("changes", "new"),
    [
        ({}, None),
        ({"flowType": "Parked"}, None),
        ({"flowType": "Pass through"}, False),
        ({"flowType": "Carryover"}, False),
        ({"newMoney": "FALSE"}, False),
    ],
)
def test_money_passed_on_or_carried_over_is_not_new(ledger: Log, bring: Import, changes: Row, new: bool | None) -> None:
    bring(download(flow(**changes)))
    assert fields_of(ledger.stream("pledge/fts-1")[0], "new_money") == {"new_money": new}


def test_a_flow_of_zero_is_left_out_and_its_parts_hang_on_its_programme(ledger: Log, bring: Import) -> None:
    parent = flow("1", amountUSD="0", originalAmount="0", childFlowIds="2|9", fullParkedAmountUSD="500")
    outcome = bring(download(parent, flow("2", parentFlowId="1"), flow("3", parentFlowId="777")))
    assert outcome.summary is not None
    assert [each.reason for each in outcome.summary.skipped] == ["flow 1 of 0: its money stands on its parts 2, 9"]
    assert ledger.streams("pledge/") == ["pledge/fts-2", "pledge/fts-3"]
    assert fields_of(ledger.stream("pledge/fts-2")[0], "part_of") == {"part_of": "programme/fts-1"}
    assert fields_of(ledger.stream("pledge/fts-3")[0], "part_of") == {"part_of": "programme/fts-777"}
    assert "USD 500 in full" in str(ledger.stream("programme/fts-1")[0].note)


def test_what_is_left_on_a_parent_counts_beside_its_parts(ledger: Log, bring: Import) -> None:
    outcome = bring(download(flow("1", childFlowIds="2"), flow("2", parentFlowId="1")))
    assert balanced(outcome)
    for name in ("pledge/fts-1", "pledge/fts-2"):
        assert fields_of(ledger.stream(name)[0], "part_of") == {"part_of": "programme/fts-1"}


def test_a_parent_of_another_years_file_is_told_by_its_own_row_later(ledger: Log, bring: Import) -> None:
    bring(download(flow("2", parentFlowId="1", description="A part")))
    bring(download(flow("1", description="The whole", childFlowIds="2", flowType="Parked")))
    (programme,) = standing(ledger, "programme/fts-1")
    assert fields_of(programme, "title") == {"title": "The whole"}


def test_importing_again_records_nothing(bring: Import) -> None:
    rows = download(flow(), flow("2", parentFlowId="1"), flow("3", status="paid", originalAmount="", amountUSD="7"))
    first, again = bring(rows), bring(rows)
    assert (len(first.recorded) > 5, len(again.recorded)) == (True, 0)
    assert balanced(again)


def test_an_unchanged_flow_in_another_download_is_recorded_already(ledger: Log, bring: Import) -> None:
    bring(download(flow()))
    outcome = bring(download(flow(), flow("2")))
    assert kinds(outcome) == {"pledge-committed": 1}
    assert balanced(outcome)


CHANGES: list[tuple[Row, Row, dict[str, int], list[tuple[str, str]]]] = [
    (
        flow(status="pledge"),
        later(status="pledge", originalAmount="90"),
        {"pledge-revised": 1},
        [("pledge-announced", "100"), ("pledge-revised", "90")],
    ),
    (flow(), later(originalAmount="90"), {"entry-corrected": 1}, [("pledge-committed", "90")]),
    (flow(), later(status="paid"), {"pledge-disbursed": 1}, [("pledge-committed", "100"), ("pledge-disbursed", "100")]),
    (flow(), later(description="Food for all"), {"entry-corrected": 1}, [("pledge-committed", "100")]),
]


@pytest.mark.parametrize(("before", "after", "recorded", "stands"), CHANGES)
def test_a_later_download_revises_corrects_and_moves_on(
    ledger: Log, bring: Import, before: Row, after: Row, recorded: Any, stands: Any
) -> None:
    bring(download(before))
    outcome = bring(download(after))
    assert kinds(outcome) == recorded
    assert balanced(outcome)
    found = [(each.kind, each.content_fields()["amount"]["value"]) for each in standing(ledger, "pledge/fts-1")]
    assert found == stands
    assert not bring(download(after)).recorded
    assert not bring(download(before)).recorded, "the older download changes nothing back"


def test_an_older_state_of_a_flow_in_bytes_never_seen_changes_nothing(ledger: Log, bring: Import) -> None:
    bring(download(later(originalAmount="90")))
    assert kinds(bring(download(flow(), flow("2")))) == {"pledge-committed": 1}
    assert fields_of(standing(ledger, "pledge/fts-1")[0], "amount")["amount"]["value"] == "90"


def test_a_status_that_went_back_is_told_anew_on_a_stream_of_its_own(ledger: Log, bring: Import) -> None:
    bring(download(flow(status="paid")))
    outcome = bring(download(later(status="commitment")))
    assert kinds(outcome) == {"entry-retracted": 1, "pledge-committed": 1}
    assert balanced(outcome)
    assert standing(ledger, "pledge/fts-1") == []
    assert [each.kind for each in standing(ledger, "pledge/fts-1-2")] == ["pledge-committed"]
    assert kinds(bring(download(later(status="paid", updatedAt="2025-02-01T00:00:00Z")))) == {"pledge-disbursed": 1}


def test_a_flow_that_became_zero_loses_its_amount_or_its_promise(ledger: Log, bring: Import) -> None:
    zero = {"amountUSD": "0", "originalAmount": "0"}
    bring(download(flow(), flow("2", status="pledge")))
    outcome = bring(download(later(**zero), later("2", status="pledge", **zero)))
    assert kinds(outcome) == {"entry-corrected": 1, "pledge-cancelled": 1}
    assert fields_of(standing(ledger, "pledge/fts-1")[0], "amount") == {"amount": None}
    assert not kinds(bring(download(later(**zero), later("2", status="pledge", **zero), later("3", **zero))))


def test_a_government_that_gives_at_home_gives_to_who_receives(ledger: Log, bring: Import) -> None:
    bring(download(flow(**{"destinationObjects_Location.name": "Iceland"})))
    assert fields_of(ledger.stream("pledge/fts-1")[0], "recipient", "via") == {"recipient": "WFP", "via": None}


def test_a_flow_to_oneself_goes_to_ones_own_operations_so_that_no_sum_is_lost(ledger: Log, bring: Import) -> None:
    home = {
        "destinationObjects_Location.name": "Iceland",
        "destinationObjects_Organization.name": "Iceland, Government of",
    }
    assert balanced(bring(download(flow(**home))))
    opening = ledger.stream("pledge/fts-1")[0]
    assert fields_of(opening, "donor", "recipient", "via") == {"donor": "IS", "recipient": "ISOWN", "via": None}
    (party,) = ledger.stream("party/ISOWN")
    assert fields_of(party, "name", "parent") == {"name": "Iceland (own operations)", "parent": "IS"}
    assert not kinds(bring(download(flow(**home), flow("2")))).get("party-registered")
    assert not kinds(bring(download(later(**home))))
    nobody = home | {"destinationObjects_Organization.name": "", "destinationObjects_Organization.id": ""}
    assert balanced(bring(download(later(**home), flow("3", **nobody))))
    assert fields_of(ledger.stream("pledge/fts-3")[0], "recipient") == {"recipient": "ISOWN"}


def test_parties_are_found_by_id_then_by_name_and_two_of_one_name_are_two(ledger: Log, bring: Import) -> None:
    name, ident = "destinationObjects_Organization.name", "destinationObjects_Organization.id"
    bring(download(flow(), flow("2", **{name: "WFP, renamed"}), flow("3", **{ident: ""}), flow("4", **{ident: "5"})))
    via = [fields_of(ledger.stream(f"pledge/fts-{n}")[0], "via")["via"] for n in (1, 2, 3, 4)]
    assert via[:3] == ["WFP"] * 3
    assert via[3].startswith("WFP")
    assert via[3] != "WFP"


GOOD = download(flow())
BAD = [
    (GOOD.replace("amountUSD", "amount"), "line 1", "header"),
    (GOOD.replace("budgetYear", "id"), "line 1", "header"),
    (GOOD.rstrip() + ",x\r\n", "line 2", "ragged"),
    (download(flow(originalAmount="1.234,56")), "line 2", "cell"),
    (download(flow(originalCurrency="EURO")), "line 2", "cell"),
    (download(flow(status="promised")), "line 2", "cell"),
    (download(flow(date="yesterday")), "line 2", "cell"),
    (download(flow(), flow(description="Other")), "line 3", "twice"),
    ('"', "line 1", "csv"),
]


@pytest.mark.parametrize(("text", "where", "rule"), BAD)
def test_a_bad_file_is_refused_whole_with_its_line(
    ledger: Log, bring: Import, text: str, where: str, rule: str
) -> None:
    with pytest.raises(Refused) as refused:
        bring(text)
    assert (where, rule) in {(each.where, each.rule) for each in refused.value.problems}
    assert ledger.head.size == 0


def test_a_file_that_is_not_utf_8_is_refused() -> None:
    readings = list(reader("fts")(BytesIO(GOOD.encode().replace(b"Food", b"F\xf6\xf6d")), Context()))
    assert [each.rule for each in readings if isinstance(each, Problem)] == ["utf-8"]


def test_flows_are_read_and_never_written() -> None:
    with pytest.raises(BadInput, match="read, not written"):
        writer("fts")
