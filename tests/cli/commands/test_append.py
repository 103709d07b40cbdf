"""Recording one event from the command line."""

import shlex
import shutil

import pytest

from bilat.cli.commands.append.examples import EXAMPLES
from bilat.events.kinds import KINDS
from bilat.events.meanings import meaning
from bilat.events.registry import event_class
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


def test_every_kind_has_an_example_and_each_can_be_recorded_on_the_shipped_history_alone(
    bilat: Bilat,
) -> None:
    assert set(EXAMPLES) == set(KINDS)
    bilat("init", "shipped.db", "--with", "asean-japan")
    for kind, lines in EXAMPLES.items():
        if kind != "ledger-sealed":  # its example needs the id of the ledger
            for line in lines:
                shutil.copy("shipped.db", "bilat.db")
                answer = bilat(*shlex.split(line)[1:])
                assert (answer.code, answer.err, answer.out[:9]) == (0, "", "recorded "), line


def test_help_says_what_each_field_means(bilat: Bilat) -> None:
    for kind in KINDS:
        words = " ".join(bilat("append", kind, "--help").out.split())
        for name in event_class(kind).own_fields():
            assert meaning(kind, name)[1:] in words, (kind, name)


def test_a_locator_and_a_quote_stand_beside_the_source(ledger: Bilat) -> None:
    answer = ledger(*PLEDGE, "--stream", "pledge/new", "--locator", "para 9", "--quote", "Five million, he said")
    assert answer.code == 0
    assert '"cites":[{"locator":"para 9","quote":"Five million, he said","source":"mofa"}]' in ledger("export").out


def test_quotes_go_to_the_sources_in_their_order(ledger: Bilat) -> None:
    ledger("append", "source-registered", *"--stream source/b --title B --publisher B --type news".split())
    two = (*PLEDGE, "--cites", "b#p. 2", "--stream", "pledge/new", "--quote", "one", "--quote", "two")
    assert ledger(*two).code == 0
    words = '"cites":[{"quote":"one","source":"mofa"},{"locator":"p. 2","quote":"two","source":"b"}]'
    assert words in ledger("export").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--cites", "b", "--quote", "one"), "1 --quote for 2 --cites"),
        (("--quote", "one", "--quote", "two"), "2 --quote for 1 --cites"),
        (("--locator", "p. 2", "--locator", "p. 3"), "2 --locator for 1 --cites"),
    ],
)
def test_a_quote_that_may_belong_to_several_sources_is_refused(
    ledger: Bilat, words: tuple[str, ...], said: str
) -> None:
    answer = ledger(*PLEDGE, "--stream", "pledge/new", *words)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


def test_a_locator_told_twice_and_a_quote_of_nothing_are_refused(ledger: Bilat) -> None:
    twice = ("append", "entry-cited", "--target", "pledge/exchange#1", "--cites", "mofa#a", "--locator", "b")
    assert "mofa has two locators" in ledger(*twice).err
    bare = ("append", "entry-cited", "--target", "pledge/exchange#1", "--quote", "b")
    assert "--quote belongs to a source, and none is cited" in ledger(*bare).err


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
    assert "warning: pledge/twin#1 looks like pledge/exchange#1 (JPY 40bn, 2023-12-17, “Exchange”)" in answer.err
    assert "bilat append pledge-merged --stream pledge/twin --into pledge/exchange --reason ..." in answer.err


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
        (("--amount", "USD 5,5,5"), "marks that English print does not have"),
        (("--amount", "50 mn"), "names no currency and no goods"),
        (("--amount", "USD NaN"), "amount"),
        (("--amount", "USD 1e400"), "amount"),
        (("--on", "2023-02-30"), "not a date of the calendar"),
        (("--on", "23-12-17"), "two digits for its year"),
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


def test_a_word_that_begins_several_kinds_leads_to_the_usual_one(ledger: Bilat) -> None:
    for words in (("append", "pledge"), ("append", "pledges"), ("new", "pledge")):
        answer = ledger(*words)
        assert answer.code == 2
        assert "pledge-announced: money or help was promised; or pledge-restated, " in answer.err, words
