"""The answer: one sentence for each currency, and the fall from the press total to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from bilat.cli.page.amounts import interval, is_money
from bilat.cli.page.charts.fall import bar
from bilat.cli.page.charts.years import years
from bilat.cli.page.context import Context

WHY = {
    "restated": ("Told again", "The same promise in another speech or article: no new money."),
    "running-total": ("Running totals", "Sums “so far” of loans and grants, which hold what was told before."),
    "part-of": ("Part of a whole", "A part of a sum that is counted already."),
    "superseded": ("Superseded", "Replaced by a later amount of the same promise."),
    "cancelled": ("Cancelled", "Promised, then cancelled."),
    "merged": ("Merged", "Continued under another promise."),
    "shared": ("Shared", "Promised by or to several at once; the shares are not told."),
    "not-new": ("Not new", "Said by its own source to be money promised before."),
}
"""What the reasons for which money is excluded are called, and what they mean."""
CLAUSES = {
    "restated": "is the same money told again",
    "running-total": "is running totals",
    "part-of": "is parts of a sum counted already",
    "superseded": "was replaced by later amounts",
    "cancelled": "was cancelled",
    "merged": "went into other promises",
    "shared": "was promised by or to several at once",
    "not-new": "was old money by the source’s own words",
    "mobilised": "is money that others are hoped to add",
}
"""The same in the sentence below the answer."""
_PANELS = (("headline", "Press total"), ("mobilised", "To be mobilised"), ("net", "New public money"))


def reason_of(code: str | None) -> tuple[str, str]:
    """Return what a reason is called, and what it means."""
    return WHY.get(code or "", ((code or "").replace("-", " ").capitalize(), ""))


def answer(context: Context) -> dict[str, Any]:
    """Return who promised whom, and since when: `giver` and `taker` where one side gives all, else `both`.

    Of one party the other side is the world; where none is asked for, all parties promise each other. `whom` is
    between whom nothing is promised.
    """
    rows = context.reports["commitments"]["rows"]
    donors = {code for row in rows if row["counted"] for code in row["donor"]}
    sides, one_way = context.sides(context.name), context.asked.one_way
    giving = {0} if one_way else {_side(code, context) for code in donors}
    giver = giving.pop() if len(giving) == 1 and sides else None
    both = sides or ["the parties on record"]
    whom = f"from {' to '.join(sides)}" if one_way else f"between {' and '.join(both)}"
    return {
        "giver": None if giver is None else sides[giver],
        "taker": None if giver is None else sides[1 - giver],
        "both": both,
        "whom": whom,
        "since": min((row["opened_on"] for row in rows if row["counted"] and row["opened_on"]), default="")[:4],
    }


def falls(context: Context) -> list[dict[str, Any]]:
    """Return the fall in each unit, money first: its rows from the press total down to new money."""
    found = [{"unit": tree["unit"], "rows": list(_fall(tree))} for tree in context.sums.trees]
    return sorted(found, key=lambda fall: not is_money(str(fall["unit"])))


def _fall(tree: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    total = left = interval(tree["headline"])[0]
    title, why = "What the press adds up to", "Every amount told, each time that it was told."
    shown = {"amount": tree["headline"], "id": tree["id"], "pledges": [], "sign": "", "reason": None}
    yield shown | {
        "kind": "headline",
        "title": title,
        "why": why,
        "svg": bar(Decimal(0), total, total, "headline", tree["id"]),
    }
    for line in _taken_away(tree["lines"]):
        value = interval(line["amount"])[0]
        mobilised = line["line"] == "mobilised"
        title, why = (
            ("To be mobilised", "Private or mixed money that the promise hopes to set free.")
            if mobilised
            else reason_of(line["reason"])
        )
        shown = {"amount": line["amount"], "id": line["id"], "pledges": line["pledges"], "sign": "−"}
        shown |= {"kind": line["line"], "title": title, "why": why, "reason": line["reason"] or line["line"]}
        yield shown | {"svg": bar(left - value, left, total, line["line"], line["id"])}
        left -= value
    net = next((line for line in tree["lines"] if line["line"] == "net"), None)
    title, why = "New public money", "What is left: public money promised for the first time."
    if not is_money(tree["unit"]):
        title, why = "Promised anew", "What is left: promised for the first time."
    shown = {"amount": net and net["amount"], "id": net and net["id"], "pledges": net["pledges"] if net else []}
    open_end = net is not None and interval(net["amount"])[2] is None
    last = bar(Decimal(0), left, total, "net", net["id"] if net else "", open_end=open_end, last=True)
    yield shown | {"kind": "net", "title": title, "why": why, "sign": "=", "reason": None, "svg": last}


def _taken_away(lines: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return what is taken away: the excluded, the largest first, then what is to be mobilised."""
    excluded = [line for line in lines if line["line"] == "excluded"]
    excluded.sort(key=lambda line: -Decimal(line["amount"]["value"]))
    return [*excluded, *(line for line in lines if line["line"] == "mobilised")]


def by_year(context: Context) -> dict[str, Any]:
    """Return the panels of columns by year, and the same as rows of a table."""
    slices = context.reports["years"]["slices"]
    units = [tree["unit"] for tree in context.sums.trees if is_money(tree["unit"])]
    panels = [
        {"unit": unit, "label": label, "kind": treatment, "svg": made[0], "scale": made[1]}
        for unit in units
        for treatment, label in _PANELS
        if (made := years(slices, treatment, unit))
    ]
    rows = []
    for unit in units:
        for each in slices:
            sums = {
                name: next((one for one in each["totals"][name] if one["unit"] == unit), None) for name, _ in _PANELS
            }
            if any(sums.values()):
                rows.append({"key": each["key"], "unit": unit, "told": sums})
    return {"panels": panels, "rows": rows}


def _side(code: str, context: Context) -> int | None:
    """Return the number of the side that a donor stands on, itself or by whom it belongs to; None for neither."""
    ends = context.asked.ends or ()
    seen: set[str] = set()
    while code and code not in seen:
        if code in ends:
            return ends.index(code)
        seen.add(code)
        registered = context.ties.opening(f"party/{code}")
        code = str(registered.get("parent") or "") if registered else ""
    return ends.index(None) if None in ends else None
