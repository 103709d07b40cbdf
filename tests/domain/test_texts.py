"""Nothing is recorded that could not be read again, and no text that shows nothing or steers a terminal."""

from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from bilat.domain.admission import Draft, record
from bilat.domain.texts import text_problems
from bilat.events.corrections import EntryCorrected
from bilat.events.errors import BadInput, Refused
from bilat.events.kinds import KINDS
from bilat.events.log.codec import canonical, decode, encode, read_event, unreadable
from bilat.events.log.log import Log
from bilat.events.pledges import PledgeAnnounced, Terms
from tests.conftest import MIDNIGHT, Line, Recording, event
from tests.domain.facts import WORLD, corrected, party, pledge
from tests.events.strategies import lines
from tests.full import FULL

EMPTY_TERMS = Terms.model_construct(rate_percent=None, maturity_years=None, grace_years=None)


def refusal(given: Recording, *batch: Line) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as caught:
        given(*batch)
    return [(problem.where, problem.rule) for problem in caught.value.problems]


@pytest.mark.parametrize("terms", [{"rate_percent": None}, {"rate_percent": None, "grace_years": None}, {}])
def test_terms_of_nulls_are_refused_like_none(terms: Line) -> None:
    found = read_event(pledge(terms=terms), "line 1")
    assert isinstance(found, list)
    assert "at least one of rate_percent" in found[0].message


def test_a_correction_to_terms_of_nulls_is_refused(given: Recording) -> None:
    given(*WORLD, pledge(terms={"rate_percent": "1"}))
    assert refusal(given, corrected("pledge/help#1", terms={"rate_percent": None}))


def test_an_event_made_past_its_class_is_refused_and_nothing_is_recorded(ledger: Log, given: Recording) -> None:
    given(*WORLD)
    made = event(pledge())
    assert isinstance(made, PledgeAnnounced)
    unvalidated = [
        made.model_copy(update={"terms": EMPTY_TERMS}),
        made.model_copy(update={"title": ""}),
        made.model_copy(update={"title": "x" * 10_001}),
        made.model_copy(update={"cites": ()}),
        made.model_copy(update={"topics": ()}),
        made.model_copy(update={"sector": "health"}),
        made.model_copy(update={"ids": {}}),
        made.model_copy(update={"ids": {"No Scheme": "7"}}),
        event(party("KH")).model_copy(update={"type": "kingdom"}),
    ]
    for each in unvalidated:
        with pytest.raises(Refused, match=r"read again|tells nothing|1 to 80"):
            record(ledger, [Draft(each)], recorder="tester", now=lambda: MIDNIGHT)
    assert ledger.head.size == len(WORLD)


@pytest.mark.parametrize("value", [2**64, -(2**70), "\ud800", {"deep": ["\udfff"]}])
def test_a_correction_to_what_no_line_can_hold_is_no_event(value: Any) -> None:
    found = read_event(corrected("pledge/help#1", note=value), "line 1")
    assert isinstance(found, list)
    assert "cannot be written" in found[0].message


def test_a_line_of_an_earlier_version_is_still_read_and_restored(ledger: Log) -> None:
    old = {"version": 1, "recorded_at": "2024-01-01T00:00:00.000000Z", "recorder": "r" * 201}
    line = canonical({**party("JP", name="Ja\x07pan"), **old})
    assert encode(decode(line)) == line
    restored = [Draft(event({**party("JP", name="Ja\x07pan"), **old}))]
    record(ledger, restored, recorder="x", now=lambda: MIDNIGHT, preserve=True)
    assert list(ledger.lines()) == [line]
    empty = canonical({**event(pledge()).content_fields(), "terms": {}, **old})
    assert encode(decode(empty)) == empty


@pytest.mark.parametrize("name", ["", " ", "\u200b", "r" * 201, "a\x1b[2Jb", "a\nb", "\udce9", "\u200d\ufeff "])
def test_a_recorder_that_is_no_name_is_refused_before_anything_is_looked_at(ledger: Log, name: str) -> None:
    def untouched() -> Any:
        raise AssertionError
        yield

    with pytest.raises(BadInput, match="who records"):
        record(ledger, untouched(), recorder=name, now=lambda: MIDNIGHT)


@pytest.mark.parametrize("name", ["r" * 200, "José", "外務省", "a b"])
def test_a_recorder_at_the_limit_is_recorded_and_read(ledger: Log, name: str) -> None:
    record(ledger, [Draft(event(party("JP")))], recorder=name, now=lambda: MIDNIGHT)
    assert ledger.stream("party/JP")[0].recorder == name


@pytest.mark.parametrize("text", ["a\x00b", "\x07", "a\x1b[2Jb", "\x7f", "a\x0cb", "\\\x08"])
def test_a_control_character_is_refused_wherever_it_stands(given: Recording, text: str) -> None:
    given(*WORLD)
    fields: list[Line] = [
        pledge("a", title=text),
        pledge("b", topics=["water", text]),
        pledge("c", ids={"fts": text}),
        pledge("d", cites=[{"source": "paper", "quote": text}]),
    ]
    assert refusal(given, *fields) == [(f"line {number}", "control-character") for number in range(1, 5)]


def test_tabs_line_ends_and_what_only_looks_like_a_control_character_stay(given: Recording) -> None:
    text = 'a\tb\r\nc \\u0007 \\b "  " \u200b{} \u0085'
    assert given(*WORLD, pledge(title=text)).recorded[-1].model_dump()["title"] == text


@pytest.mark.parametrize("text", [" ", "\t", "\u200b", "\u3000\u00a0", "\ufeff", "\u2060\u200f", "\u00ad"])
def test_a_text_of_which_nothing_can_be_seen_is_refused(given: Recording, text: str) -> None:
    assert refusal(given, party("JP", name=text)) == [("line 1", "blank")]


def test_an_event_longer_than_a_line_that_can_be_read_is_refused(given: Recording) -> None:
    assert ("line 6", "length") in refusal(given, *WORLD, pledge(topics=["x" * 10_000] * 105))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=300 if FULL else 5)
@drawn(data=st.data())
def test_whatever_is_not_refused_is_read_as_it_was_told(kind: str, data: st.DataObject) -> None:
    """Lines of every kind, with a value replaced by nothing, blanks, or nests of these, at any depth."""
    line = data.draw(lines(kind).map(dict))
    name = data.draw(st.sampled_from(sorted(line)))
    line[name] = data.draw(st.sampled_from([None, {}, [], "", [None], {"a": None}, {"value": None}, [{}], line[name]]))
    read = read_event(line, "")
    if isinstance(read, list):
        return
    content = canonical(read.content_fields())
    if not unreadable(read, content) and not list(text_problems(content, "")):
        assert decode(content) == event({**read.content_fields()})
        assert canonical(decode(content).content_fields()) == content


def test_a_correction_keeps_its_nulls() -> None:
    made = event(corrected("pledge/help#1", note=None))
    assert isinstance(made, EntryCorrected)
    assert unreadable(made, canonical(made.content_fields())) == ""
