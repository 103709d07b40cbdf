"""The timeline at 80 columns, to the letter."""

from typing import Any

from bilat.cli.render.timeline import sheet
from tests.cli.render.printing import STAMP, edition, printed
from tests.pages import assert_page

JPY = {"value": "40000000000", "unit": "JPY", "bound": "about"}
DOSES = {"value": "16000000", "unit": "dose", "bound": "at-least"}


def row(on: str, kind: str, what: str, **more: Any) -> dict[str, Any]:
    record = {
        "event": "x/a#1",
        "parties": ["JP"],
        "who": None,
        "amount": None,
        "sources": [],
        "published": None,
    }
    return {"on": on, "kind": kind, "what": what, **record, **more}


REPORT = {
    "rows": [
        row("2022-11-12", "meeting-held", "25th ASEAN-Japan summit", who="Hun Sen", sources=["mofa", "kyodo"]),
        row(
            "2023-12-16/2023-12-18",
            "pledge-announced",
            "Exchanges, culture and education over ten years",
            who="Japan",
            amount=JPY,
            sources=["kyodo"],
        ),
        row(
            "2023-12-17",
            "agreement-entered-into-force",
            "A [bold]hostile[/bold] title :smile: \x1b[31m with\nlines",
        ),
        row("2023-12-18", "total-reported", "Vaccine doses, disbursed in total", amount=DOSES),
    ],
    "stamp": STAMP,
}
SOURCES = {"mofa": "Ministry of Foreign Affairs of Japan, 2022-11-12. The 25th ASEAN-Japan Summit"}


def test_years_are_headings_and_sources_are_numbered() -> None:
    assert_page("render-timeline", printed(sheet(REPORT, edition("ASEAN and JP, events of 2022 to 2023.", SOURCES, 3))))


def test_without_a_limit_everything_is_shown() -> None:
    text = printed(sheet(REPORT, edition("", SOURCES, 0)))
    assert "≥ 16m dose" in text
    assert " more (" not in text


def test_an_empty_timeline_says_so() -> None:
    text = printed(sheet({"rows": [], "stamp": STAMP}, edition("ASEAN and JP.", {}, 100)))
    assert text.startswith("ASEAN and JP.\n\non  kind  what")
    assert "nothing on record" in text


def test_no_line_is_wider_than_the_pipe() -> None:
    rows = [
        row(
            "2020",
            "pledge-announced",
            "word " * 40 + "x" * 200,
            who="y" * 90,
            sources=[f"s{n}" for n in range(30)],
        )
    ]
    text = printed(sheet({"rows": rows, "stamp": STAMP}, edition("z" * 300, {}, 0)))
    assert max(map(len, text.splitlines())) <= 80
