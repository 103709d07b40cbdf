"""Reviewing: a draft decided about by a script of answers; what is in the file after each."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from bilat.cli.asking.question import Question
from bilat.cli.reviewing.review import Review
from bilat.events.errors import BadInput
from bilat.events.log.log import Log, create_log
from bilat.events.reading.draft_file.document import DraftFile, file_of
from bilat.events.reading.draft_file.reading import read_draft
from bilat.events.reading.draft_file.writing import write_draft
from bilat.events.reading.pages.page import Page
from bilat.events.reading.recorded.compared import draft_for
from bilat.events.reading.recorded.record import Record

TEXT = """Japan helps

Japan will provide US$50 million to Vietnam for flood defences.

Australia will provide $61.5 million to Papua New Guinea for policing.

China never promised $10 billion to Zambia.
"""


class Answers:
    """Answers in the order in which they are asked; leaves where there are none left."""

    def __init__(self, *answers: str) -> None:
        self.left: Iterator[str] = iter(answers)
        self.said: list[str] = []

    def line(self, question: Question) -> str:
        """The next answer."""
        self.said.append(question.prompt)
        try:
            return next(self.left)
        except StopIteration:
            raise KeyboardInterrupt from None

    def say(self, text: str) -> None:
        """Keep what is shown."""
        self.said.append(text)

    def refuse(self, question: Question, error: BadInput) -> None:
        """Keep why an answer is refused."""
        self.said.append(f"refused: {error.message}")


@pytest.fixture
def draft() -> DraftFile:
    """A draft of three proposals and the registrations that they rest on."""
    return file_of(draft_for(Page(TEXT, published="2023-05-20", publisher="The Post"), Record()))


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    """An empty ledger."""
    with create_log(str(tmp_path / "own.db")) as created:
        yield created


def reviewed(draft: DraftFile, log: Log, *answers: str) -> tuple[DraftFile, Answers, list[bytes]]:
    """The draft after these answers, all that was shown, and the file after each decision."""
    kept: list[bytes] = []
    asker = Answers(*answers)
    review = Review(draft, log, asker, lambda changed: kept.append(write_draft(changed)))
    with suppress(KeyboardInterrupt):
        review.run()
    return review.draft, asker, kept


def of(draft: DraftFile, code: str) -> str:
    """The status of the proposal whose recipient is this party."""
    return next(each.status for each in draft.proposals if each.event.get("recipient") == code)


def test_the_most_doubted_comes_first_with_its_amount_marked(draft: DraftFile, log: Log) -> None:
    _, asker, _ = reviewed(draft, log)
    assert ">>$10 billion<<" in asker.said[0]
    assert "doubt: denial" in asker.said[0]
    assert "recipient       ZM   [the sentence]" in asker.said[0]


def test_a_denial_is_asked_before_accepting_and_a_no_leaves_it_undecided(draft: DraftFile, log: Log) -> None:
    after, asker, _ = reviewed(draft, log, "accept", "no")
    assert of(after, "ZM") == "proposed"
    assert any("accept it although" in said for said in asker.said)


def test_a_currency_in_doubt_has_no_default(draft: DraftFile, log: Log) -> None:
    after, asker, _ = reviewed(draft, log, "drop", "accept", "", "dollars", "USD")
    assert "refused: something is needed here" in asker.said
    accepted = next(each for each in after.proposals if each.event.get("recipient") == "PG")
    assert accepted.status == "accepted"
    assert accepted.event["amount"]["unit"] == "USD"
    assert not accepted.doubts


def test_accepting_accepts_the_source_and_the_parties_it_rests_on(draft: DraftFile, log: Log) -> None:
    after, _, _ = reviewed(draft, log, "drop", "drop", "accept")
    accepted = [str(each.event["stream"]) for each in after.accepted]
    assert accepted[:3] == ["source/post-2023-05-20", "party/JP", "party/VN"]


def test_every_decision_is_in_the_file_at_once(draft: DraftFile, log: Log, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(TEXT)
    after, _, kept = reviewed(draft, log, "drop")
    read = read_draft(kept[-1], tmp_path)
    assert of(read, "ZM") == "rejected"
    assert write_draft(read) == kept[-1] == write_draft(after)


def test_back_asks_again_and_skip_asks_later(draft: DraftFile, log: Log) -> None:
    after, _, _ = reviewed(draft, log, "drop", "back")
    assert of(after, "ZM") == "proposed"
    _, asker, _ = reviewed(draft, log, "skip")
    shown = [said for said in asker.said if said.startswith("---")]
    assert ">>$10 billion<<" in shown[0]
    assert ">>$61.5 million<<" in shown[1]


def test_a_field_a_kind_a_unit_and_a_party_may_be_another(draft: DraftFile, log: Log) -> None:
    after, _, _ = reviewed(
        draft,
        log,
        *("edit", "title", "Roads", "kind", "pledge-disbursed", "unit", "USD", "party", "recipient", "Kenya"),
        *("accept", "yes"),
    )
    event = next(each.event for each in after.proposals if each.event.get("title") == "Roads")
    assert (event["kind"], event["recipient"], event["amount"]["unit"]) == ("pledge-disbursed", ["KE"], "USD")
    assert any(each.event["stream"] == "party/KE" and each.status == "accepted" for each in after.proposals)


def test_merging_cites_the_second_sentence_and_rejects_the_second_proposal(draft: DraftFile, log: Log) -> None:
    after, _, _ = reviewed(draft, log, "drop", "accept", "AUD", "merge")
    merged = next(each for each in after.proposals if each.event.get("recipient") == "PG")
    assert len(merged.event["cites"]) == 2
    assert merged.event["equivalents"] == [{"value": "50000000", "unit": "USD", "bound": "exact"}]
    assert of(after, "VN") == "rejected"
