"""`bilat review` in a pseudo-terminal: accept, edit, a doubt answered, leaving and coming back."""

from pathlib import Path

from tests.cli.conftest import Bilat
from tests.cli.terminal import CTRL_C, Session

TEXT = """Japan will provide US$50 million to ASEAN for flood defences.

Australia will provide $61.5 million to ASEAN for policing.
"""
WHAT = "back or leave"


def drafted(ledger: Bilat) -> Path:
    """A draft of two proposals."""
    Path("page.txt").write_text(TEXT)
    answer = ledger("draft", "page.txt", "--published", "2023-05-20", "--publisher", "The Post", "-o", "d.yaml")
    assert answer.code == 0, answer.err
    return Path("d.yaml")


def test_a_draft_is_reviewed_in_two_sittings_and_recorded(ledger: Bilat) -> None:
    draft = drafted(ledger)
    with Session("review", "d.yaml") as first:
        first.wait_for(">>$61.5 million<<")
        first.answer(WHAT, "accept")
        first.wait_for("doubt: currency")
        first.answer("which unit", "AUD")
        first.wait_for("accepted with it: source/post-2023-05-20")
        first.wait_for(">>US$50 million<<")
        first.answer(WHAT, "edit")
        first.answer("which field", "title")
        first.answer("title", "Dykes")
        first.wait_for("[the reviewer]")
        first.press(CTRL_C)
        assert first.end().code == 130
    kept = draft.read_text()
    assert "title: Dykes" in kept
    assert kept.count("status: accepted") == 3
    assert ledger("import", "d.yaml").code == 2
    with Session("review", "d.yaml") as second:
        second.wait_for("Dykes")
        second.answer(WHAT, "accept")
        second.wait_for("all decided")
        assert second.end().code == 0
    assert ledger("import", "d.yaml").out.startswith("recorded 5 events")


def test_review_asks_nobody_where_nobody_sits(ledger: Bilat) -> None:
    drafted(ledger)
    answer = ledger("review", "d.yaml")
    assert answer.code == 2
    assert "nobody sits at a terminal" in answer.err


def test_what_is_no_draft_is_not_reviewed(ledger: Bilat) -> None:
    Path("x.yaml").write_text("kind: pledge-announced\n")
    answer = ledger("review", "x.yaml")
    assert answer.code == 2
    assert "bilat draft makes one" in answer.err


def test_a_sitting_over_a_text_opens_with_its_draft(ledger: Bilat) -> None:
    Path("page.txt").write_text(f"The Post\n\n2023-05-20\n\n{TEXT}")
    with Session("record", "page.txt") as session:
        session.answer("2 events drafted from the text: review them first?", "yes")
        session.answer(WHAT, "drop")
        session.wait_for(">>US$50 million<<")
        session.answer(WHAT, "accept")
        session.answer(WHAT, "edit")
        session.answer("which field", "publisher")
        session.answer("publisher", "The Post")
        session.wait_for("[the reviewer]")
        session.answer(WHAT, "accept")
        session.answer("what happened (", "record")
        session.wait_for("recorded")
        assert session.end().code == 0
    assert '"kind":"pledge-announced"' in ledger("export").out.splitlines()[-1]


def test_a_source_from_which_nothing_can_be_read_is_still_recorded(ledger: Bilat) -> None:
    Path("seal.png").write_bytes(b"\x89PNG\x00\x01\x02" * 20)
    with Session("record", "seal.png") as session:
        session.wait_for("nothing is drafted from the text")
        session.answer("source (", "mofa")
        session.answer("what happened (", "record")
        assert session.end().code == 0
    assert '"kind":"source-archived"' in ledger("export").out.splitlines()[-1]
