"""The overview: every relation at a glance, whose money adds up to the whole ledger."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilat.events.errors import BadInput
from bilat.projections import fold
from bilat.projections.columns import decode_lines
from bilat.projections.reports import overview
from bilat.projections.reports.commitments import report as commitments
from bilat.projections.view.boundary import Boundary
from bilat.projections.view.pairs import together
from tests.full import few
from tests.histories import Draft, canonical, histories, stamped
from tests.projections.reports.promised import GIVEN, event, pledge

Sums = Mapping[tuple[str, str], Decimal]
ABOVE = {"JICA": "JP", "JAIF": "ASEAN"}


def overview_of(drafts: Sequence[Draft], **asked: Any) -> dict[str, Any]:
    return overview.report(columns(drafts), Boundary(**asked), {})


def columns(drafts: Sequence[Draft]) -> Any:
    return decode_lines(b"\n".join(map(canonical, stamped(drafts))))


def rows_of(*drafts: Draft, **asked: Any) -> dict[str, Draft]:
    return {row["key"]: row for row in overview_of([*GIVEN, *drafts], **asked)["rows"]}


def amounts(row: Draft, line: str = "net") -> dict[str, str]:
    return {each["unit"]: each["value"] for each in row[line]}


def sums(rows: Sequence[Draft]) -> Sums:
    """What the rows, or cells, add up to, by line and unit."""
    found: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in rows:
        for line in ("net", "mobilised"):
            for each in row[line]:
                found[line, each["unit"]] += Decimal(each["value"])
    return found


@settings(max_examples=few(60))
@given(histories(max_size=30), st.sampled_from(overview.WAYS), st.booleans())
def test_rows_and_cells_add_up_to_the_totals_of_the_ledger(drafts: list[Draft], by: str, converted: bool) -> None:
    asked: dict[str, Any] = {"currency": "USD", "rates": "ecb-day"} if converted else {}
    found = overview_of(drafts, by=by, show="matrix", **asked)
    whole = sums([commitments(columns(drafts), Boundary(**asked), {})["totals"]])
    assert sums(found["rows"]) == sums(found["cells"]) == sums([found["totals"]]) == whole


@settings(max_examples=few(60))
@given(histories(max_size=30))
def test_each_counted_lot_of_the_fold_is_in_the_cell_of_its_parties(drafts: list[Draft]) -> None:
    expected: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    for lot in fold.lots(stamped(drafts), relation=None):
        if lot.reason is None:
            expected[together(lot.donor, ABOVE), together(lot.recipient, ABOVE), lot.unit] += lot.value
    cells = overview_of(drafts, show="matrix")["cells"]
    found: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    for cell in cells:
        for each in (*cell["net"], *cell["mobilised"]):
            found[cell["donor"], cell["recipient"], each["unit"]] += Decimal(each["value"])
    assert found == {key: value for key, value in expected.items() if value}


@settings(max_examples=few(60))
@given(histories(max_size=30))
def test_the_whole_is_never_more_than_the_sum_of_its_relations(drafts: list[Draft]) -> None:
    # given every relation asked for by itself; what several promise together is in none of them, but in its own row
    frame = columns(drafts)
    whole = overview_of(drafts)
    asked = [row["key"].split("-") for row in whole["rows"] if row["key"].count("-") == 1 and "+" not in row["key"]]
    apart = [commitments(frame, Boundary((pair[0], pair[1])), {})["totals"] for pair in asked]
    together = [row for row in whole["rows"] if "+" in row["key"] or "-" not in row["key"]]
    assert all(value <= sums([*apart, *together])[key] for key, value in sums([whole["totals"]]).items())


AGENCY = {"kind": "party-registered", "stream": "party/JICA", "name": "JICA", "type": "agency", "parent": "JP"}


def test_money_of_several_has_a_row_of_its_own_and_an_agency_stands_for_its_party() -> None:
    found = rows_of(AGENCY, pledge("a", "USD 5", donor=["JICA", "JP"]), pledge("b", "USD 7", donor=["JP", "US"]))
    assert {key: amounts(row) for key, row in found.items()} == {"ASEAN-JP": {"USD": "5"}, "ASEAN-JP+US": {"USD": "7"}}
    assert found["ASEAN-JP"]["relation"] == "ASEAN-JP"
    assert (found["ASEAN-JP"]["events"], found["ASEAN-JP+US"]["events"]) == (2, 1)  # the joint one is of both
    assert set(rows_of(AGENCY, pledge("a", "USD 5", donor=["JICA", "JP"]), party="JICA")) == {"ASEAN-JICA+JP"}


def test_what_was_paid_of_the_pledges_that_count_is_told_in_its_own_unit_and_year() -> None:
    drafts = [
        pledge("a", "USD 5"),
        event("pledge-disbursed", "a", "JPY 300", "2022"),
        pledge("b", "USD 5", new_money=False),
        event("pledge-disbursed", "b", "USD 1", "2022"),
    ]
    assert amounts(rows_of(*drafts)["ASEAN-JP"], "paid") == {"JPY": "300"}
    by_year = rows_of(*drafts, by="year")
    assert list(by_year) == sorted(by_year)
    assert (amounts(by_year["2022"]), amounts(by_year["2022"], "paid")) == ({}, {"JPY": "300"})
    assert by_year["2022"]["findings"] is None


def test_the_window_cuts_events_money_and_payments() -> None:
    found = rows_of(pledge("a", "USD 5"), event("pledge-disbursed", "a", "USD 3", "2030"), since="2030")["ASEAN-JP"]
    assert (found["events"], found["last"], found["net"], amounts(found, "paid")) == (1, "2030-01-01", [], {"USD": "3"})


def test_what_happened_among_many_is_in_the_rows_of_pairs_that_have_more() -> None:
    met = {"kind": "meeting-held", "stream": "meeting/m", "name": "M", "on": "2023", "parties": ["ASEAN", "JP", "US"]}
    assert {key: row["events"] for key, row in rows_of(met).items()} == {"ASEAN+JP+US": 1}
    assert {key: row["events"] for key, row in rows_of(met, pledge("a", "USD 5")).items()} == {"ASEAN-JP": 2}


@pytest.mark.parametrize("asked", [{"by": "topic"}, {"show": "rates"}, {"filters": {"colour": "red"}}])
def test_what_no_overview_has_is_refused(asked: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        overview_of(GIVEN, **asked)


def test_an_empty_ledger_has_no_rows() -> None:
    found = overview_of([], show="matrix")
    assert (found["rows"], found["cells"], found["totals"]) == ([], [], {"net": [], "mobilised": [], "findings": 0})
