"""An explanation at 80 columns, to the letter."""

from io import StringIO
from typing import Any

from rich.console import Console

from bilat.cli.render.explain import page
from bilat.cli.render.trees import md_page, print_page
from bilat.projections.rows.explain import explain_rows
from tests.cli.render.printing import STAMP, usd

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
    out = StringIO()
    to = Console(width=80, color_system=None, file=out, emoji=False, markup=False, highlight=False)
    print_page(page(REPORT, "All parties.", {"mofa": "MOFA, 2021. Summit"}, limit), to)
    return out.getvalue()


def test_explain() -> None:
    assert printed() == (
        """\
All parties.

~USD 50m headline
├── USD 30m net
│   └── USD 30m pledge/a
│       Title of a
│       └── pledge announced 2020-11-12: USD 30m of ~USD 50m
│           @7 pledge/a#1
│           recorded 2024-01-01T00:00:00.000000Z by desk
│           cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd
│           ├── [1] para 9, 2021-10-27
│           │   “fifty [bold]million”
│           └── entry corrected: a typo
│               amount: USD 50m
│               note: removed
│               @8 pledge/a#2
│               recorded 2024-01-01T00:00:00.000000Z by desk
│               cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd
└── USD 20m excluded: part of
    └── USD 20m pledge/p
        Title of p
        └── pledge announced 2020-11-12: USD 20m
            @7 pledge/p#1
            recorded 2024-01-01T00:00:00.000000Z by desk
            cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd
            because of @7 pledge/a#1: pledge announced
            └── [1]

Sources
[1]  mofa: MOFA, 2021. Summit

12 events in ledger 0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f, bilat 0.1.0
root abababababababababababababababababababababababababababababababab
"""
    )


def test_events_beyond_the_limit_are_counted() -> None:
    text = printed(1)
    assert "pledge/a#1" in text
    assert "pledge/p#1" not in text
    assert "\n1    more events (--limit N shows N, --limit 0 all)\n" in text


def test_a_page_in_markdown_is_inert() -> None:
    text = md_page(page(REPORT, "All parties.", {}, 0))
    assert "        - \\[1\\] para 9, 2021-10-27<br>“fifty \\[bold\\]million”\n" in text


def test_the_tree_as_rows() -> None:
    first, second = explain_rows(REPORT)
    assert (first["line"], first["quotes"], first["because"]) == ("net", ["fifty [bold]million"], [])
    assert (second["reason"], second["quotes"], second["because"]) == ("part-of", [], ["pledge/a#1"])
