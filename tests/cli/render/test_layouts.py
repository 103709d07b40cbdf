"""Every report has a layout, but for the one that is a tree."""

import pytest

from bilat.cli.render.layouts import layout
from bilat.projections.reports.registry import REPORTS


@pytest.mark.parametrize("name", [name for name in REPORTS if name != "explain"])
def test_every_report_has_a_layout_of_its_own(name: str) -> None:
    assert layout(name).__module__ == f"bilat.cli.render.{name}"


@pytest.mark.parametrize("name", ["explain", "weather"])
def test_what_is_no_sheet_raises(name: str) -> None:
    with pytest.raises(LookupError, match=name):
        layout(name)
