"""The draft file: whatever a page holds, its draft is written, and read back as the same."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilat.events.errors import BadInput, Refused
from bilat.events.log.codec import read_event
from bilat.events.reading.draft_file.document import file_of
from bilat.events.reading.draft_file.reading import is_draft, read_draft
from bilat.events.reading.draft_file.writing import write_draft
from bilat.events.reading.pages.page import Page, cleaned
from bilat.events.reading.recorded.compared import draft_for
from bilat.events.reading.recorded.record import Record
from tests.full import tries

PIECES = (
    "Japan will provide US$50 million to Vietnam. The EU signed a €5bn loan with Egypt, of which $2bn by 2027, "
    "including 3 million doses; on 30 February between 10 and 5 yen - \n\n “We (China-Africa) never” Rs. 5 crore "
    "exports to India fell 9% to 1,5 rupees in 2020-19 the 24th ASEAN-Japan Summit was held # | : & * ! % @ ` --- {} []"
).split(" ")
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), min_size=3, max_size=60).map(
    lambda pieces: " ".join(["A text", *pieces])
)


@settings(max_examples=tries(120))
@given(TEXTS, st.sampled_from(["", "2023-05-20", "2023-05", "2023"]))
def test_any_text_makes_a_draft_that_is_read_back_as_the_same(text: str, published: str) -> None:
    page = Page(cleaned(text), published=published, publisher="The Post")
    written = write_draft(file_of(draft_for(page, Record())))
    assert is_draft(written[:1000])
    read = read_draft(written, Path())
    assert write_draft(read) == written


def test_a_draft_of_a_page_without_a_day_is_read_back_as_the_same() -> None:
    written = write_draft(file_of(draft_for(Page("A text: Japan's loan of $2bn.\n"), Record())))
    assert write_draft(read_draft(written, Path())) == written


@settings(max_examples=tries(60))
@given(TEXTS)
def test_every_event_of_a_draft_is_admissible_but_for_what_is_in_doubt(text: str) -> None:
    page = Page(cleaned(text), published="2023-05-20", publisher="The Post")
    for proposal in draft_for(page, Record()).proposals:
        read = read_event(dict(proposal.event), "")
        if isinstance(read, list):
            assert proposal.doubts or proposal.event["kind"] == "meeting-held", (proposal.event, read)


@pytest.mark.parametrize(
    "content", [b"", b"x: 1", b"- 1", b"draft: 1", b"draft: 1\npage: 3", b"draft: [", b"\xff\xfe\x00"]
)
def test_what_is_no_draft_is_refused(content: bytes) -> None:
    with pytest.raises((BadInput, Refused)):
        read_draft(content, Path())
