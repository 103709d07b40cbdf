"""Taking back what was recorded: the last batch, or one event."""

from tests.cli.conftest import Bilat

RESTATED = "append pledge-restated --stream pledge/exchange --on 2024 --cites mofa --amount".split()


def test_the_last_batch_of_this_recorder_is_shown_and_taken_back(ledger: Bilat) -> None:
    ledger(*RESTATED, "JPY 41bn")
    ledger("--as", "another", *RESTATED, "JPY 42bn")
    answer = ledger("undo", "--yes")
    assert answer.code == 0
    assert answer.out.splitlines() == [
        "pledge/exchange#2 pledge-restated 2024 JPY 41bn",
        "recorded 1 event @7",
    ]
    again = ledger("undo", "--yes", "--reason", "Nobody said so")
    assert "pledge/exchange#1 pledge-announced" in again.out, "the one before it"
    assert "go with them: pledge/exchange#3" in again.err
    assert "Nobody said so" in ledger("show", "pledge/exchange").out


def test_an_event_is_named_in_any_form(ledger: Bilat) -> None:
    ledger(*RESTATED, "JPY 41bn")
    ledger(*RESTATED, "JPY 42bn")
    assert "JPY 41bn" in ledger("undo", "--yes", "@5").out
    assert "JPY 42bn" in ledger("undo", "--yes", "exchange#3").out
    assert "pledge/exchange#1" in ledger("undo", "--yes", "exchange").out
    again = ledger("undo", "--yes", "exchange")
    assert (again.code, "pledge/exchange#1 was taken back already" in again.err) == (2, True)
    assert "pledge/exchange#5 cannot be taken back" in ledger("undo", "--yes", "exchange#5").err, "a retraction stays"


def test_a_correction_is_taken_back_by_the_values_before_it(ledger: Bilat) -> None:
    ledger("correct", "exchange", "amount=JPY 44bn", "note=Read again", "--reason", "Misread")
    assert ledger("undo", "--yes").code == 0
    assert (
        '"fields":{"amount":{"bound":"exact","unit":"JPY","value":"40000000000"},"note":null}' in ledger("export").out
    )
    assert "pledge/exchange#1" in ledger("undo", "--yes").out, "a correction is taken back once"


def test_where_nobody_can_be_asked_it_shows_what_it_would_take_back_and_waits_for_yes(ledger: Bilat) -> None:
    ledger(*RESTATED, "JPY 41bn")
    answer = ledger("undo")
    assert answer.code == 2
    assert "pledge/exchange#2 pledge-restated 2024 JPY 41bn" in answer.out
    assert "1 event would be" in answer.err
    assert "--yes" in answer.err
    assert "JPY 41bn" in ledger("undo", "--yes").out, "it is still there"


def test_nothing_left_to_undo_is_said(ledger: Bilat) -> None:
    answer = ledger("--as", "nobody", "undo", "--yes")
    assert (answer.code, answer.out) == (2, "")
    assert "nothing that nobody recorded is left to undo" in answer.err


def test_a_retracted_name_says_why_and_offers_the_next(ledger: Bilat) -> None:
    ledger("undo", "--yes", "exchange", "--reason", "A loan was meant")
    line = "append pledge-announced --donor JP --recipient ASEAN --title Loan --instrument loan --on 2023 --cites mofa"
    answer = ledger(*line.split(), "--stream", "pledge/exchange")
    assert answer.code == 2
    assert (
        ": A loan was meant; its name stays with what was retracted (record it anew as pledge/exchange-2)" in answer.err
    )
    assert ledger(*line.split(), "--stream", "pledge/exchange-2").code == 0
