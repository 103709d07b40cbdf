"""Charts on their own: whole files of SVG, with a title and the stamp, that ask for nothing."""

import json
from typing import Any
from xml.etree import ElementTree

import pytest

from bilat.cli.page.alone import KINDS, alone, needed
from bilat.events.errors import BadInput
from bilat.projections.page.make import make
from bilat.projections.reports.query import run_report
from bilat.projections.view.boundary import Boundary
from tests.cli.page.pages import checkpoint, page_data_of, shipped

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("kind", ["fall", "years", "timeline", "trade", "delivery"])
def test_a_chart_stands_on_its_own(kind: str) -> None:
    text = alone(page_data_of(), kind)
    found = ElementTree.fromstring(text)
    title = found.find(f"{SVG}title")
    assert title is not None
    assert str(title.text).startswith("ASEAN – Japan: ")
    assert page_data_of()["stamp"]["root"] in text
    assert "var(" not in text, "its colours are in it"
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
    assert len([*found.iter(f"{SVG}rect"), *found.iter(f"{SVG}circle")]) > 3


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_is_drawn_of_the_reports_that_it_needs_alone(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    computed: list[str] = []

    def counted(report: str, *asked: Any) -> dict[str, Any]:
        computed.append(report)
        return run_report(report, *asked)

    monkeypatch.setattr("bilat.projections.page.data.run_report", counted)
    boundary = Boundary(currency="USD", rates="ecb-day")
    data = make(shipped(), "ASEAN-JP", boundary, checkpoint(shipped()), None, needed(kind))
    assert len(computed) <= 2
    whole = {**page_data_of(), "reports": {**page_data_of()["reports"], "timeline": data["reports"].get("timeline")}}
    if whole["reports"]["timeline"] is None:
        del whole["reports"]["timeline"]
    assert alone(json.loads(json.dumps(data)), kind) == alone(json.loads(json.dumps(whole)), kind)
    assert "<a " not in alone(data, kind), "it leads to nothing that is not there"


def test_what_cannot_be_drawn_is_said() -> None:
    with pytest.raises(BadInput, match="one of fall, years"):
        alone(page_data_of(), "pie")
    with pytest.raises(BadInput, match="nothing to draw of trade"):
        alone(page_data_of("BT-FJ", None), "trade")
