"""What may be recorded twice is found before it is: in one draft, in a batch, and against what is on record."""

from typing import Any

import pytest

from bilat.domain import doubles
from bilat.domain.doubles import Double, likely_doubles
from bilat.events.log.log import Log
from tests.conftest import Line, Recording, event
from tests.domain.facts import WORLD, cited, corrected, meeting, merged, party, pledge, retracted, source, then

CITE = [{"source": "paper"}]


def pairs(found: Any) -> list[tuple[str, str]]:
    return [(each.event, each.like) for each in found]


def likes(log: Log, line: Line, **options: Any) -> list[str]:
    return [each.like for each in likely_doubles(event(line), log, **options)]


def test_a_draft_is_held_against_what_is_on_record(ledger: Log, given: Recording) -> None:
    given(*WORLD, pledge("a", title="Railway"))
    (found,) = likely_doubles(event(pledge("b", title="Trains")), ledger)
    assert found == Double("pledge/b#1", "pledge/a#1", "USD 50m, 2023-12-17, “Railway”", "the same amount")
    assert found.advice == "bilat append pledge-merged --stream pledge/b --into pledge/a --reason ..."
    assert likes(ledger, pledge("b", title="Trains", amount="USD 9m")) == []


def test_an_agency_stands_for_the_party_above_it(ledger: Log, given: Recording) -> None:
    given(*WORLD, party("JICA", parent="JP"), pledge("a", title="Railway", donor="JICA"))
    assert likes(ledger, pledge("b", title="Trains")) == ["pledge/a#1"]


def test_what_was_corrected_merged_or_retracted_is_seen_as_it_stands(ledger: Log, given: Recording) -> None:
    given(*WORLD, pledge("a", title="Railway"), corrected("pledge/a#1", amount="USD 9m"))
    given(pledge("c", title="Roads", amount="USD 7m"), retracted("pledge/c#1"))
    given(pledge("d", title="Ports", amount="USD 8m"), merged("d", "a"))
    assert likes(ledger, pledge("b", title="Trains")) == []
    assert likes(ledger, pledge("b", title="Trains", amount="USD 9m")) == ["pledge/a#1"]
    assert likes(ledger, pledge("b", title="Trains", amount="USD 7m")) == []
    assert likes(ledger, pledge("b", title="Trains", amount="USD 8m")) == []


def test_an_event_told_by_another_source_is_seen_on_its_stream(ledger: Log, given: Recording) -> None:
    signed = then("committed", "a", amount="USD 5m")
    given(*WORLD, source("kyodo"), pledge("a"), signed)
    again = likely_doubles(event({**signed, "cites": [{"source": "kyodo"}]}), ledger)
    assert [(each.event, each.like, each.why) for each in again] == [
        ("pledge/a#3", "pledge/a#2", "the same event, from another source")
    ]
    changed = then("committed", "a", amount="USD 5m", equivalents=["JPY 700m"])
    assert [each.why for each in likely_doubles(event(changed), ledger)] == ["the same amount on the same day"]
    assert likes(ledger, then("committed", "a", amount="USD 5m", on="2024-01-17")) == []
    assert likes(ledger, signed) == [], "what is recorded already is passed over by itself"
    assert likes(ledger, cited("pledge/a#1", "kyodo")) == []


def test_a_draft_is_held_against_those_recorded_with_it(ledger: Log, given: Recording) -> None:
    given(*WORLD)
    one = event(pledge("a", title="Railway"))
    assert likes(ledger, pledge("b", title="Trains"), drafts=[one]) == ["pledge/a#1"]


def test_a_batch_names_its_doubles_once_it_is_recorded_and_in_a_dry_run(ledger: Log, given: Recording) -> None:
    outcome = given(*WORLD, pledge("a", title="Railway"), pledge("b", title="Trains"))
    assert pairs(outcome.doubles) == [("pledge/b#1", "pledge/a#1")]
    outcome = given(
        pledge("c", title="Roads"),
        source("copy", title="A paper", publisher="A publisher"),
        party("JPN", name="JP"),
        meeting(name="Summit", parties=["ASEAN", "JP"]),
        meeting(slug="other", name="Talks", parties=["JP", "ASEAN"]),
        dry_run=True,
    )
    assert sorted(pairs(outcome.doubles)) == [
        ("meeting/other#1", "meeting/summit#1"),
        ("party/JPN#1", "party/JP#1"),
        ("pledge/c#1", "pledge/a#1"),
        ("source/copy#1", "source/paper#1"),
    ]


def test_of_an_event_of_a_batch_one_other_is_named_and_of_a_draft_some(ledger: Log, given: Recording) -> None:
    many = given(*WORLD, *(pledge(f"p{each}") for each in range(9))).doubles
    assert [each.event for each in many] == [f"pledge/p{each}#1" for each in range(1, 9)]
    assert likes(ledger, pledge("q")) == [f"pledge/p{each}#1" for each in range(5)]


def test_what_is_recorded_already_is_no_double(ledger: Log, given: Recording) -> None:
    lines = (*WORLD, pledge("a", title="Railway"))
    given(*lines)
    assert given(*lines).doubles == []


def test_a_double_merged_in_the_same_batch_is_none(ledger: Log, given: Recording) -> None:
    assert given(*WORLD, pledge("a"), pledge("b"), merged("b", "a")).doubles == []


def test_only_the_last_events_are_looked_through(
    ledger: Log, given: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    given(*WORLD, pledge("a", title="Railway"), *(then("disbursed", "a", amount=f"USD {each}") for each in (1, 2, 3)))
    assert likes(ledger, pledge("b", title="Trains")) == ["pledge/a#1"]
    monkeypatch.setattr(doubles, "RECENT", 2)
    assert likes(ledger, pledge("b", title="Trains")) == []
    assert likes(ledger, source("copy", title="A paper", publisher="A publisher")) == ["source/paper#1"], "all of these"
