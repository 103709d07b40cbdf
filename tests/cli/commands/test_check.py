"""`bilat check`: its exit code, its formats, its kinds, and what it refuses."""

import csv
import io
import json

import pytest

from tests.cli.conftest import Bilat


@pytest.fixture
def twice(ledger: Bilat) -> Bilat:
    """The small ledger, with its pledge recorded a second time."""
    words = "pledge-announced --stream pledge/copy --donor JP --recipient ASEAN --title Copy --instrument grant"
    answer = ledger("append", *words.split(), "--amount", "JPY 40bn", "--on", "2023-12-18", "--cites", "mofa")
    assert answer.code == 0
    return ledger


def test_findings_are_told_by_the_exit_code(twice: Bilat) -> None:
    answer = twice("check")
    assert answer.code == 1
    assert answer.out.startswith("All parties.")
    assert "likely duplicate" in answer.out
    assert "pledge/exchange#1" in answer.out
    assert twice("check", "ASEAN-JP").code == 1


def test_without_findings_the_exit_code_is_0(ledger: Bilat) -> None:
    answer = ledger("check")
    assert answer.code == 0
    assert "nothing found" in answer.out
    assert "nothing found" in ledger("check", "--format", "md").out


def test_every_format_tells_the_findings(twice: Bilat) -> None:
    answer = twice("check", "JP-ASEAN", "--format", "json")
    value = json.loads(answer.out)
    assert answer.code == 1
    assert (value["report"], value["boundary"]["relation"], value["stamp"]["events"]) == ("check", "ASEAN-JP", 5)
    assert set(value["rows"][0]) == {"kind", "level", "relation", "events", "message", "remedy"}
    assert {row["kind"] for row in value["rows"]} == {"likely-duplicate", "dated-after-publication"}
    rows = list(csv.DictReader(io.StringIO(twice("check", "--format", "csv").out)))
    assert len(rows) == len(value["rows"])
    assert twice("check", "--format", "md").out.startswith("# All parties")
    assert json.loads(twice("check", "--format", "json").out)["boundary"]["relation"] is None


def test_kinds_select(twice: Bilat) -> None:
    kinds = ("--kind", "likely-duplicate", "--kind", "implied-rate")
    answer = twice("check", *kinds, "--format", "json")
    value = json.loads(answer.out)
    assert [row["kind"] for row in value["rows"]] == ["likely-duplicate"]
    assert value["boundary"]["filters"] == {"kind": "likely-duplicate,implied-rate"}
    assert twice("check", "--kind", "implied-rate").code == 0


def test_a_level_selects_and_notes_alone_are_no_audit_finding(twice: Bilat) -> None:
    answer = twice("check", "--level", "error", "--format", "json")
    value = json.loads(answer.out)
    assert (answer.code, {row["level"] for row in value["rows"]}) == (1, {"error"})
    assert value["levels"] == {"error": len(value["rows"]), "warning": 0, "note": 0}
    # given a growth without the year before, which is a note
    words = "figure-reported --stream series/s --from JP --to ASEAN --indicator exports --period 2022 --reporter JP"
    asked = twice(
        "append", *words.split(), "--value", "USD 5bn", "--change-percent", "4", "--on", "2023", "--cites", "mofa"
    )
    assert asked.code == 0
    note = twice("check", "--kind", "growth-without-base")
    assert (note.code, "1 note" in note.out) == (0, True)
    assert twice("check", "--kind", "growth-without-base", "--level", "warning").out.count("nothing found") == 1


def test_flags_reach_the_boundary(twice: Bilat) -> None:
    assert twice("check", "--recorded-by", "@4").code == 0
    assert twice("check", "--known-by", "2023-12-17", "--kind", "likely-duplicate").code == 0
    assert twice("check", "--from", "2024").code == 0


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--kind", "likely-duplicates"), "did you mean likely-duplicate"),
        (("--kind", ""), "total-falls"),
        (("ASEAN-JB",), "JP"),
        (("ASIAN",), "did you mean ASEAN"),
        (("--level", "errors"), "did you mean error"),
        (("--level", ""), "error, warning, note"),
        (("--recorded-by", "@99"), "@5"),
    ],
)
def test_what_cannot_be_asked_is_refused(twice: Bilat, words: tuple[str, ...], named: str) -> None:
    answer = twice("check", *words)
    assert (answer.code, answer.out) == (2, "")
    assert named in answer.err
