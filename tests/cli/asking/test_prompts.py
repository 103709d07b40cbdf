"""The ways through the prompts, in a pseudo-terminal: wrong answers, what is on record, changes, leaving."""

import json
from pathlib import Path
from typing import Any

from tests.cli.conftest import Bilat
from tests.cli.terminal import CTRL_C, CTRL_D, ENTER, Session

PLEDGED = (
    ("pledge (", ""),
    ("donor (", "JP"),
    ("recipient (", "ASEAN"),
    ("title", "Ports"),
    ("instrument (", "loan"),
    ("amount (", ""),
    ("flow (", ""),
    ("time it is for (", ""),
    ("meeting (", ""),
    ("part of (", ""),
    ("day (", "2023-12-20"),
    ("source (", "mofa"),
    ("where in it (", ""),
    ("quote (", ""),
    ("short name (", ""),
    ("more? (", ""),
)


def last(ledger: Bilat) -> dict[str, Any]:
    """The last event on record."""
    event: dict[str, Any] = json.loads(ledger("export").out.splitlines()[-1])
    return event


def count(ledger: Bilat) -> int:
    """How many events are on record."""
    return len(ledger("export").out.splitlines())


def test_a_wrong_answer_is_said_at_once_and_only_it_is_asked_again(ledger: Bilat) -> None:
    with Session("append", "pledge-announced", "--stream", "pledge/new") as session:
        session.answers(("donor (", ""))
        session.wait_for("something is needed here")
        session.answers(("donor (", "JP"), ("recipient (", "ASEAM"))
        session.wait_for("no party 'ASEAM' is on record (did you mean ASEAN")
        session.answers(("register it now?", "no"), ("recipient (", "Asean"), ("title", "Ports"))
        session.answers(("instrument (", "lone"))
        session.wait_for("did you mean loan")
        session.answers(("instrument (", "loan"), ("amount (", "50 zorkmids and a half"))
        session.wait_for("in the amount")
        session.answers(("amount (", "up to 50 billion yen"))
        session.wait_for("read as ≤ JPY 50bn")
        session.answers(("printed conversions (", ""), ("flow (", "?"))
        session.wait_for("whose money, in the terms of the OECD")
        session.answers(("flow (", "od"), ("time it is for (", ""), ("meeting (", "nowhere"))
        session.wait_for("no meeting 'nowhere' is on record")
        session.answers(("meeting (", ""), ("part of (", ""), ("day (", "2023-02-30"))
        session.wait_for("is not a date")
        session.answers(("day (", "2023-12-20"), ("source (", "Summit"), ("where in it (", ""), ("quote (", ""))
        session.answers(("more? (", "nonsense"))
        session.wait_for("none of these")
        session.answers(("more? (", "terms"), ("terms (", "maturity_years=long"))
        session.answers(("terms (", "maturity_years=40, rate_percent=0.1"), ("more? (", ""))
        session.answers(("record, change, or leave?", ""))
        assert session.end().code == 0
    event = last(ledger)
    assert event["amount"] == {"bound": "at-most", "unit": "JPY", "value": "50000000000"}
    assert event["terms"] == {"maturity_years": "40", "rate_percent": "0.1"}
    assert (event["recipient"], event["flow"], event["cites"]) == ("ASEAN", "oda", [{"source": "mofa"}])


def test_what_has_two_readings_is_asked_and_an_equivalent_is_read_with_its_amount(ledger: Bilat) -> None:
    with Session("append", "pledge-topped-up") as session:
        session.answers(("pledge (", "exchange"), ("amount (", "360 billion yen ($2.4 billion)"))
        session.wait_for("readings:")
        session.answer("which is meant", "zorkmid")
        session.wait_for("none of these readings")
        session.answer("which is meant", "1")
        session.wait_for("read as JPY 360bn (= USD 2.4bn)")
        session.answer("day (", "03/04/2021")
        session.wait_for("readings:")
        session.answer("which is meant", "2021-04-03")
        session.answers(("source (", "mofa"), ("where in it (", ""), ("quote (", ""), ("more? (", ""))
        session.answers(("record, change, or leave?", ""))
        assert session.end().code == 0
    event = last(ledger)
    assert event["equivalents"] == [{"bound": "exact", "unit": "USD", "value": "2400000000"}]
    assert event["on"] == "2021-04-03"


def test_what_is_on_record_is_noticed_and_told_again_instead(ledger: Bilat) -> None:
    with Session("append", "pledge-announced") as session:
        session.answer("pledge (", "exchange")
        session.wait_for("pledge/exchange is on record:")
        session.wait_for("JP → ASEAN  JPY 40bn  Exchange")
        session.answers(("restate, cite, new, or leave?", "restate"), ("amount (", "~JPY 40bn"))
        session.answers(("printed conversions (", ""), ("day (", "2023-12-18"), ("source (", "mofa"))
        session.answers(("where in it (", ""), ("quote (", ""), ("more? (", ""), ("record, change, or leave?", ""))
        assert session.end().code == 0
    assert (last(ledger)["kind"], last(ledger)["stream"]) == ("pledge-restated", "pledge/exchange")


