"""docs/report-json.md is what its generator writes, and names every field of every report that is asked."""

import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest

import bilat
from bilat.projections.reports.registry import REPORTS
from bilat.projections.rows.fields import fields, options
from docs.tools.report_page import PAGE, page

ASKED: dict[str, dict[str, Any]] = {
    "commitments": {"by": "year"},
    "diff": {"between": "@100", "until": "@250"},
}
"""What a report is asked beside the relation, so that it has all there is beside its rows."""


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Iterator[bilat.Ledger]:
    with bilat.create(str(tmp_path_factory.mktemp("history") / "asia.db"), "asean-japan") as ledger:
        yield ledger


def documented(heading: str) -> list[str]:
    """The fields in the table below a heading."""
    section = re.split(r"^##", PAGE.read_text(encoding="utf-8").partition(f"\n### {heading}\n")[2], flags=re.MULTILINE)
    return re.findall(r"^\| `(\w+)`", section[0], re.MULTILINE)


def test_the_committed_page_is_what_is_generated() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m docs.tools.report_page"


def test_every_field_of_every_row_says_what_it_is() -> None:
    for report in REPORTS.values():
        for row in (report.load().shape, *(table.row for table in report.load().tables.values())):
            assert [field.name for field in fields(row) if not field.help or not options(field.type)] == []


@pytest.mark.parametrize("name", REPORTS)
def test_the_page_names_what_a_report_of_the_shipped_history_has(history: bilat.Ledger, name: str) -> None:
    report = history.report(name, "ASEAN-JP", **ASKED.get(name, {}))
    assert set(report) <= set(documented(name))
    tree = {"explain": "tree", "summary": "largest"}.get(name, "rows")
    assert report[tree]
    assert {field for each in report[tree] for field in each} <= set(documented(row_class(name).__name__))


def row_class(name: str) -> Any:
    """The class of the objects that a report has a list of."""
    [held] = [field.type for field in fields(REPORTS[name].load().shape) if field.name in ("rows", "tree", "largest")]
    return next(iter(get_args(held)))
