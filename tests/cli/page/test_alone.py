"""Charts on their own: whole files of SVG, with a title and the stamp, that ask for nothing."""

from xml.etree import ElementTree

import pytest

from bilat.cli.page.alone import alone
from bilat.events.errors import BadInput
from tests.cli.page.pages import page_data_of

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


def test_what_cannot_be_drawn_is_said() -> None:
    with pytest.raises(BadInput, match="one of fall, years"):
        alone(page_data_of(), "pie")
    with pytest.raises(BadInput, match="nothing to draw of trade"):
        alone(page_data_of("BT-FJ", None), "trade")
