"""One article, one sitting: kept after every entry, resumed, changed, edited, and recorded as one batch."""

import json
import os
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Bilat
from tests.cli.terminal import CTRL_C, Session

NEW_SOURCE = (
    ("source (", ""),
    ("title", "Leaders meet again"),
    ("publisher", "The Gazette"),
    ("type [news]", ""),
    ("published (", "24 May 2024"),
    ("web address (", ""),
    ("language (", ""),
    ("short name (source/...) [gazette-2024-05-24]", ""),
    ("more? (", ""),
    ("keep, change, or leave?", ""),
)
MEETING = (
    ("what happened (", "meeting-held"),
    ("meeting (", ""),
    ("name", "A meeting"),
    ("parties (", "JP, ASEAN"),
    ("level (", "ministerial"),
    ("place (", "Tokyo"),
    ("mode (", ""),
    ("day [2024-05-24]", ""),
    ("source (short name or title) [gazette-2024-05-24]", ""),
    ("where in it (", ""),
    ("quote (", ""),
    ("short name (", ""),
    ("more? (", ""),
    ("keep, change, or leave?", ""),
)
KEPT = "gazette-2024-05-24.sitting.yaml"


def pledge(title: str, amount: str, *more: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """A pledge, all of which but its title and amount is carried on or passed over."""
    return (
        ("what happened (", "pledge-announced"),
        ("pledge (", ""),
        ("donor (", "JP"),
        ("recipient (", "ASEAN"),
        ("title", title),
        ("instrument (", "grant"),
        ("amount (", amount),
        ("printed conversions (", ""),
        ("flow (", "oda"),
        ("time it is for (", ""),
        ("meeting (-: none) [meeting/a-meeting]", ""),
        ("part of (", ""),
        ("day [2024-05-24]", ""),
        ("source (", ""),
        ("where in it (", ""),
        ("quote (", ""),
        ("short name (", ""),
        ("more? (", ""),
        *(more or (("keep, change, or leave?", ""),)),
    )


def events(ledger: Bilat) -> list[dict[str, object]]:
    return [json.loads(line) for line in ledger("export").out.splitlines()]


def script(*answers: tuple[str, str]) -> str:
    return "".join(f"{answer}\n" for _, answer in answers)


def test_what_is_left_is_kept_as_yaml_and_gone_on_with(ledger: Bilat) -> None:
    with Session("record") as session:
        session.answers(*NEW_SOURCE, *MEETING)
        session.wait_for("   2  2024-05-24  meeting-held  JP, ASEAN  A meeting")
        session.wait_for("what happened (")
        session.press(CTRL_C)
        ended = session.end()
    assert ended.code == 130
    assert f"nothing recorded; kept in {KEPT}: go on with bilat record {KEPT}" in ended.screen
    assert "Traceback" not in ended.screen
    assert len(events(ledger)) == 4

    with Session("record") as session:
        session.answer(f"{KEPT} was left half-done: go on with it?", "yes")
        session.wait_for("   2  2024-05-24  meeting-held  JP, ASEAN  A meeting")
        session.answers(*pledge("Ports", "JPY 5bn"), ("what happened (", "record"))
        ended = session.end()
    assert (ended.code, "recorded 3 events @5..@7" in ended.screen) == (0, True)
    assert not Path(KEPT).exists()
    recorded = events(ledger)[4:]
    assert [event["kind"] for event in recorded] == ["source-registered", "meeting-held", "pledge-announced"]
    assert len({str(event["recorded_at"]) for event in recorded}) == 1


def test_what_is_kept_is_what_import_takes(ledger: Bilat) -> None:
    Path("answers.txt").write_text(script(*NEW_SOURCE, *MEETING, ("", "leave")))
    answer = ledger("record", "--answers", "answers.txt")
    assert (answer.code, answer.out) == (0, "")
    assert ledger("import", KEPT).out == "recorded 2 events @5..@6\n"


def test_an_entry_is_changed_or_dropped_unless_others_rest_on_it(ledger: Bilat) -> None:
    commands = (
        ("what happened (", "drop 1"),
        ("what happened (", "change 2"),
        ("keep, change, or leave?", "change"),
        ("which field (", "place"),
        ("place", "Osaka"),
        ("keep, change, or leave?", "keep"),
        ("what happened (", "drop 3"),
        ("what happened (", "record"),
    )
    Path("answers.txt").write_text(script(*NEW_SOURCE, *MEETING, *pledge("Ports", "JPY 5bn"), *commands))
    answer = ledger("record", "--answers", "answers.txt")
    assert answer.out == "recorded 2 events @5..@6\n"
    assert "others rest on it:" in answer.err
    assert events(ledger)[-1]["place"] == "Osaka"


def test_a_likely_double_is_asked_about_and_told_again_instead(ledger: Bilat) -> None:
    near = pledge("People to people exchange", "JPY 40bn", ("keep, restate, cite, or leave?", "restate"))
    with Session("record") as session:
        session.answers(("source (", "mofa"), ("what happened (", "pledge-announced"))
        for question, answer in near[1:]:
            question = {
                "meeting (-: none) [meeting/a-meeting]": "meeting (",
                "day [2024-05-24]": "day [2023-12-17]",
            }.get(question, question)
            session.answer(question, "2023-12-18" if question.startswith("day") else answer)
        session.wait_for("pledge-restated on pledge/exchange")
        session.answers(("keep, change, or leave?", ""), ("what happened (", "record"))
        ended = session.end()
    assert ended.code == 0
    assert "looks like pledge/exchange#1" in ended.screen
    last = events(ledger)[-1]
    assert (last["kind"], last["stream"], last["cites"]) == ("pledge-restated", "pledge/exchange", [{"source": "mofa"}])


def test_the_text_of_the_source_is_archived_and_its_quotes_are_checked(ledger: Bilat) -> None:
    Path("article.txt").write_text("The ministers met in Tokyo on Friday.")
    wrong = [("quote", "in Kyoto") if question == "quote (" else (question, answer) for question, answer in MEETING]
    mend = (
        ("which field (", "cites"),
        ("source", ""),
        ("where in it", ""),
        ("quote", "met in Tokyo"),
        ("keep, change, or leave?", ""),
        ("what happened (", "record"),
    )
    Path("answers.txt").write_text(script(*NEW_SOURCE, *wrong[:-1], ("change, or leave?", "change"), *mend))
    answer = ledger("record", "article.txt", "--answers", "answers.txt")
    assert (answer.code, answer.out) == (0, "recorded 3 events @5..@7\n"), answer.err[-1500:]
    assert "in Kyoto" in answer.err
    assert [event["kind"] for event in events(ledger)[4:]] == ["source-registered", "source-archived", "meeting-held"]


def test_the_list_is_edited_and_what_cannot_be_read_is_mended_in_the_editor(
    ledger: Bilat, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("editor.py").write_text(
        "import sys, pathlib\npath = pathlib.Path(sys.argv[1])\ntext = path.read_text()\n"
        "path.write_text(text.replace('place: Kyoto', 'place: Osaka') if 'placd' not in text and 'Kyoto' in text"
        " else text.replace('placd: Tokyo', 'place: Kyoto') if 'placd' in text"
        " else text.replace('place: Tokyo', 'placd: Tokyo'))\n"
    )
    monkeypatch.setenv("EDITOR", f"{sys.executable} editor.py")
    monkeypatch.delenv("VISUAL", raising=False)
    commands = (("what happened (", "edit"), ("edit, or leave?", "edit"), ("what happened (", "record"))
    Path("answers.txt").write_text(script(*NEW_SOURCE, *MEETING, *commands))
    answer = ledger("record", "--answers", "answers.txt")
    assert answer.code == 0, answer.err[-1500:]
    assert "placd: unknown field" in answer.err or "placd" in answer.err
    assert events(ledger)[-1]["place"] == "Kyoto"

    Path("own.yaml").write_text("kind: party-registered\nstream: party/VN\nname: Vietnam\ntype: state\n")
    monkeypatch.setenv("EDITOR", "true")
    Path("answers.txt").write_text("mofa\nrecord\n")
    assert ledger("record", "own.yaml", "--edit", "--answers", "answers.txt").out == "recorded 1 event @7\n"
    assert Path("own.yaml").exists()


def test_text_by_a_pipe_is_asked_about_at_the_terminal(ledger: Bilat) -> None:
    """Standard input is the text; the questions go to the terminal that the process belongs to."""
    Path("article.txt").write_text("Forty billion yen.")
    with Session("record", "-", given="article.txt") as session:
        session.answers(("source (", "mofa"), ("what happened (", "record"))
        assert session.end().code == 0
    assert events(ledger)[-1]["kind"] == "source-archived"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("record",), "nobody sits at a terminal"),
        (("record", "nowhere.txt", "--answers", "a"), "cannot read nowhere.txt"),
        (("record", "-", "--answers", "-"), "not both"),
        (("record", "--answers", "nowhere"), "cannot read the answers in nowhere"),
        (("record", "bad.yaml", "--answers", "a"), "nothing recorded: 1 problem"),
        (("record", "--answers", "a"), "the answers end before 'title'"),
    ],
)
def test_what_cannot_be_begun_is_refused_and_records_nothing(ledger: Bilat, words: tuple[str, ...], said: str) -> None:
    Path("a").write_text("")
    Path("bad.yaml").write_text("kind: pledge-anounced\n")
    with Path(os.devnull).open() as nothing:  # nobody there
        sys.stdin, before = nothing, sys.stdin
        try:
            answer = ledger(*words)
        finally:
            sys.stdin = before
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert len(events(ledger)) == 4
