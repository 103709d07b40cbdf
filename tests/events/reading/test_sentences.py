"""Sentences: where they end and where they do not."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilat.events.reading.sentences import LONGEST, sentences


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("Mr. Sato met the U.S. envoy. He left.", ["Mr. Sato met the U.S. envoy.", "He left."]),
        ("It fell in the U.S. The fall was small.", ["It fell in the U.S.", "The fall was small."]),
        ("It cost $1.5 billion. Rs. 500 crore came later.", ["It cost $1.5 billion.", "Rs. 500 crore came later."]),
        ("“We will pay.” He smiled.", ["“We will pay.”", "He smiled."]),
        ("Heading without a stop\n\nA sentence.", ["Heading without a stop", "A sentence."]),
        ("Intro:\n- first item\n- second item", ["Intro:", "- first item", "- second item"]),
        ("A line\nthat is wrapped. Next.", ["A line\nthat is wrapped.", "Next."]),
        ("", []),
    ],
)
def test_a_text_is_parted_into_sentences(text: str, found: list[str]) -> None:
    assert [each.text for each in sentences(text)] == found


@given(st.text(max_size=300))
def test_sentences_are_pieces_of_the_text_in_order(text: str) -> None:
    found = sentences(text)
    assert all(text[each.start : each.end] == each.text for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert sum(len(each.text.split()) for each in found) == len(text.split())


def test_what_is_longer_than_any_sentence_is_parted_between_words() -> None:
    text = "Japan will give " + "US$5 million, " * 400
    found = sentences(text)
    assert max(len(each.text) for each in found) <= LONGEST
    assert "".join(each.text for each in found).replace(" ", "") == text.strip().replace(" ", "")
