"""CSV that a spreadsheet only shows."""

import csv
import io

import pytest

from bilat.cli.render.csv_text import csv_text, safe


@pytest.mark.parametrize("text", ["=1+1", "+x", "-x", "@SUM(A1)", "-1+1", "＝1", "+", "-"])
def test_a_cell_never_starts_a_formula(text: str) -> None:
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "+5.25", "-0.1", "plain", "", "a=b"])
def test_numbers_and_words_stay(text: str) -> None:
    assert safe(text) == text


def test_tabs_and_returns_cannot_lead() -> None:
    assert csv_text(["note"], [{"note": "\t=1"}, {"note": "\r=1"}]) == "note\n\\t=1\n\\r=1\n"


def test_amounts_are_four_columns_and_lists_one() -> None:
    row = {
        "value": {"value": "-5", "unit": "USD", "bound": "about"},
        "parties": ["JP", "ASEAN"],
        "flag": True,
    }
    text = csv_text(["amount:value", "parties", "flag", "none"], [row, {}])
    assert list(csv.reader(io.StringIO(text))) == [
        ["value", "value_unit", "value_bound", "value_upper", "parties", "flag", "none"],
        ["-5", "USD", "about", "", "JP; ASEAN", "yes", ""],
        ["", "", "", "", "", "", ""],
    ]
