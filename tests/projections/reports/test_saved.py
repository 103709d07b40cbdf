"""Saved reports: what can be read, and where two reports differ."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bilat.events.errors import BadInput
from bilat.projections.reports import query, saved
from bilat.projections.reports.differences import Difference, differences
from bilat.projections.reports.registry import REPORTS
from bilat.projections.view.boundary import Boundary
from tests.full import FULL
from tests.histories import Draft, canonical, stamped
from tests.projections.reports.promised import GIVEN, event, pledge
from tests.projections.view.test_as_recorded import Written

LOG = Written([*map(canonical, stamped([*GIVEN, pledge("a", "USD 50"), event("pledge-restated", "a", "USD 50")]))])
OWN: dict[str, dict[str, str]] = {
    "replay": {"order": "on"},
    "diff": {"between": "@4", "until": "known:2021", "rates_then": "ecb-day"},
}


def report(name: str, **asked: Any) -> dict[str, Any]:
    boundary = query.dated(name, Boundary(**asked), date(2023, 6, 30))
    question = query.open_query(LOG, "ASEAN-JP", boundary, REPORTS[name].reads)
    return query.run_report(name, question, **OWN.get(name, {}))


def checked(value: Any, log: Written = LOG) -> saved.ReportComparison:
    return saved.check(log, saved.read(json.dumps(value)))


def longer(*drafts: Draft) -> Written:
    return Written([*LOG.kept, *map(canonical, stamped(drafts))])


LONGER = longer(pledge("b", "USD 9"))


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_holds_and_still_does_when_the_log_has_grown(name: str) -> None:
    record = report(name, known_by="2024", currency="USD") if name != "diff" else report(name, currency="USD")
    for log in (LOG, LONGER) if FULL else (LONGER,):
        verdict = checked(record, log)
        assert (verdict.reasons, verdict.differences, verdict.remarks) == ([], [], [])


def test_a_report_of_an_earlier_form_holds_though_it_lacks_fields_and_still_fails_where_one_differs() -> None:
    record = report("commitments")
    del record["stamp"]["form"], record["rows"][0]["stage"], record["totals"]["mobilised"]
    assert checked(record).reasons == []
    record["rows"][0]["title"] = "another"
    assert [each.where for each in checked(record).differences] == ["rows[pledge/a].title"]


def test_a_report_of_this_form_lacks_no_field() -> None:
    record = report("commitments")
    del record["rows"][0]["stage"]
    assert [each.where for each in checked(record).differences] == ["rows[pledge/a].stage"]


def test_a_report_that_was_edited_does_not_hold() -> None:
    record = report("commitments")
    record["rows"][0]["stage"] = "completed"
    verdict = checked(record)
    assert verdict.differences == [Difference("rows[pledge/a].stage", "completed", "announced")]
    assert verdict.reasons == ["the report is not what the same log, program and rates say: it was changed"]


def test_a_log_that_was_changed_has_another_root() -> None:
    record = report("timeline")
    changed = Written([line.replace(b'"value":"50"', b'"value":"51"') for line in LOG.kept])
    verdict = checked(record, changed)
    assert verdict.reasons[0].startswith("root differs: at 6 events")
    assert verdict.differences[0] == Difference("rows[pledge/a#1].amount.value", "50", "51")


def test_a_line_that_cannot_be_read_any_more_is_a_reason_too() -> None:
    verdict = checked(report("explain"), Written([*LOG.kept[:-1], b"not json"]))
    assert verdict.reasons[0].startswith("root differs")
    assert verdict.reasons[1].startswith("the report cannot be computed from this log")


def test_a_log_that_was_cut_is_named() -> None:
    assert checked(report("trade"), Written(LOG.kept[:5])).reasons == [
        "log differs: the report rests on 6 events, this ledger holds 5"
    ]


def test_another_ledger_is_a_difference_though_the_events_are_the_same() -> None:
    record = report("timeline")
    record["stamp"]["ledger"] = "0" * 32
    verdict = checked(record)
    assert verdict.differences == [Difference("stamp.ledger", "0" * 32, "f" * 32)]
    assert (verdict.reasons, verdict.remarks) == (
        [f"ledger differs: the report is of ledger {'0' * 32}, this is {'f' * 32}"],
        [],
    )
    record["stamp"]["root"] = "0" * 64
    assert [reason.partition(":")[0] for reason in checked(record).reasons] == ["log differs", "root differs"]


def test_a_ledger_restored_from_the_one_of_the_report_is_remarked_upon() -> None:
    record = report("timeline")
    record["stamp"]["ledger"] = "0" * 32
    seal: dict[str, Any] = {"kind": "ledger-sealed", "stream": f"ledger/{'0' * 32}", "size": 6, "root": "0" * 64}
    verdict = checked(record, longer(seal))
    assert (verdict.reasons, verdict.differences, len(verdict.remarks)) == ([], [], 1)


def test_what_no_stamp_says_is_a_difference() -> None:
    record = report("timeline")
    record["stamp"]["approved"] = "by the minister"
    verdict = checked(record)
    assert verdict.differences == [Difference("stamp.approved", "by the minister", None)]
    assert verdict.reasons == ["the report is not what the same log, program and rates say: it was changed"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"stamp": {', '"stamp": {}, "stamp": {'),
        ('"events": 6', '"events": 5, "events": 6'),
        ('"report": "timeline"', '"report": "check", "report": "timeline"'),
        ('"rows": [', '"rows": [], "rows": ['),
        ('"events": 6', '"events": NaN'),
    ],
)
def test_a_report_that_says_a_thing_twice_is_refused(old: str, new: str) -> None:
    text = json.dumps(report("timeline"))
    assert old in text
    with pytest.raises(BadInput, match="this is not JSON"):
        saved.read(text.replace(old, new, 1))


RATES = "period,currency,per_unit_of,rate\n2020/2024,USD,EUR,1.1\n"


def test_no_file_is_opened_because_a_report_names_it(tmp_path: Path) -> None:
    rates, prices = tmp_path / "rates.csv", tmp_path / "prices.csv"
    rates.write_text(RATES)
    prices.write_text("iso,year,index\n" + "".join(f"USA,{year},100\n" for year in range(2015, 2026)))
    given = f"file:{rates}"
    asked = (
        (report("commitments", currency="EUR", rates=given), [str(rates)]),
        (report("diff", currency="EUR", rates=given), [str(rates)]),
        (report("commitments", currency="USD", prices="2020", deflators=str(prices)), [str(prices)]),
    )
    for record, files in asked:
        verdict = saved.check(LOG, saved.read(json.dumps(record)), files)
        assert (verdict.reasons, verdict.differences) == ([], [])
        for others in ([], ["rates.csv"], [f"{files[0]}x"]):
            with pytest.raises(BadInput, match="a file is not opened because a report names it"):
                saved.check(LOG, saved.read(json.dumps(record)), others)
    # the second of the rates that a diff was made with, too
    record = report("diff", currency="EUR")
    record["and"]["rates"] = "file:/dev/zero"
    with pytest.raises(BadInput, match="name it too: --rates file:/dev/zero"):
        checked(record)


@pytest.mark.parametrize("name", ["/dev/zero", "."])
def test_a_file_that_is_none_is_not_read_though_it_is_named(name: str) -> None:
    record = report("commitments", currency="USD")
    record["boundary"]["rates"] = f"file:{name}"
    with pytest.raises(BadInput, match=r"no regular file|Is a directory"):
        saved.check(LOG, saved.read(json.dumps(record)), [name])


@pytest.mark.parametrize(("name", "reason"), [("rates", "rate table differs"), ("bilat", "program differs")])
def test_other_rates_or_another_program_are_the_reason_where_a_row_differs(name: str, reason: str) -> None:
    record = report("commitments", currency="USD")
    record["stamp"][name] = "another"
    verdict = checked(record)
    assert (verdict.reasons, verdict.remarks[0].partition(":")[0]) == ([], reason)
    record["totals"]["net"][0]["value"] = "51"
    assert [each.partition(":")[0] for each in checked(record).reasons] == [reason]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "7",
        "{}",
        '{"report": "demo"}',
        '{"report": ["timeline"]}',
        "[" * 100_000,
        "\ud800",
    ],
)
def test_what_is_no_report_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        saved.read(text)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("stamp", None),
        ("stamp", {"events": "6"}),
        ("events", True),
        ("events", -1),
        ("root", None),
        ("boundary", None),
        ("boundary", {"from": 5}),
        ("boundary", {"colour": "red"}),
        ("boundary", {"relation": 5}),
        ("boundary", {"filters": {"pledge": 5}}),
        ("boundary", {"members": "no"}),
        ("boundary", {"recorded_by": ["@1"]}),
        ("boundary", {"filters": "x"}),
    ],
)
def test_a_stamp_or_boundary_that_cannot_be_read_is_refused(part: str, value: Any) -> None:
    record = report("timeline")
    (record["stamp"] if part in ("events", "root") else record)[part] = value
    with pytest.raises(BadInput):
        saved.read(json.dumps(record))


def test_a_replay_or_diff_that_does_not_say_what_it_was_asked_is_refused() -> None:
    for name, part, value in (("replay", "order", 5), ("diff", "and", None), ("diff", "between", {"asked": 5})):
        record = report(name, **({"currency": "USD"} if name == "diff" else {}))
        record[part] = value
        with pytest.raises(BadInput, match="does not say what it was asked"):
            checked(record)


def test_items_of_lists_are_matched_by_name() -> None:
    old = {"rows": [{"event": "a#1", "on": "2021"}, {"event": "b#1"}, {"x": 1}], "names": ["p", "q"]}
    new = {"rows": [{"event": "b#1"}, {"event": "a#1", "on": "2022"}, {"x": 1}], "names": ["q"]}
    assert list(differences(old, new)) == [
        Difference("rows[a#1].on", "2021", "2022"),
        Difference("rows (order)", ["a#1", "b#1", '{"x": 1}'], ["b#1", "a#1", '{"x": 1}']),
        Difference("names[p]", "p", None),
    ]
