"""A field with a new name: lines, exports, corrections and reports of before are read, and keep their bytes."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

import bilat
from bilat.events.errors import Refused
from bilat.events.formats import FORMATS
from bilat.events.log.codec import canonical
from bilat.events.log.log import open_log
from bilat.projections.columns import read
from bilat.projections.fold.as_of import mended
from bilat.projections.fold.reading import decoded
from bilat.projections.reports import saved
from bilat.projections.view.corrections import corrected
from tests.test_every_kind import NOT_WHOLE

FIGURE: dict[str, Any] = {
    "kind": "figure-reported",
    "indicator": "trade",
    "from": "ASEAN",
    "to": "JP",
    "period": "2020",
    "on": "2021",
    "cites": [{"source": "page"}],
}
MENDED = {"kind": "entry-corrected", "stream": "series/a", "target": "series/a#1", "reason": "misread"}
OLD: list[dict[str, Any]] = [
    {"kind": "party-registered", "stream": "party/ASEAN", "name": "ASEAN", "type": "group"},
    {"kind": "party-registered", "stream": "party/JP", "name": "Japan", "type": "state"},
    {"kind": "source-registered", "stream": "source/page", "title": "A page", "publisher": "P", "type": "news"},
    {**FIGURE, "stream": "series/a", "place": 4},
    {**FIGURE, "stream": "series/b", "share_percent": "7.5"},
    {**MENDED, "fields": {"place": 3}, "version": 2},
]
LINES = [
    canonical({"version": 1, **each, "recorded_at": "2024-01-31T23:59:59.000001Z", "recorder": "clerk"}) for each in OLD
]
"""A ledger of before, whose figures tell their place."""


@pytest.fixture
def ledger(tmp_path: Path) -> bilat.Ledger:
    made = bilat.create(str(tmp_path / "old.db"))
    made.import_(BytesIO(b"\n".join(LINES)), preserve=True)
    return made


def exported(ledger: bilat.Ledger, target: Path, format: str = "jsonl") -> bytes:
    ledger.export(str(target), format=format)
    return target.read_bytes()


def ranks(ledger: bilat.Ledger) -> dict[str, tuple[Any, Any]]:
    return {row["event"]: (row["rank"], row["place"]) for row in ledger.report("trade", "ASEAN-JP")["rows"]}


@pytest.mark.parametrize("format", [name for name in FORMATS if name not in NOT_WHOLE])
def test_an_old_export_restores_to_the_byte_and_is_known_again(
    format: str, ledger: bilat.Ledger, tmp_path: Path
) -> None:
    content = exported(ledger, tmp_path / "export", format)
    assert ledger.import_(BytesIO(content), format=format).count == 0
    copy = bilat.create(str(tmp_path / "copy.db"))
    copy.import_(BytesIO(content), format=format, preserve=True)
    assert exported(copy, tmp_path / "again").splitlines() == LINES
    assert copy.verify(deep=True).findings == []


def test_reports_tell_what_was_a_place_as_the_rank_and_as_corrected(ledger: bilat.Ledger) -> None:
    assert ranks(ledger) == {"series/a#1": (3, 3), "series/b#1": (None, None)}


def test_the_columns_and_the_fold_correct_it_alike(ledger: bilat.Ledger) -> None:
    with open_log(ledger.place) as log:
        (figure,) = [each for each in mended(decoded(log.lines())) if each["stream"] == "series/a"]
        (row,) = corrected(read(log)).collect().filter(stream="series/a").to_dicts()
    assert (figure["rank"], row["rank"]) == (3, 3)
    assert ("place" in figure, row["place"]) == (False, None)


def test_what_is_told_with_either_name_is_the_same_fact(ledger: bilat.Ledger, tmp_path: Path) -> None:
    again = {**FIGURE, "stream": "series/a", "rank": 4}
    assert ledger.import_(BytesIO(canonical(again))).already == 1
    ledger.import_(BytesIO(canonical({**again, "rank": 5, "period": "2021"})))
    last = json.loads(exported(ledger, tmp_path / "grown").splitlines()[-1])
    assert (last["rank"], last["schema"], "place" in last) == (5, 2, False)
    assert ranks(ledger)["series/a#3"] == (5, 5)


def test_a_correction_by_either_name_is_judged_as_the_rank(ledger: bilat.Ledger) -> None:
    for name in ("place", "rank"):
        with pytest.raises(Refused, match="rank"):
            ledger.import_(BytesIO(canonical({**MENDED, "fields": {name: 0}})))
    ledger.import_(BytesIO(canonical({**MENDED, "fields": {"rank": 2}})))
    assert ranks(ledger)["series/a#1"] == (2, 2)


def test_a_report_that_was_saved_before_still_holds(ledger: bilat.Ledger) -> None:
    before = json.loads(json.dumps(ledger.report("trade", "ASEAN-JP"), default=str))
    before["stamp"]["form"] = 2
    for row in before["rows"]:
        del row["rank"]
    with open_log(ledger.place) as log:
        assert saved.check(log, saved.read(json.dumps(before))).reasons == []
        before["rows"][0]["place"] = 9
        assert [each.where for each in saved.check(log, saved.read(json.dumps(before))).differences] != []
