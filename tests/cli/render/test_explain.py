"""An explanation at 80 columns, to the letter."""

from typing import Any

from bilat.cli.render.explain import sheet
from bilat.cli.render.markdown import md_sheet
from bilat.projections.rows.explain import explain_rows
from tests.cli.render.printing import STAMP, edition, usd
from tests.cli.render.printing import printed as printed_sheet
from tests.pages import assert_page

RECORDED = {"recorded_at": "2024-01-01T00:00:00.000000Z", "recorder": "desk", "sha256": "cd" * 32}
CITE = {"source": "mofa", "locator": "para 9", "quote": "fifty [bold]million", "published": "2021-10-27"}
ENTRY = {"event": "pledge/a#2", "position": 8, "kind": "entry-corrected", "on": None} | RECORDED
EVENT: dict[str, Any] = {
    **{"event": "pledge/a#1", "position": 7, "kind": "pledge-announced", "on": "2020-11-12"},
    **RECORDED,
    "sources": [CITE],
    "entries": [ENTRY | {"reason": "a typo", "fields": {"amount": usd("50000000"), "note": None}, "sources": []}],
    "amount": usd("30000000"),
    "told": usd("50000000", "about"),
    "because": [],
}
OTHER: dict[str, Any] = EVENT | {
    "event": "pledge/p#1",
    "entries": [],
    "sources": [CITE | {"locator": None, "quote": None, "published": None}],
    "amount": usd("20000000"),
    "told": usd("20000000"),
    "because": [{"event": "pledge/a#1", "position": 7, "kind": "pledge-announced"}],
}


def pledge(name: str, event: dict[str, Any]) -> dict[str, Any]:
    return {"pledge": f"pledge/{name}", "title": f"Title of {name}", "amount": event["amount"], "events": [event]}


REPORT: dict[str, Any] = {
    "boundary": {"in": None},
    "tree": [
        {
            "key": "",
            "unit": "USD",
            "headline": usd("50000000", "about"),
            "lines": [
                {"line": "net", "reason": None, "amount": EVENT["amount"], "pledges": [pledge("a", EVENT)]},
                {"line": "excluded", "reason": "part-of", "amount": OTHER["amount"], "pledges": [pledge("p", OTHER)]},
            ],
        }
    ],
    "stamp": STAMP,
}


def printed(limit: int = 0) -> str:
    return printed_sheet(sheet(REPORT, edition("All parties.", {"mofa": "MOFA, 2021. Summit"}, limit)))


def test_explain() -> None:
    assert_page("render-explain", printed())


def test_events_beyond_the_limit_are_counted() -> None:
    text = printed(1)
    assert "pledge/a#1" in text
    assert "pledge/p#1" not in text
    assert "\n1    more events (--limit N shows N, --limit 0 all)\n" in text


def test_a_page_in_markdown_is_inert() -> None:
    text = md_sheet(sheet(REPORT, edition("All parties.", {}, 0)))
    assert "        - \\[1\\] 2021-10-27, para 9<br>“fifty \\[bold\\]million”\n" in text


def test_the_tree_as_rows() -> None:
    first, second = explain_rows(REPORT)
    assert (first["line"], first["quotes"], first["because"]) == ("net", ["fifty [bold]million"], [])
    assert (second["reason"], second["quotes"], second["because"]) == ("part-of", [], ["pledge/a#1"])
