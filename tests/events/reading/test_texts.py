"""Texts of our own, every class of failure among them, each drafted as it is wanted."""

import pytest

from tests.events.reading.corpus import Text, amount_of, draft_of, faults, matched, read_texts

TEXTS = read_texts("texts.txt")


def test_there_are_enough_texts() -> None:
    assert len(TEXTS) >= 60


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.name)
def test_a_text_is_drafted_as_it_is_wanted(text: Text) -> None:
    draft = draft_of(text)
    found = {
        wanted.line: ["missing"] if proposal is None else faults(wanted, proposal)
        for wanted, proposal in matched(text, draft)
    }
    assert {line: wrong for line, wrong in found.items() if wrong} == {}
    assert not {amount_of(each) for each in draft.proposals} & set(text.unwanted)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.name)
def test_what_is_in_doubt_is_never_likely(text: Text) -> None:
    assert all(each.confidence <= 0.7 for each in draft_of(text).proposals if each.doubts)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.name)
def test_every_span_is_a_piece_of_the_text_and_every_quote_stands_in_it(text: Text) -> None:
    page = text.page.text
    for proposal in draft_of(text).proposals:
        assert proposal.spans
        assert all(0 <= span.start < span.end <= len(page) for span in proposal.spans)
        assert all(cite["quote"] in page for cite in proposal.event["cites"])


def test_the_same_text_makes_the_same_draft() -> None:
    assert [draft_of(text).proposals for text in TEXTS] == [draft_of(text).proposals for text in TEXTS]
