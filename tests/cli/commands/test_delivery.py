"""`bilat delivery` and `bilat append promise-assessed` through the command line."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Bilat

ON = ("--on", "2024-06", "--cites", "mofa")
ASSESSED = ("append", "promise-assessed", "--stream", "pledge/exchange", *ON)
SCORE = ("--score", "0.5", "--scale-low", "-1", "--scale-high", "1")


@pytest.fixture
def followed(ledger: Bilat) -> Bilat:
    """The small ledger, its pledge paid in part, and judged twice."""
    paid = ("append", "pledge-disbursed", "--stream", "pledge/exchange", "--amount", "JPY 10bn", *ON)
    assert ledger(*paid).code == 0
    assert ledger(*ASSESSED, "--assessor", "Summit Watch", "--verdict", "in-part", *SCORE).code == 0
    assert ledger(*ASSESSED, "--assessor", "JP", "--verdict", "kept", "--period", "2024").code == 0
    return ledger


def test_the_answer_comes_first_and_assessors_stand_side_by_side(followed: Bilat) -> None:
    out = followed("delivery", "ASEAN-JP", "--as-of", "2024-12-31").out
    first = "\n".join(out.splitlines()[:8])
    assert "1 promise: 1 in part." in first
    assert "Known to be paid: JPY 10 billion; still open: JPY 30 billion." in first
    text = " ".join(out.split())
    assert "Summit Watch: in part, 0.5 of -1..1 (2024-06)" in text
    assert "Japan: kept (2024-06)" in text
    assert "25%" in text


def test_json_has_the_share_the_reason_and_the_spread_of_the_assessors(followed: Bilat) -> None:
    report = json.loads(followed("delivery", "ASEAN-JP", "--as-of", "2024-12-31", "--format", "json").out)
    [row] = report["rows"]
    assert (row["state"], row["because"], row["heard"]) == ("in-part", "pledge/exchange#2", "2024-06-30")
    assert (row["share_low"], row["share_high"]) == ("0.25", "0.25")
    assert row["spread"] == {"assessors": 2, "verdicts": ["in-part", "kept"], "low": "0.75", "high": "0.75"}
    assert (report["boundary"]["as_of"], report["states"]["in-part"]) == ("2024-12-31", 1)


def test_what_happened_later_is_not_seen_and_silence_is_counted_in_days(followed: Bilat) -> None:
    def state(*flags: str) -> str:
        [row] = json.loads(followed("delivery", "--format", "json", *flags).out)["rows"]
        return str(row["state"])

    assert state("--as-of", "2024-05") == "open"
    assert state("--as-of", "2024-05", "--silent", "30") == "silent"
    assert json.loads(followed("delivery", "--format", "json", "--as-of", "2023-12-16").out)["rows"] == []


def test_every_format_has_the_promises_and_a_saved_report_holds(followed: Bilat, tmp_path: Path) -> None:
    out = followed("delivery", "ASEAN-JP", "--format", "csv").out
    [row] = csv.DictReader(io.StringIO(out))
    assert (row["paid JPY"], row["share_low"], row["assessments_assessor"]) == (
        "10000000000",
        "0.25",
        "Summit Watch; JP",
    )
    assert "| promise |" in followed("delivery", "ASEAN-JP", "--format", "md").out.replace("made | ", "| ")
    saved = tmp_path / "delivery.json"
    saved.write_text(followed("delivery", "ASEAN-JP", "--by", "state", "--in", "USD", "--format", "json").out)
    assert followed("replay", "--check", str(saved)).code == 0
    answer = json.loads(saved.read_text())
    answer["rows"][0]["state"] = "delivered"
    saved.write_text(json.dumps(answer))
    answer = followed("replay", "--check", str(saved))
    assert answer.code == 1
    assert "pledge/exchange" in answer.out


def test_timeline_and_explain_tell_of_an_assessment(followed: Bilat) -> None:
    rows = json.loads(followed("timeline", "ASEAN-JP", "--format", "json").out)["rows"]
    answer = [(row["who"], row["what"]) for row in rows if row["kind"] == "promise-assessed"]
    assert answer == [("Summit Watch", "in part (0.5 of -1..1): Exchange"), ("Japan", "kept: Exchange")]
    assert "Summit Watch:" in followed("timeline", "ASEAN-JP").out  # what follows is broken into lines
    assert "Summit Watch: in part, 0.5 of -1..1" in " ".join(followed("explain", "ASEAN-JP").out.split())


def test_the_summary_counts_what_assessors_found_within_its_eight_lines(followed: Bilat) -> None:
    answer = followed("summary", "ASEAN-JP").out.partition("\n\n")[0]
    assert "Assessed by others: 1 kept and 1 in part." in " ".join(answer.split())
    assert len(answer.splitlines()) <= 8


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--verdict", "kept"), "assessor"),
        (("--assessor", "W", "--verdict", "fine"), "verdict"),
        (("--assessor", "W", "--verdict", "kept", "--score", "2", "--scale-low", "-1", "--scale-high", "1"), "outside"),
        (("--assessor", "W", "--verdict", "kept", "--score", "0.5"), "scale_low"),
        (("--assessor", "W", "--verdict", "kept", "--scale-low", "0", "--scale-high", "1"), "score"),
        (
            ("--assessor", "W", "--verdict", "kept", "--score", "1", "--scale-low", "1", "--scale-high", "1"),
            "lower end",
        ),
    ],
)
def test_an_assessment_without_assessor_or_off_its_scale_is_refused(
    ledger: Bilat, words: tuple[str, ...], said: str
) -> None:
    answer = ledger(*ASSESSED, *words)
    assert answer.code == 2
    assert said in answer.err
    assert "promise-assessed" not in ledger("log").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--state", "overdu"), "did you mean overdue"),
        (("--as-of", "soon"), "cannot read the date"),
        (("--by", "stage"), "not one of"),
        (("--rates", "ecb-day"), "--in"),
    ],
)
def test_a_delivery_that_cannot_be_told_is_refused_with_a_remedy(
    ledger: Bilat, words: tuple[str, ...], said: str
) -> None:
    answer = ledger("delivery", "ASEAN-JP", *words)
    assert answer.code == 2
    assert said in answer.err
