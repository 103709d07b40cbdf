"""Correcting an event: any form of reference, values as they are typed, the change said."""

import pytest

from tests.cli.conftest import Bilat
from tests.cli.terminal import Session


@pytest.mark.parametrize("reference", ["@4", "pledge/exchange#1", "pledge/exchange", "exchange", "exchange#1"])
def test_the_right_values_are_recorded_and_the_change_is_said(ledger: Bilat, reference: str) -> None:
    answer = ledger(
        "correct", reference, "amount=~JPY 41bn", "topics=culture", "--reason", "Misread", "--cites", "mofa"
    )
    assert answer == (
        0,
        "recorded pledge/exchange#2 @5\n  amount: JPY 40bn -> ~JPY 41bn\n  topics: (nothing) -> culture\n",
        "",
    )
    assert "~JPY 41bn" in ledger("show", "exchange").out


def test_of_a_stream_with_several_events_one_is_named(ledger: Bilat) -> None:
    restated = "append pledge-restated --stream pledge/exchange --on 2024 --cites mofa --amount".split()
    ledger(*restated, "JPY 41bn")
    answer = ledger("correct", "exchange", "amount=JPY 41bn", "--reason", "x")
    assert answer.code == 2
    assert "pledge/exchange has 2 events" in answer.err
    assert "pledge/exchange#2 pledge-restated 2024 JPY 41bn" in answer.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("exchnge", "amount=JPY 1bn", "--reason", "x"), "did you mean exchange?"),
        (("exchange", "amout=JPY 1bn", "--reason", "x"), "did you mean amount?"),
        (("exchange", "amount=JPY", "--reason", "x"), "cannot read the amount 'JPY'"),
        (("exchange", "amount", "--reason", "x"), "NAME=VALUE"),
        (("exchange", "amount=JPY 1bn"), "needs --reason"),
        (("@99", "amount=JPY 1bn", "--reason", "x"), "positions run from @1 to @4"),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_recorded(
    ledger: Bilat, words: tuple[str, ...], said: str
) -> None:
    answer = ledger("correct", *words)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert "4 events" in ledger("log").out


def test_a_party_goes_by_its_name_and_what_may_be_several_is_asked(ledger: Bilat) -> None:
    assert "party/JP" in ledger("show", "japan").out
    ledger(*"append source-registered --stream source/exchange --title X --publisher Y --type news".split())
    answer = ledger("show", "exchange")
    assert answer.code == 2
    assert "say which: pledge/exchange, source/exchange" in answer.err


def test_values_are_read_as_they_are_printed_and_what_has_several_readings_is_refused(ledger: Bilat) -> None:
    answer = ledger("correct", "exchange", "amount=over US$55 million", "on=28 October 2021", "--reason", "Misread")
    assert (answer.code, "amount: JPY 40bn -> ≥ USD 55m" in answer.out.replace(">=", "≥ ")) == (0, True)
    refused = ledger("correct", "exchange", "amount=$55 million", "--reason", "Misread")
    assert refused.code == 2
    assert "\namount: '$55 million' has" in refused.err


def test_at_a_terminal_it_is_asked_which_reading_of_a_right_value_is_meant(ledger: Bilat) -> None:
    with Session("correct", "exchange", "amount=$55 million", "--reason", "Misread") as session:
        session.wait_for("USD 55m")
        session.answer("which is meant", "USD")
        assert session.end().code == 0
    assert "USD 55m" in ledger("show", "exchange").out
