"""docs/report-json.md names every field of every report's rows, in order, and no other."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import bilat

PAGE = (Path(__file__).parents[2] / "docs" / "report-json.md").read_text(encoding="utf-8")
REPORTS = ("commitments", "timeline", "trade", "check", "replay", "diff")
ASKED: dict[str, dict[str, Any]] = {"diff": {"between": "@100", "until": "@250"}}


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Iterator[bilat.Ledger]:
    with bilat.create(str(tmp_path_factory.mktemp("history") / "asia.db"), "asean-japan") as ledger:
        yield ledger


def documented(heading: str) -> list[str]:
    """The fields in the table below a heading."""
    section = re.split(r"^## ", PAGE.partition(f"\n## {heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
    return re.findall(r"^\| `(\w+)`", section, re.MULTILINE)


@pytest.mark.parametrize("name", REPORTS)
def test_the_page_names_the_fields_of_every_row(history: bilat.Ledger, name: str) -> None:
    rows = history.report(name, "ASEAN-JP", **ASKED.get(name, {}))["rows"]
    assert rows
    assert {tuple(row) for row in rows} == {tuple(documented(name))}


def test_the_page_names_the_fields_of_running_totals(history: bilat.Ledger) -> None:
    totals = history.report("commitments", "ASEAN-JP")["running_totals"]
    assert totals
    assert {frozenset(total) for total in totals} == {frozenset(documented("commitments: running_totals"))}


@pytest.mark.parametrize("name", [*REPORTS, "explain"])
def test_what_stands_beside_the_rows_is_named(history: bilat.Ledger, name: str) -> None:
    common = {"report", "boundary", "stamp", "rows"}
    beside = set(history.report(name, "ASEAN-JP", **ASKED.get(name, {}))) - common
    section = re.split(r"^## ", PAGE.partition(f"\n## {name}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
    assert {field for field in beside if f"`{field}`" not in section} == set()
