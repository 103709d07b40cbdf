"""Every report has exactly the fields that its class declares, and every output shows them."""

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

import pytest

from bilat.cli.render.csv_text import csv_text
from bilat.cli.render.workbook import workbook
from bilat.events import histories as shipped
from bilat.projections.reports import query
from bilat.projections.reports.registry import REPORTS
from bilat.projections.reports.typed_frames import COMMITMENTS
from bilat.projections.rows.fields import DataColumn, fields
from bilat.projections.view.boundary import Boundary
from tests.full import FULL
from tests.histories import Draft, canonical, history, stamped
from tests.projections.reports.conforming import declared, filled, misfits
from tests.projections.view.test_as_recorded import Written

MONEY: list[dict[str, Any]] = [
    {},
    {"by": "year", "spread": "horizon", "members": True, "since": "2019", "until": "2030"},
    {"currency": "USD", "rates": "ecb-day", "by": "donor"},
    {"currency": "USD", "prices": "2020", "deflators": "DEFLATORS"},
]
ASKED: Mapping[str, list[dict[str, Any]]] = {
    "summary": [{"as_of": "2022-12-31"}, {"as_of": "2030", "members": True}],
    "timeline": [{}, {"members": True, "relation": "JP->*"}, {"filters": {"party": "JP"}}],
    "commitments": [*MONEY, {"show": "rates"}, {"filters": {"instrument": "grant"}}],
    "delivery": [
        {"as_of": "2023-06-30"},
        {"as_of": "2030", "by": "donor", "members": True, "silent": "30"},
        {"as_of": "2023-06-30", "currency": "USD", "rates": "ecb-day", "by": "state"},
    ],
    "trade": [{}, {"policy": "interval", "members": True, "known_by": "2030", "recorded_by": "2030-01-01"}],
    "overview": [{}, {"show": "matrix", "by": "donor", "currency": "USD", "relation": "JP"}],
    "check": [{}],
    "explain": [*MONEY, {"filters": {"pledge": "wide"}}],
    "replay": [{}, {"members": True}],
    "diff": [{}, {"currency": "USD", "rates": "ecb-day"}],
}
OWN: Mapping[str, dict[str, str]] = {
    "replay": {"order": "on"},
    "diff": {"between": "@30", "until": "known:2025"},
}
SELDOM = {
    *("Totals.left_out", "CommitmentsReport.pledges", "DeliveryReport.promises", "ExplainReport.events"),
    *("TimelineReport.counts", *(f"TimelineCounts.{name}" for name in ("events", "first", "last", "sources", "kinds"))),
    *("ReplayReport.events", "ReplayReport.moving", "CorrectingEntry.on"),
    *("ConvertedAmount.low", "RatedAmount.low"),
}
"""What only tables that are cut have (`tests/cli/test_cut_tables.py`), the day of entries, which have none, and the
least of one claim, which is its value: only sums have another."""


OF_THE_SHIPPED = ("summary", "commitments", "explain")
"""The reports that are made of the shipped history too, by default: all others are seen filled without it."""
STEPS = 260 if FULL else 120


def figure(stream: str, indicator: str, reporter: str, value: Draft) -> Draft:
    cites = [{"source": "wire", "locator": stream, "quote": "so much"}]
    return {
        "kind": "figure-reported",
        "stream": f"series/{stream}",
        "on": "2023-05-01",
        "cites": cites,
        "from": "ASEAN",
        "to": "JP",
        "indicator": indicator,
        "period": "2022",
        "reporter": reporter,
        "value": value,
        "rank": 2,
        "change_percent": "3.5",
        "share_percent": "7",
        "status": "preliminary",
    }


def rich() -> list[bytes]:
    """A synthetic history with mirrors, spreads, growth, and sums in other currencies."""
    exact = {"unit": "USD", "bound": "exact"}
    wide = {"value": "26100", "unit": "USD", "bound": "between", "upper": "27000"}
    figures = [
        figure("a", "exports", "ASEAN", exact | {"value": "24200"}),
        figure("b", "imports", "JP", wide),
        figure("c", "exports", "WHO", exact | {"value": "25000"}),
        figure("d", "exports", "ASEAN", exact | {"value": "20000"}) | {"period": "2021"},
    ]
    wide_yen = {"value": "100", "unit": "JPY", "bound": "between", "upper": "150"}
    told_apart: list[Draft] = [
        {"kind": "pledge-announced", "stream": "pledge/wide", "donor": "JP", "recipient": "ASEAN", "on": "2020-03-02"}
        | {"title": "Wide", "instrument": "grant", "amount": wide_yen},
        {"kind": "pledge-restated", "stream": "pledge/wide", "on": "2020-03-02", "amount": exact | {"value": "1"}},
        {"kind": "pledge-topped-up", "stream": "pledge/wide", "on": "2022-09-01", "amount": wide_yen},
        {"kind": "pledge-disbursed", "stream": "pledge/wide", "on": "2022-10-01", "amount": wide_yen},
        {"kind": "pledge-announced", "stream": "pledge/narrow", "donor": "JP", "recipient": "ASEAN", "on": "2020-04-02"}
        | {"title": "Narrow", "instrument": "grant", "amount": wide_yen, "part_of": "pledge/wide"},
    ]
    judged = {"kind": "promise-assessed", "stream": "pledge/wide", "on": "2022-10", "assessor": "Watch"}
    judged |= {"verdict": "in-part", "score": "0.5", "scale_low": "-1", "scale_high": "1"}
    told_apart.append(judged | {"period": "2021", "method": "by two readers"})
    cites = {"cites": [{"source": "wire", "locator": "para 1", "quote": "between 100 and 150 yen"}]}
    mend = {"kind": "entry-corrected", "stream": "pledge/wide", "target": "pledge/wide#4", "reason": "misread"}
    told_apart.append(mend | {"fields": {"on": "2022-10-02"}})
    drafts = [*history(3, STEPS), *figures, *(draft | cites for draft in told_apart)]
    return [*map(canonical, stamped(drafts))]


