"""The page of the report JSON is what the classes of rows say."""

import runpy
from pathlib import Path
from typing import Any

from bilat.projections.reports.registry import REPORTS
from bilat.projections.reports.rows.fields import fields, options

ROOT = Path(__file__).parents[1]
GENERATOR = runpy.run_path(str(ROOT / "docs" / "tools" / "report_page.py"))


def test_the_committed_page_is_the_generated_one() -> None:
    generated: Any = GENERATOR["page"]()
    assert (ROOT / "docs" / "report-json.md").read_text() == generated, "run: python docs/tools/report_page.py"


def test_every_field_of_every_row_says_what_it_tells() -> None:
    for report in REPORTS.values():
        for row in (report.load().shape, *(table.row for table in report.load().tables.values())):
            assert [field.name for field in fields(row) if not field.help or not options(field.type)] == []
