"""Parties, sources, the log, one stream."""

import json

from tests.cli.conftest import Bilat


def test_parties_are_listed_and_searched(ledger: Bilat) -> None:
    assert ledger("parties").out.startswith(
        "code   name   type          parent\nASEAN  ASEAN  multilateral\nJP     Japan  state\n"
    )
    assert [row["code"] for row in json.loads(ledger("parties", "japan", "--format", "json").out)["rows"]] == ["JP"]


def test_sources_are_listed_as_corrected(ledger: Bilat) -> None:
    ledger("append", "entry-corrected", "--target", "source/mofa#1", "--field", "title=Right", "--reason", "x")
    answer = ledger("sources", "--format", "csv")
    assert answer.out.splitlines()[1] == "mofa,Right,MOFA,2023-12-17,official,,,"


def test_the_log_shows_position_recorder_and_kind(ledger: Bilat) -> None:
    rows = json.loads(ledger("log", "pledge/", "--format", "json").out)["rows"]
    assert [(row["position"], row["event"], row["kind"]) for row in rows] == [
        (4, "pledge/exchange#1", "pledge-announced")
    ]
    newest = ledger("log", "--newest", "--limit", "1").out
    assert newest.startswith("at  recorded")
    assert newest == ledger("log", "--reverse", "-n", "1").out
    assert "@4" in newest
    assert "3 more" in newest


def test_the_log_has_a_line_an_event_with_its_title_and_amount(ledger: Bilat) -> None:
    more = ("--stream", "pledge/exchange", "--amount", "~JPY 40bn", "--on", "2024", "--cites", "mofa")
    ledger("append", "pledge-restated", *more)
    lines = [line.split() for line in ledger("log", "--reverse", "-n", "2").out.splitlines()[1:3]]
    assert [(line[0], line[2:]) for line in lines] == [
        ("@5", ["pledge", "restated", "Exchange", "~JPY", "40bn"]),
        ("@4", ["pledge", "announced", "Exchange", "JPY", "40bn"]),
    ]
    assert max(map(len, ledger("log").out.splitlines())) <= 80
    assert "title" not in json.loads(ledger("log", "--reverse", "--format", "json").out)["rows"][0]


def test_a_stream_is_shown_with_state_events_and_sources(ledger: Bilat) -> None:
    ledger(
        "append",
        "pledge-restated",
        "--stream",
        "pledge/exchange",
        "--amount",
        "~JPY 40bn",
        "--on",
        "2024",
        "--cites",
        "mofa#para 2",
    )
    value = json.loads(ledger("show", "pledge/exchange", "--format", "json").out)
    assert [event["position"] for event in value["events"]] == [4, 5]
    assert value["state"]["stage"] == "announced"
    assert value["state"]["restated"] == 1
    assert value["sources"] == {"mofa": "MOFA, 2023-12-17. Summit"}
    table = ledger("show", "pledge/exchange").out
    assert table.startswith("pledge/exchange, as corrected so far")
    assert "[1] para 2" in table
    assert "current: JPY 40bn" in table


def test_one_event_is_shown_by_reference_or_position(ledger: Bilat) -> None:
    assert ledger("show", "pledge/exchange#1").out == ledger("show", "@4").out


def test_what_is_not_there_is_answered_with_what_is(ledger: Bilat) -> None:
    for reference, said in (
        ("pledge/exchang", "did you mean pledge/exchange"),
        ("pledge/exchange#2", "its last is pledge/exchange#1"),
        ("@5", "positions run from @1 to @4"),
        ("@0", "positions run"),
        ("exchang", "did you mean exchange?"),
    ):
        answer = ledger("show", reference)
        assert answer.code == 2
        assert said in answer.err


def test_a_retracted_stream_is_said_to_be(ledger: Bilat) -> None:
    ledger("append", "entry-retracted", "--target", "pledge/exchange#1", "--reason", "x")
    assert "retracted: yes" in ledger("show", "pledge/exchange").out
