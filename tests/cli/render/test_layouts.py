"""Every report has a layout."""

import pytest

from bilat.cli.render.layouts import layout
from bilat.projections.reports.registry import REPORTS


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_has_a_layout_of_its_own(name: str) -> None:
    assert layout(name).__module__ == f"bilat.cli.render.{name}"


def test_what_is_no_report_raises() -> None:
    with pytest.raises(LookupError, match="weather"):
        layout("weather")
