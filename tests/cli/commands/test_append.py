"""Recording one event from the command line."""

import shlex

import pytest

from bilat.cli.commands.append.examples import EXAMPLES
from bilat.events.kinds import KINDS
from tests.cli.conftest import Bilat

PLEDGE = (
    "append",
    "pledge-announced",
    "--donor",
    "JP",
    "--recipient",
    "ASEAN",
    "--title",
    "T",
    "--instrument",
    "grant",
    "--on",
    "2023-12-20",
    "--cites",
    "mofa",
)


def test_every_kind_has_an_example_and_it_can_be_recorded(bilat: Bilat) -> None:
    assert set(EXAMPLES) == set(KINDS)
    bilat("init")
    for kind, lines in EXAMPLES.items():
        if kind != "ledger-sealed":  # its example needs the id of the ledger
            for line in lines:
                answer = bilat(*shlex.split(line)[1:])
                assert (answer.code, answer.err) == (0, ""), line


def test_what_was_recorded_is_said(ledger: Bilat) -> None:
    answer = ledger(*PLEDGE, "--stream", "pledge/new", "--amount", "USD 5m")
    assert answer == (0, "recorded pledge/new#1 @5\n", "")


def test_what_is_recorded_already_is_not_recorded_again(ledger: Bilat) -> None:
    line = (*PLEDGE, "--stream", "pledge/new", "--amount", "USD 5m")
    ledger(*line)
    assert ledger(*line) == (0, "recorded already: pledge/new\n", "")


def test_a_likely_duplicate_is_warned_about(ledger: Bilat) -> None:
    answer = ledger(*PLEDGE, "--stream", "pledge/twin", "--amount", "40bn JPY")
    assert answer.out == "recorded pledge/twin#1 @5\n"
    assert "warning: same donor, amount and month as pledge/exchange: restate it instead?" in answer.err


def test_a_retracted_twin_is_none(ledger: Bilat) -> None:
    ledger("append", "entry-retracted", "--target", "pledge/exchange#1", "--reason", "x")
    assert ledger(*PLEDGE, "--stream", "pledge/twin", "--amount", "JPY 40bn").err == ""


def test_lists_pairs_and_flags_are_told_by_options(ledger: Bilat) -> None:
    answer = ledger(
        *PLEDGE,
        "--stream",
        "pledge/new",
        "--cites",
        "mofa#para 9",
        "--topics",
        "health",
        "--topics",
        "climate",
        "--terms",
        "rate-percent=0.1",
        "--ids",
        "iati=XM-1",
        "--no-new-money",
        "--amount",
        ">=USD 5m",
        "--equivalents",
        "JPY 700m",
    )
    assert answer.code == 0
    text = ledger("show", "pledge/new", "--format", "json").out
    for part in (
        '"locator": "para 9"',
        '"climate"',
        '"rate_percent": "0.1"',
        '"iati": "XM-1"',
        '"new_money": false',
    ):
        assert part in text


def test_a_correction_reads_values_as_the_target_does(ledger: Bilat) -> None:
    answer = ledger(
        "append",
        "entry-corrected",
        "--target",
        "pledge/exchange#1",
        "--field",
        "recipient=ASEAN",
        "--field",
        "new-money=false",
        "--field",
        "topics=a",
        "--field",
        "topics=b",
        "--field",
        "note=",
        "--reason",
        "Misread",
    )
    assert answer.out == "recorded pledge/exchange#2 @5\n"
    text = ledger("export").out.splitlines()[-1]
    assert '"fields":{"new_money":false,"note":null,"recipient":"ASEAN","topics":["a","b"]}' in text


def test_what_is_missing_is_named_all_at_once(ledger: Bilat) -> None:
    answer = ledger("append", "pledge-announced", "--stream", "pledge/new", "--amount", "USD 5m")
    assert answer.code == 2
    assert "needs --on, --cites, --donor, --recipient, --title, --instrument" in answer.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--amount", "USD -5"), "amount"),
        (("--amount", "USD 5,5,5"), "amounts read:"),
        (("--amount", "50 mn"), "did you mean"),
        (("--amount", "USD NaN"), "amount"),
        (("--amount", "USD 1e400"), "amount"),
        (("--on", "2023-02-30"), "not a date of the calendar"),
        (("--on", "23-12-17"), "dates read:"),
        (("--recipient", "JP"), "nobody pledges to oneself"),
        (("--amount", "USD 5m", "--equivalents", "USD 6m"), "own unit"),
        (("--terms", "maturity_years"), "NAME=VALUE"),
        (("--cites", "nowhere"), "nowhere"),
    ],
)
def test_bad_words_are_refused_and_nothing_is_recorded(ledger: Bilat, words: tuple[str, ...], said: str) -> None:
    recipient = ("--recipient", "ASEAN") if "--recipient" not in words else ()
    line = (
        "append",
        "pledge-announced",
        "--donor",
        "JP",
        *recipient,
        "--title",
        "T",
        "--instrument",
        "grant",
        "--on",
        "2023",
        "--cites",
        "mofa",
        "--stream",
        "pledge/new",
        *words,
    )
    answer = ledger(*line)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert ledger("show", "pledge/new").code == 2


def test_a_mistyped_kind_is_answered_with_near_ones(ledger: Bilat) -> None:
    answer = ledger("append", "pledge-anounced")
    assert answer.code == 2
    assert "Did you mean 'pledge-announced'" in answer.err
