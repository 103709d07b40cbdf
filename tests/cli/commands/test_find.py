"""Finding things by words, and the list of pledges."""

import json

import pytest

from tests.cli.conftest import Bilat


@pytest.fixture
def shipped(bilat: Bilat) -> Bilat:
    assert bilat("init", "--with", "asean-japan").code == 0
    return bilat


def refs(bilat: Bilat, *words: str) -> list[str]:
    return [row["stream"] for row in json.loads(bilat(*words, "--format", "json").out)["rows"]]


def test_words_are_found_wherever_they_stand_best_first(shipped: Bilat) -> None:
    assert refs(shipped, "find", "vaccine", "doses")[0] == "programme/vaccine-doses"
    assert refs(shipped, "find", "vacine", "dosis")[0] == "programme/vaccine-doses", "typos are forgiven"
    assert "pledge/ph-rail-loan-2023" in refs(shipped, "find", "Commuter rail")
    assert refs(shipped, "find", "zzzzzz") == []


def test_notes_and_quotes_are_looked_through_too(ledger: Bilat) -> None:
    line = "append pledge-restated --stream pledge/exchange --on 2024 --cites mofa --amount".split()
    ledger(*line, "JPY 40bn", "--note", "From the annex", "--quote", "forty billion yen for culture")
    rows = json.loads(ledger("find", "billion", "cultur", "--format", "json").out)["rows"]
    assert [(row["what"], row["event"], row["where"], row["title"]) for row in rows] == [
        ("pledge", "pledge/exchange#2", "quote", "Exchange")
    ]
    assert refs(ledger, "find", "annex") == ["pledge/exchange"]
    ledger("undo", "--yes", "exchange#2")
    assert refs(ledger, "find", "annex") == [], "what was retracted has no words"


def test_a_look_up_without_a_word_is_refused(ledger: Bilat) -> None:
    assert ledger("find", "!!").code == 2
    assert ledger("find").code == 2


def test_pledges_are_listed_by_words_relation_and_stage(shipped: Bilat) -> None:
    assert len(refs(shipped, "pledges")) > len(refs(shipped, "pledges", "--relation", "JP-VN")) > 0
    assert refs(shipped, "pledges", "comuter", "rail") == ["pledge/ph-rail-loan-2023"]
    committed = json.loads(shipped("pledges", "--stage", "committed", "--format", "json").out)["rows"]
    assert {row["stage"] for row in committed} == {"committed"}
    assert shipped("pledges", "--stage", "comitted").err.endswith("did you mean committed or completed?\n")
    assert shipped("pledges", "--limit", "1").out.count("pledge/") == 1
