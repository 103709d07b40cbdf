"""The report of findings: its rows, its window, its relation, and that it reads any history."""

from collections import Counter

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilat.events.errors import BadInput
from bilat.projections.checks.registry import KINDS
from bilat.projections.columns import decode_lines
from bilat.projections.reports.check import CHECK, check, report
from bilat.projections.view.boundary import Boundary
from tests.full import few
from tests.histories import Draft, canonical, histories, stamped
from tests.projections.checks.checked import found, rows, shipped
from tests.projections.reports.promised import columns, event, pledge

TWICE = [pledge("one", "USD 50", "2021-01-05"), pledge("other", "USD 50", "2021-02-05")]


def log(drafts: list[Draft]) -> pl.DataFrame:
    return decode_lines(b"\n".join(map(canonical, stamped(drafts))))


def test_a_row_has_exactly_the_keys_of_the_report() -> None:
    record = report(columns(*TWICE), Boundary(), {"ledger": "x"})
    assert (record["report"], record["stamp"]) == ("check", {"ledger": "x"})
    assert record["boundary"]["relation"] is None
    assert record["rows"] == [
        {
            "kind": "likely-duplicate",
            "level": "warning",
            "relation": "ASEAN-JP",
            "events": ["pledge/one#1", "pledge/other#1"],
            "message": "2 pledges from JP to ASEAN are alike: USD 50 on 2021-01-05 and USD 50 on 2021-02-05",
            "remedy": "if they are one: bilat append pledge-merged --stream pledge/other --into pledge/one"
            " --reason ...",
        }
    ]


def test_kinds_are_selected_and_unknown_ones_refused() -> None:
    assert found(*TWICE, kind="likely-duplicate") == found(*TWICE, kind="total-falls,likely-duplicate") != []
    assert found(*TWICE, kind="total-falls") == []
    with pytest.raises(BadInput, match="likely-duplicate"):
        rows(*TWICE, kind="likely-duplicates")


def test_a_window_selects_findings_and_decides_none() -> None:
    assert found(*TWICE, since="2021-02") == found(*TWICE, until="2021-01") == found(*TWICE) != []
    assert found(*TWICE, since="2022") == []


def test_a_relation_selects_what_is_between_its_parties() -> None:
    pair = [pledge(slug, "USD 50", recipient="US") for slug in ("us-one", "us-other")]
    assert found(*TWICE, *pair, relation=("JP", "US")) == [("likely-duplicate", ["us-one#1", "us-other#1"])]
    assert [row["relation"] for row in rows(*TWICE, *pair)] == ["ASEAN-JP", "JP-US"]
    with pytest.raises(BadInput, match="XX"):
        rows(*TWICE, relation=("JP", "XX"))


def test_findings_follow_the_clocks() -> None:
    assert found(*TWICE, recorded_by="@5") == []
    assert found(*TWICE, known_by="2021-01-31") == []
    gone = {"kind": "entry-retracted", "stream": "pledge/other", "target": "pledge/other#1", "reason": "x"}
    assert found(*TWICE, gone) == []


def test_several_parties_are_no_single_relation() -> None:
    several = [pledge(slug, "USD 50", recipient=["ASEAN", "US"]) for slug in ("one", "other")]
    assert [row["relation"] for row in rows(*several)] == [None]
    assert [row["relation"] for row in rows(*several, relation=("ASEAN", "JP"))] == ["ASEAN-JP"]


def test_an_empty_ledger_has_no_findings() -> None:
    frame = check(decode_lines(b""), Boundary())
    assert frame.is_empty()
    assert dict(frame.schema) == CHECK
    assert rows(event("pledge-announced", "p", donor="JP", recipient="ASEAN", title="p", instrument="loan")) == []


@settings(max_examples=few(100))
@given(histories(), st.sampled_from([None, ("ASEAN", "JP")]), st.booleans(), st.sampled_from([None, "2021-06"]))
def test_any_history_is_checked_and_findings_name_its_events(
    drafts: list[Draft], relation: tuple[str, str] | None, members: bool, known_by: str | None
) -> None:
    boundary = Boundary(relation, members=members, known_by=known_by)
    frame = check(log(drafts), boundary)
    assert set(frame["kind"]) <= set(KINDS)
    assert set(frame["events"].explode().drop_nulls()) <= set(log(drafts)["event"])
    assert all(frame["message"])
    assert all(frame["remedy"])


@settings(max_examples=few(100))
@given(histories(max_size=15))
def test_each_kind_by_itself_finds_what_all_of_them_find(drafts: list[Draft]) -> None:
    everything = check(log(drafts), Boundary())
    each = [check(log(drafts), Boundary(filters={"kind": kind})) for kind in everything["kind"].unique()]
    assert Counter(everything["message"]) == sum((Counter(one["message"]) for one in each), Counter())


def test_a_relation_finds_what_the_whole_ledger_finds_of_it() -> None:
    whole = check(shipped(), Boundary()).filter(relation="ASEAN-JP")
    here = check(shipped(), Boundary(("ASEAN", "JP")))
    assert here.rows() == whole.rows()