def test_what_is_on_record_is_cited_or_left(ledger: Bilat) -> None:
    with Session("append", "pledge-announced") as session:
        session.answers(("pledge (", "Exchange"), ("restate, cite, new, or leave?", "cite"), ("source (", "mofa"))
        session.answers(("where in it (", "annex"), ("quote (", ""), ("more? (", ""))
        session.answers(("record, change, or leave?", "record"))
        assert session.end().code == 0
    assert (last(ledger)["kind"], last(ledger)["target"]) == ("entry-cited", "pledge/exchange#1")
    with Session("append", "pledge-announced", "--stream", "pledge/exchange") as session:
        session.answer("restate, cite, new, or leave?", "leave")
        ended = session.end()
    assert ended.code == 0
    assert "nothing recorded" in ended.screen
    assert count(ledger) == 5


def test_a_field_is_changed_before_it_is_recorded(ledger: Bilat) -> None:
    with Session("append", "pledge-announced") as session:
        session.answers(*PLEDGED, ("record, change, or leave?", "change"))
        session.answers(("which field (", "title"), ("title [Ports]", "Ports and roads"))
        session.wait_for("Ports and roads")
        session.answer("record, change, or leave?", "record")
        assert session.end().code == 0
    assert (last(ledger)["title"], last(ledger)["stream"]) == ("Ports and roads", "pledge/ports")


def test_what_the_rules_refuse_is_said_before_it_is_recorded_and_can_be_changed(ledger: Bilat) -> None:
    with Session("append", "pledge-announced") as session:
        pledged = [(question, "JP" if question == "recipient (" else answer) for question, answer in PLEDGED]
        session.answers(*pledged)
        session.wait_for("nobody pledges to oneself")
        session.answers(("change, or leave?", "change"), ("which field (", "recipient"), ("recipient [JP]", "ASEAN"))
        session.answer("record, change, or leave?", "record")
        assert session.end().code == 0
    assert last(ledger)["recipient"] == "ASEAN"


def test_who_is_not_on_record_is_registered_on_the_way_in_one_batch(ledger: Bilat) -> None:
    with Session("append", "membership-began") as session:
        session.answers(("party (", "ASEAN"), ("member (", "VN"), ("register it now?", "yes"))
        session.answers(("name", "Vietnam"), ("type (", "state"), ("parent (", ""), ("more? (", ""))
        session.answers(("keep, change, or leave?", ""), ("day (", "1995-07-28"), ("source (", "mofa"))
        session.answers(("where in it (", ""), ("quote (", ""), ("more? (", ""), ("record, change, or leave?", ""))
        ended = session.end()
    assert "recorded party/VN#1 @5\nrecorded party/ASEAN#2 @6" in ended.screen.replace("\r", "")
    assert count(ledger) == 6


def test_without_a_kind_append_is_a_menu(ledger: Bilat) -> None:
    with Session("append") as session:
        session.wait_for("pledge-announced               money or help was promised")
        session.answer("what happened (", "pledge-a")
        session.answers(*PLEDGED, ("record, change, or leave?", "leave"))
        ended = session.end()
    assert (ended.code, count(ledger)) == (0, 4)


def test_ctrl_c_and_ctrl_d_record_nothing_wherever_they_come(ledger: Bilat) -> None:
    whole = [*PLEDGED, ("record, change, or leave?", "")]
    for number in (0, 3, 10, len(whole) - 1):
        with Session("append", "pledge-announced") as session:
            session.answers(*whole[:number])
            session.wait_for(whole[number][0])
            session.press(CTRL_C if number else CTRL_D)
            ended = session.end()
        assert ended.code == 130
        assert "bilat: interrupted" in ended.screen
        assert "Traceback" not in ended.screen
    assert count(ledger) == 4


def test_known_names_are_offered_by_what_people_call_them_as_they_are_typed(ledger: Bilat) -> None:
    with Session("append", "pledge-announced") as session:
        session.answer("pledge (", "")
        session.wait_for("donor (")
        session.press("jap")
        session.wait_for("Japan")
        session.press("\x1b[B")  # the arrow down takes the first that is offered
        session.wait_for("JP")
        session.press(ENTER)
        session.wait_for("recipient (")
        session.press(CTRL_C)
        assert session.end().code == 130


def test_what_the_command_line_told_is_not_asked(ledger: Bilat) -> None:
    words = "--donor JP --recipient ASEAN --title Ports --instrument loan --on 2023-12-20 --cites mofa".split()
    with Session("append", "pledge-announced", *words) as session:
        session.answers(("pledge (", "ports"), ("amount (", ""), ("flow (", ""), ("time it is for (", ""))
        session.answers(("meeting (", ""), ("part of (", ""), ("more? (", ""), ("record, change, or leave?", ""))
        assert session.end().code == 0
    assert last(ledger)["title"] == "Ports"


