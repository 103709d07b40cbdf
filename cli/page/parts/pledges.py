"""The pledges: what each comes to, for what, and its life."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from bilat.cli.page.charts.scales import duration
from bilat.cli.page.charts.timeline import life
from bilat.cli.page.context import Context, Row, words
from bilat.cli.page.parts.answer import reason_of
from bilat.cli.page.svg import tag
from bilat.cli.render.wording import form

GROUPS = (
    ("Counted as new public money", "net", ("net", "both")),
    ("Counted as money to be mobilised", "mobilised", ("mobilised",)),
    ("Not counted", "none", ("none",)),
)
"""The groups in which pledges stand: what each is called, how it looks, and which verdicts it holds."""
_LINES = (("net", "new"), ("mobilised", "to be mobilised"))


def groups(context: Context) -> list[dict[str, Any]]:
    """Return the pledges by what they count as, each as a card."""
    counted = _counted(context)
    cards = [_card(context, row, counted.get(row["pledge"], {})) for row in context.reports["commitments"]["rows"]]
    found = [
        {"title": title, "kind": kind, "cards": [card for card in cards if card["verdict"] in verdicts]}
        for title, kind, verdicts in GROUPS
    ]
    return [group for group in found if group["cards"]]


def _counted(context: Context) -> dict[str, dict[str, list[Mapping[str, Any]]]]:
    """Return the nodes of the explanation in which each pledge counts, by line."""
    found: dict[str, dict[str, list[Mapping[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for tree in context.sums.trees:
        for line in tree["lines"]:
            if line["line"] != "excluded":
                for pledge in line["pledges"]:
                    found[pledge["pledge"]][line["line"]].append(pledge)
    return found


def _card(context: Context, row: Row, counted: Mapping[str, list[Mapping[str, Any]]]) -> dict[str, Any]:
    ties = context.ties
    events = [event for event in row["events"] if event in ties.events]
    opening = next((event for event in events if event.endswith("#1")), events[0] if events else "")
    current = row["current"] or row["announced"]
    stated = {key: value for key, value in (current or {}).items() if value is not None}
    holder = next((event for event in reversed(events) if ties.where(event, "amount", stated)), opening)
    verdict = "both" if len(counted) > 1 else next(iter(counted), "none")
    split = [(word, each["amount"], each["id"]) for line, word in _LINES for each in counted.get(line, ())]
    axis = context.axis
    claims = [(ties.events[event].get("on"), str(ties.events[event]["kind"])) for event in events]
    return {
        "id": f"p{ties.position.get(opening, row['pledge'])}",
        "row": row,
        "verdict": verdict,
        "title": ties.text(opening, "title", row["title"]) if row["title"] else tag("span", row["pledge"]),
        "money": ties.money(holder, "amount", current),
        "split": split if verdict == "both" else [],
        "who": f"{_names(context, row['donor'])} → {_names(context, row['recipient'])}",
        "facts": facts(context, row),
        "state": words(row["stage"]) if row["counted"] else reason_of(row["reason"])[0].lower(),
        "life": life(row, claims, axis) if axis else "",
        "claims": [
            {
                "id": context.ids.get(event),
                "on": ties.text(event, "on", ties.events[event].get("on"), "time"),
                "kind": words(str(ties.events[event]["kind"]).partition("-")[2]),
                "money": ties.money(event, "amount", ties.events[event].get("amount")),
            }
            for event in events
        ],
    }


def facts(context: Context, row: Row) -> str:
    """Return what a pledge is, in a few words: loan, official aid, via UNICEF, over 5 years."""
    parts = [form(row)] if form(row) else []
    if row.get("via"):
        parts.append(f"via {_names(context, [row['via']] if isinstance(row['via'], str) else row['via'])}")
    if horizon := row.get("horizon"):
        parts.append(f"over {duration(horizon)}" if horizon.startswith("P") else horizon.replace("/", "–"))
    return " · ".join(dict.fromkeys(parts))


def _names(context: Context, codes: list[str]) -> str:
    return ", ".join(map(context.name, codes))
