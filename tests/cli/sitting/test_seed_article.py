"""The article that this project began from, recorded in one sitting from a script of answers; the reports are right."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Bilat

Answers = list[tuple[str, str]]

TOLD: Answers = [("day [2021-10-27]", ""), ("source (", ""), ("where in it", ""), ("quote", "")]
KEPT: Answers = [("more?", ""), ("keep, change, or leave?", "")]
SOURCE: Answers = [
    ("source (", ""),
    ("title", "ASEAN, Japan to stabilize supply chains"),
    ("publisher", "The Hanoi Times"),
    ("type [news]", ""),
    ("published", "Oct 27, 2021"),
    ("web address", "http://hanoitimes.vn/asean-japan-to-stabilize-supply-chains-319106.html"),
    ("language", "en"),
    ("short name (source/...) [hanoi-times-2021-10-27]", "hanoitimes-2021-10-27"),
    *KEPT,
]
SUMMIT: Answers = [
    ("what happened", "meeting-held"),
    ("meeting (", ""),
    ("name", "24th ASEAN-Japan summit"),
    ("parties", "asean, japan"),
    ("level", "summit"),
    ("place", ""),
    ("mode", "online"),
    *TOLD,
    ("short name", "asean-japan-2021"),
    *KEPT,
]
NEXT_SUMMIT: Answers = [
    ("what happened", "meeting-planned"),
    ("meeting (", "Commemorative summit for the fiftieth year"),
    ("parties", ""),
    ("level", "summit"),
    ("planned for", "2023"),
    ("place", ""),
    *TOLD,
    *KEPT,
]
FIRST_SUMMIT: Answers = [
    ("what happened", "meeting-held"),
    ("meeting (", "asean-japan-2020"),
    ("name", "23rd ASEAN-Japan summit"),
    ("parties", ""),
    ("level", "summit"),
    ("place", ""),
    ("mode", ""),
    ("day [2021-10-27]", "November 12, 2020"),
    *TOLD[1:],
    *KEPT,
]
PLEDGE: Answers = [
    ("what happened", "money promised"),
    ("pledge (", "acpheed"),
    ("donor", "Japan"),
    ("recipient", "ASEAN"),
    ("title", "ASEAN centre for public health emergencies (AC-PHEED)"),
    ("instrument", "grant"),
    ("amount", "US$50 million"),
    ("printed conversions", ""),
    ("flow", "oda"),
    ("time it is for", ""),
    ("meeting (-: none) [meeting/asean-japan-2020]", ""),
    ("part of", ""),
    ("day [2020-11-12]", ""),
    *TOLD[1:],
    *KEPT,
]
BACK: Answers = [("day [2020-11-12]", "2021-10-27"), *TOLD[1:]]


def total(name: str, title: str, amount: str, answers: Answers, *, printed: bool = False) -> Answers:
    """A running total, with the sides carried on from the pledge."""
    return [
        ("what happened", "total-reported"),
        ("pledge or programme", f"programme/{name}"),
        ("donor [JP]", ""),
        ("recipient [ASEAN]", ""),
        ("title", title),
        ("measure", "disbursed"),
        ("amount", amount),
        *([] if printed else [("printed conversions", "")]),
        ("as of", ""),
        ("instrument", ""),
        ("flow", "oda"),
        *answers,
        *KEPT,
    ]


def figure(indicator: str, sides: tuple[str, str], value: str, name: str) -> Answers:
    return [
        ("what happened", "figure-reported"),
        ("indicator", indicator),
        ("period", "2020"),
        ("from", sides[0]),
        ("to", sides[1]),
        ("value", value),
        ("change percent", ""),
        ("printed conversions", ""),
        *TOLD,
        ("short name", name),
        *KEPT,
    ]


def statement(parties: str, speaker: str, text: str, to: str) -> Answers:
    return [
        ("what happened", "statement-made"),
        ("who speaks", parties),
        ("what was said", text),
        ("speaker", speaker),
        ("role", "Prime Minister"),
        ("to whom", to),
        ("meeting (-: none) [", "asean-japan-2021"),
        *TOLD,
        ("short name", ""),
        *KEPT,
    ]


FREE = "Japan joins its vision of a free and open Indo-Pacific (FOIP) to the ASEAN Outlook on the Indo-Pacific (AOIP)."
ASKS = "Vietnam asks for help with supply chains, the Mekong, infrastructure, green growth and digital transformation."
ARTICLE: Answers = [
    *SOURCE,
    *SUMMIT,
    *NEXT_SUMMIT,
    *FIRST_SUMMIT,
    *PLEDGE,
    *total("vaccine-doses", "COVID-19 vaccine", "more than 16 million doses", BACK),
    *total("covid-grants", "Grants against COVID-19", "roughly JPY 32 billion (US$281.6 million)", TOLD, printed=True),
    *total("acrf-loans", "Soft loans for recovery", "192 billion yen (US$1.69 billion)", TOLD, printed=True),
    *figure("trade", ("ASEAN", "Japan"), "US$204 billion", ""),
    *figure("fdi-flow", ("Japan", "ASEAN"), "$8.5bn", ""),
    *statement("Japan", "Fumio Kishida", FREE, "ASEAN"),
    *statement("Vietnam", "Pham Minh Chinh", ASKS, "Japan"),
    ("what happened", "record"),
]
"""Every question in turn, by how it begins, and its answer."""
DOLLARS = ARTICLE.index(("value", "$8.5bn"))


def script(answers: Answers) -> str:
    """The answers as a file, a comment before each."""
    return "".join(f"# {question}\n{answer}\n" for question, answer in answers)


@pytest.fixture
def parties(bilat: Bilat) -> Bilat:
    bilat("init")
    for code, name, kind in (("JP", "Japan", "state"), ("VN", "Vietnam", "state"), ("ASEAN", "ASEAN", "multilateral")):
        bilat("append", "party-registered", "--stream", f"party/{code}", "--name", name, "--type", kind)
    return bilat


@pytest.fixture
def recorded(parties: Bilat) -> Bilat:
    """A ledger with the article, recorded from the script of answers."""
    answers = [*ARTICLE]
    answers.insert(DOLLARS + 1, ("which is meant", "USD"))
    Path("answers.txt").write_text(script(answers))
    answer = parties("record", "--answers", "answers.txt")
    assert answer.code == 0, answer.err[-3000:]
    assert answer.out == "recorded 12 events @4..@15\n"
    said = answer.err
    for question, _ in answers:  # the script answers what it means to
        _, found, said = said.partition(f"\n{question}" if said is not answer.err else question)
        assert found, question
    assert not list(Path().glob("*.sitting.yaml"))
    return parties


def report(bilat: Bilat, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(bilat(*words, "--format", "json").out)
    return found


def test_the_reports_of_the_article_are_right(recorded: Bilat) -> None:
    commitments = report(recorded, "commitments", "ASEAN-JP")
    (net,) = commitments["totals"]["net"]
    assert (net["value"], net["unit"], net["bound"]) == ("50000000", "USD", "exact")
    (pledge,) = (row for row in commitments["rows"] if row["pledge"] == "pledge/acpheed")
    assert (pledge["announced_on"], pledge["sources"]) == ("2020-11-12", ["hanoitimes-2021-10-27"])
    assert {each["reason"] for each in commitments["totals"]["excluded"]} == {"running-total"}

    values = {row["indicator"]: row["value"] for row in report(recorded, "trade", "ASEAN-JP")["rows"]}
    assert (values["trade"]["value"], values["fdi-flow"]["value"]) == ("204000000000", "8500000000")

    rows = report(recorded, "timeline", "ASEAN-JP")["rows"]
    assert [row["on"] for row in rows].count("2020-11-12") == 2
    assert {row["kind"] for row in rows} >= {"meeting-held", "meeting-planned", "statement-made", "total-reported"}


def test_what_was_printed_keeps_its_bound_and_its_conversion(recorded: Bilat) -> None:
    events = {event["stream"]: event for event in map(json.loads, recorded("export").out.splitlines())}
    doses, grants, loans = (events[f"programme/{name}"] for name in ("vaccine-doses", "covid-grants", "acrf-loans"))
    assert doses["amount"] == {"bound": "at-least", "unit": "dose", "value": "16000000"}
    assert grants["amount"] == {"bound": "about", "unit": "JPY", "value": "32000000000"}
    assert [each["value"] for each in (*grants["equivalents"], *loans["equivalents"])] == ["281600000", "1690000000"]
    assert events["meeting/commemorative-summit-for-the-fiftieth-year"]["planned_for"] == "2023"
    assert events["statement/kishida-2021-10-27"]["meeting"] == "meeting/asean-japan-2021"


def test_what_has_several_readings_is_never_guessed_from_a_script(parties: Bilat) -> None:
    Path("answers.txt").write_text(script(ARTICLE))
    answer = parties("record", "--answers", "answers.txt")
    assert (answer.code, answer.out) == (2, "")
    assert "kept in hanoitimes-2021-10-27.sitting.yaml" in answer.err
    assert len(parties("export").out.splitlines()) == 3
