"""Assessments: who judged whose promise, with score and scale, on the stream of the promise that is meant."""

from typing import Any

import pytest

from bilat.events.base import Event
from bilat.events.log.codec import read_event
from bilat.events.reading.drafting import Draft, draft_page
from bilat.events.reading.gazetteer.names import names_of
from bilat.events.reading.pages.page import Page
from bilat.events.reading.recorded.compared import draft_for
from bilat.events.reading.recorded.record import Record, record_from

OPENING = {
    "kind": "pledge-announced",
    "version": 1,
    "on": "2023-05-20",
    "instrument": "grant",
    "amount": {"value": "5000000000", "unit": "USD", "bound": "exact"},
}
RECORD = record_from(
    [
        {"kind": "party-registered", "stream": "party/JP", "version": 1, "name": "Japan", "type": "state"},
        {"kind": "party-registered", "stream": "party/UA", "version": 1, "name": "Ukraine", "type": "state"},
        {**OPENING, "stream": "pledge/rebuild", "donor": "JP", "recipient": "UA", "title": "Rebuilding of Ukraine"},
        {**OPENING, "stream": "pledge/health", "donor": "JP", "recipient": "GAVI", "title": "Vaccines for all"},
    ]
)
SCORED = "Japan scored +0.85 in the G7 Research Group's compliance report for its promise to help rebuild Ukraine."


def judged(text: str) -> list[dict[str, Any]]:
    """What a text tells of assessments whose promises it does not tell."""
    found = draft_page(Page(text + "\n", published="2024-05-31"), names_of()).judged
    return [{name: value for name, value in each.proposal.event.items() if name != "cites"} for each in found]


def drafted(text: str, record: Record = RECORD) -> Draft:
    """The draft of a text against a record."""
    return draft_for(Page(text + "\n", published="2024-05-31", publisher="The Post"), record)


def assessments(draft: Draft) -> list[dict[str, Any]]:
    """The assessments of a draft."""
    return [dict(each.event) for each in draft.proposals if each.event["kind"] == "promise-assessed"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            SCORED,
            ["G7 Research Group", "kept", "0.85", "-1", "1"],
        ),
        (
            "Italy's score was -0.35, on a scale from -1 to +1, according to the Bergen Institute.",
            ["Bergen Institute", "not-kept", "-0.35", "-1", "1"],
        ),
        (
            "The Bergen Institute gave Kenya a score of 5 out of 10 for its pledge on forests.",
            ["Bergen Institute", "in-part", "5", "0", "10"],
        ),
        (
            "The Court of Auditors found that Spain had kept its promise on schools only in part.",
            ["Court of Auditors", "in-part", None, None, None],
        ),
        (
            "The Bergen Institute concluded that France had failed to keep its pledge on trains.",
            ["Bergen Institute", "not-kept", None, None, None],
        ),
    ],
)
def test_an_assessment_is_read_with_its_assessor_score_and_scale(text: str, wanted: list[str | None]) -> None:
    (found,) = judged(text)
    names = ("assessor", "verdict", "score", "scale_low", "scale_high")
    assert [found.get(name) for name in names] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Japan scored 3 goals against Kenya, the report said.",
        "Japan kept its promise, the minister said.",
        "Kenya's score rose by 0.2 points in the Bergen Institute's index.",
        "Japan was rated 92 per cent in the Bergen Institute's report.",
        "France won with 2 goals, according to Reuters.",
    ],
)
def test_what_is_no_judgement_of_somebody_is_no_assessment(text: str) -> None:
    assert judged(text) == []


def test_it_lands_on_the_promise_of_the_record_with_the_reason() -> None:
    draft = drafted(SCORED)
    (proposal,) = [each for each in draft.proposals if each.event["kind"] == "promise-assessed"]
    assert proposal.event["stream"] == "pledge/rebuild"
    assert any(why.startswith("pledge/rebuild: the same sides") for why in proposal.why)
    assert {doubt.name for doubt in proposal.doubts} == {"verdict", "likeness"}
    assert not proposal.likely
    assert isinstance(read_event(dict(proposal.event), ""), Event)


def test_one_of_a_promise_that_nobody_recorded_is_left_aside_with_the_reason() -> None:
    draft = drafted(SCORED.replace("Japan", "Norway"))
    assert assessments(draft) == []
    assert [each.reason for each in draft.aside] == ["an assessment of no promise of Norway that is on record"]


def test_one_of_a_promise_told_in_its_sentence_lands_on_that_proposal() -> None:
    draft = drafted(
        "The Bergen Institute found that China had kept its promise of US$730 million to Fiji only in part."
    )
    pledge = next(each for each in draft.proposals if each.event["kind"] == "pledge-announced")
    assert [each["stream"] for each in assessments(draft)] == [pledge.event["stream"]]


def test_one_of_a_promise_told_again_lands_where_that_lands() -> None:
    text = "The Bergen Institute found that Japan had kept its promise of US$5 billion to Ukraine only in part."
    assert [each["stream"] for each in assessments(drafted(text))] == ["pledge/rebuild"]


def test_a_score_without_a_scale_is_a_doubt_and_no_score() -> None:
    text = "Japan scored 7 in the Bergen Institute's report, which found that it had kept its promise to Ukraine."
    draft = drafted(text)
    (proposal,) = [each for each in draft.proposals if each.event["kind"] == "promise-assessed"]
    assert "score" not in proposal.event
    assert "scale" in {doubt.name for doubt in proposal.doubts}