def test_where_all_is_told_nothing_is_asked(ledger: Bilat) -> None:
    words = "--donor JP --recipient ASEAN --title Ports --instrument loan --on 2023-12-20 --cites mofa".split()
    with Session("append", "pledge-announced", "--stream", "pledge/ports", *words) as session:
        ended = session.end()
    assert (ended.code, ended.screen.strip()) == (0, "recorded pledge/ports#1 @5")


def test_pasted_line_ends_do_not_answer_the_next_question(ledger: Bilat) -> None:
    with Session("append", "entry-cited", "--target", "pledge/exchange#1") as session:
        session.answers(("source (", "mofa"), ("where in it (", ""), ("quote (", "forty billion\nyen for\n  exchange"))
        session.answers(("more? (", ""), ("record, change, or leave?", ""))
        assert session.end().code == 0
    assert last(ledger)["cites"] == [{"source": "mofa", "quote": "forty billion yen for exchange"}]


def test_a_likely_double_that_the_command_line_told_whole_is_asked_about_first(ledger: Bilat) -> None:
    words = "--donor JP --recipient ASEAN --title Exchanges --instrument grant --on 2023-12-20 --cites mofa".split()
    words_given = ("append", "pledge-announced", "--stream", "pledge/twin", *words, "--amount", "JPY 40bn")
    with Session(*words_given) as session:
        session.wait_for("looks like pledge/exchange#1")
        session.answer("record, restate, cite, or leave?", "leave")
        ended = session.end()
    assert (ended.code, count(ledger)) == (0, 4)
    with Session(*words_given) as session:
        session.answers(("record, restate, cite, or leave?", "cite"), ("record, change, or leave?", "record"))
        assert session.end().code == 0
    assert (last(ledger)["kind"], last(ledger)["target"]) == ("entry-cited", "pledge/exchange#1")
    with Session(*words_given) as session:
        session.answers(("record, restate, cite, or leave?", "record"), ("record, change, or leave?", "record"))
        assert session.end().code == 0
    assert last(ledger)["stream"] == "pledge/twin"


def test_what_is_unlikely_is_said_before_it_is_recorded(ledger: Bilat) -> None:
    with Session("append", "pledge-disbursed") as session:
        session.answers(("pledge (", "exchange"), ("amount (", "400 billion yen"), ("printed conversions (", ""))
        session.answers(("day (", "2024-01-10"), ("source (", "mofa"), ("where in it (", ""), ("quote (", ""))
        session.answer("more? (", "")
        session.wait_for("unlikely: ")
        session.answer("record, change, or leave?", "record")
        ended = session.end()
    assert (ended.code, last(ledger)["kind"]) == (0, "pledge-disbursed")


def test_the_settings_of_the_ledger_name_the_reading_and_are_not_asked_again(ledger: Bilat) -> None:
    Path("bilat.toml").write_text('[reading]\ndollar = "AUD"\ndate_order = "dmy"\n', encoding="utf-8")
    answers = dict(PLEDGED) | {"amount (": "$21m", "day (": "03/04/2021"}
    with Session("append", "pledge-announced") as session:
        for question, text in answers.items():
            session.answer(question, text)
            if question == "amount (":
                session.wait_for("read as AUD 21m")
                session.answer("printed conversions (")
        session.answer("record, change, or leave?")
        assert session.end().code == 0
    assert (last(ledger)["amount"]["unit"], last(ledger)["on"]) == ("AUD", "2021-04-03")


def test_what_the_command_line_told_is_read_as_it_is_printed_before_the_rest_is_asked(ledger: Bilat) -> None:
    words_given = ["--amount", "over US$1.8 billion", "--donor", "japan", "--on", "27 Oct 2021", "--cites", "mofa"]
    asked = [pair for pair in PLEDGED if pair[0] not in ("amount (", "donor (", "day (", "source (")]
    with Session("append", "pledge-announced", *words_given) as session:
        session.wait_for("amount: read as ≥ USD 1.8bn")
        for question, text in asked:
            if question not in ("where in it (", "quote ("):
                session.answer(question, text)
            if question == "instrument (":
                session.answer("printed conversions (")
        session.answer("record, change, or leave?")
        assert session.end().code == 0
    event = last(ledger)
    assert (event["donor"], event["on"], event["amount"]["bound"]) == ("JP", "2021-10-27", "at-least")


def test_what_the_command_line_told_and_cannot_be_read_is_refused_before_anything_is_asked(ledger: Bilat) -> None:
    before = count(ledger)
    with Session("append", "pledge-announced", "--amount", "50 zorkmids and a half") as session:
        session.wait_for("in the amount")
        assert session.end().code == 2
    assert count(ledger) == before