def history_lines() -> list[bytes]:
    drafts = [json.loads(line) for line in shipped.path("asean-japan").read_bytes().splitlines() if line]
    return [*map(canonical, stamped([{k: v for k, v in d.items() if k not in _STAMPED} for d in drafts]))]


_STAMPED = ("version", "recorded_at", "recorder")
LOGS = {"rich": Written(rich()), "shipped": Written(history_lines())}


@pytest.fixture(scope="module")
def deflators(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("prices") / "deflators.csv"
    years = [f"{iso},{year},{year - 1920}\n" for iso in ("JPN", "USA", "VNM", "PHL") for year in range(2000, 2036)]
    file.write_text("iso,year,index\n" + "".join(years))
    return str(file)


def computed(name: str, log: Written, asked: dict[str, Any]) -> dict[str, Any]:
    relation = asked.pop("relation", "ASEAN-JP")
    question = query.open_query(log, relation, Boundary(**asked), REPORTS[name].reads)
    then = {"rates_then": "ecb-year"} if name == "diff" and asked else {}
    then |= {"order": "newest-first"} if name == "timeline" and asked else {}
    report = query.run_report(name, question, **OWN.get(name, {}), **then)
    read: dict[str, Any] = json.loads(json.dumps(report, default=str))
    return read


@pytest.fixture(scope="module")
def reports(deflators: str) -> list[tuple[str, dict[str, Any]]]:
    """Every report of both logs, asked in several ways."""
    return [
        (name, computed(name, log, {**asked} | ({"deflators": deflators} if "deflators" in asked else {})))
        for name, several in ASKED.items()
        for which, log in LOGS.items()
        for asked in (several if FULL or which == "rich" else several[:1] if name in OF_THE_SHIPPED else [])
    ]


def test_every_report_is_driven() -> None:
    assert ASKED.keys() == REPORTS.keys()


def test_a_report_has_exactly_the_fields_that_its_class_declares(reports: list[tuple[str, dict[str, Any]]]) -> None:
    found = {f"{name}{each}" for name, given in reports for each in misfits(given, REPORTS[name].load().shape)}
    assert found == set()


def test_every_declared_field_is_seen_filled(reports: list[tuple[str, dict[str, Any]]]) -> None:
    seen = {each for name, given in reports for each in filled(given, REPORTS[name].load().shape)}
    known = set().union(*(declared(report.load().shape) for report in REPORTS.values()))
    assert known - seen - SELDOM == set()


def test_csv_and_workbooks_have_the_same_columns_with_every_field(reports: list[tuple[str, dict[str, Any]]]) -> None:
    for name, record in reports:
        table = REPORTS[name].load().tables[record["boundary"].get("show") or ""]
        rows = table.rows(record)
        header = next(csv.reader(io.StringIO(csv_text(table.columns, rows))))
        sheet = workbook(name, {**record, "rows": rows}, table.columns, [], "All.")[0]
        assert header == list(sheet.header)
        assert {field.name for field in fields(table.row) if field.cells != "none"} <= set(header)
        assert [row for row in rows if list(misfits(row, table.row))] == []


def test_only_what_is_worded_elsewhere_is_no_column() -> None:
    tables = [table for report in REPORTS.values() for table in report.load().tables.values()]
    left_out = {f"{table.row.__name__}.{each.name}" for table in tables for each in fields(table.row)} - {
        f"{table.row.__name__}.{column.name}" for table in tables for column in table.columns
    }
    assert left_out == {"ReplayRow.moved"}


def test_a_frame_of_pledges_has_every_field() -> None:
    table = REPORTS["commitments"].load().tables[""]
    assert list(COMMITMENTS) == [field.name for field in fields(table.row)]
    assert "remainder" in COMMITMENTS


def test_a_field_that_lacks_or_is_new_is_found() -> None:
    record = computed("trade", LOGS["rich"], {})
    record["rows"][0].pop("mirror")
    record["rows"][1]["weight"] = 1
    assert set(misfits(record, REPORTS["trade"].load().shape)) == {
        ".rows[].mirror lacks",
        ".rows[].weight is in no TradeRow",
    }


def test_a_mirror_is_in_the_table_of_figures() -> None:
    record, table = computed("trade", LOGS["rich"], {}), REPORTS["trade"].load().tables[""]
    (row,) = [
        row
        for row in csv.DictReader(io.StringIO(csv_text(table.columns, record["rows"])))
        if row["series"] == "series/a"
    ]
    mirror = (row["mirror"], row["mirror_reporter"], row["mirror_value"], row["mirror_unit"], row["mirror_upper"])
    assert mirror == ("series/b#1", "JP", "26100", "USD", "27000")
    assert isinstance(table.columns[0], DataColumn)
