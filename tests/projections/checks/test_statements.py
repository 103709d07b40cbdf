"""A statement that nobody is said to have heard."""

from typing import Any

import pytest

from bilat.projections.checks.levels import ERRORS, NOTES, from_level, level
from bilat.projections.checks.registry import KINDS
from tests.projections.checks.checked import cites, found, rows

MEETING = {"kind": "meeting-held", "stream": "meeting/m", "name": "M", "on": "2022", "cites": cites("a")}
SAID = {"kind": "statement-made", "stream": "statement/s", "parties": ["JP"], "text": "so", "on": "2022"}


@pytest.mark.parametrize(
    ("fields", "nobody"),
    [
        ({}, True),
        ({"to": ["JP"]}, True),
        ({"meeting": "meeting/m"}, False),
        ({"to": ["ASEAN"]}, False),
        ({"parties": ["JP", "ASEAN"]}, False),
    ],
)
def test_a_statement_to_nobody_is_found(fields: dict[str, Any], nobody: bool) -> None:
    drafts = [MEETING | {"parties": ["ASEAN", "JP"]}, SAID | {"cites": cites("a")} | fields]
    assert found(*drafts) == ([("statement-to-nobody", ["statement/s#1"])] if nobody else [])
    assert found(*drafts, relation=("ASEAN", "JP")) == []


def test_it_says_how_to_name_who_heard_it() -> None:
    [row] = rows(SAID | {"cites": cites("a")}, party="JP")
    assert (row["level"], row["relation"]) == ("warning", None)
    assert '--target statement/s#1 --fields \'{"to":["CODE"]}\'' in row["remedy"]


def test_every_level_is_of_kinds_that_there_are() -> None:
    assert set(KINDS) >= ERRORS | NOTES
    assert not ERRORS & NOTES
    assert {level(kind) for kind in KINDS} == set(from_level("note"))
    assert from_level("warning") == ("error", "warning")
