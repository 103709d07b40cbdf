"""Every report on the history that ships, at 80 and at 120 columns: its answer stands in the first eight lines."""

import re
from pathlib import Path
from typing import Any

import pytest

from bilat.cli.render import console
from bilat.events.log.log import create_log
from bilat.projections.reports import query
from tests.cli.conftest import Bilat
from tests.pages import assert_page

WIDTHS = (80, 120)
LINES = 8
ANSWERS = {
    "summary ASEAN-JP --as-of 2024-06-30": "New public money",
    "delivery ASEAN-JP --as-of 2024-06-30": "promises",
    "timeline ASEAN-JP": "events from",
    "commitments ASEAN-JP": "New public money",
    "commitments ASEAN-JP --in USD --by year": "New public money",
    "trade ASEAN-JP": "USD 268.5bn",
    "overview": "relations",
    "overview --matrix": "relations",
    "check ASEAN-JP": "findings",
    "explain ASEAN-JP --pledge acpheed": "new public money",
    "replay ASEAN-JP": "moved a total",
    "diff ASEAN-JP --between @200 --and @340": "New public money",
    "delivery JP --as-of 2024-06-30": "promises",
    "delivery --as-of 2024-06-30": "promises",
    "commitments": "New public money",
    "summary --as-of 2024-06-30": "New public money",
    "explain": "new public money",
    "overview --in USD": "relations",
}
"""Each report, and what its answer says."""
_LEDGER = re.compile(r"[0-9a-f]{32,64}|\d{4}-\d\d-\d\dT[\d:.]+Z")


@pytest.fixture(scope="module")
def asia(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped history, recorded once for all pages."""
    from bilat.cli.recording import load_history

    location = tmp_path_factory.mktemp("asia") / "asia.db"
    with create_log(str(location)) as log:
        load_history(log, "asean-japan", "desk")
    return location


@pytest.fixture(autouse=True)
def computed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same question has the same report at every width: a test computes it once."""
    real, known = query.run_report, dict[str, Any]()

    def run_report(name: str, question: query.Query, **asked: Any) -> Any:
        key = repr((name, question.boundary, asked))
        if key not in known:
            known[key] = real(name, question, **asked)
        return known[key]

    monkeypatch.setattr(query, "run_report", run_report)


def page(bilat: Bilat, asia: Path, words: str, width: int, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a command prints at a width; hashes and times of recording, which are another each time, are blotted out."""
    monkeypatch.setattr(console, "PIPED_WIDTH", width)
    monkeypatch.setenv("BILAT_LEDGER", str(asia))
    answer = bilat(*words.split())
    assert (answer.code in (0, 1), answer.err) == (True, "")
    return _LEDGER.sub(lambda found: "0" * len(found[0]), answer.out)


@pytest.mark.parametrize("words", ANSWERS)
def test_the_first_eight_lines_answer_the_question(
    bilat: Bilat, asia: Path, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = streams(page(bilat, asia, words, 300, monkeypatch))
    for width in WIDTHS:
        text = page(bilat, asia, words, width, monkeypatch)
        head, _, rest = text.partition("\n\n")
        assert len(head.splitlines()) <= LINES
        assert ANSWERS[words] in head
        assert max(map(len, text.splitlines())) <= width
        assert rest
        name = re.sub(r"\W+", "-", words.lower())
        assert_page(f"{name}-{width}", text)
        assert streams(text) == whole  # what can be copied is not broken


def streams(text: str) -> set[str]:
    """The streams that a page names."""
    return set(re.findall(r"\b(?:pledge|programme|meeting|statement|agreement)/[a-z0-9-]+", text))
