"""The index of a site: who promised whom, the relations, and how to get and check everything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from markupsafe import Markup

from bilat.cli.page.amounts import brief
from bilat.cli.page.html import inline_json, policy, style, template
from bilat.cli.page.site.summary import Given, Summary
from bilat.cli.page.svg import digits, percent
from bilat.events.log.transparency.checkpoint import Checkpoint

LEAST = Decimal("1.5")
Cell = tuple[str, str]
"""Who gives and who gets, each a code, or several joined by a plus."""


def index_html(relations: Sequence[Summary], names: Mapping[str, str], about: Mapping[str, Any]) -> str:
    """Return the index; `about` has the checkpoint, the key, the unit of the matrix, counts and the JSON-LD."""
    cells = matrix(relations, str(about["unit"]))
    css = style("page.css", "site.css")
    rows = [each.row for each in relations]
    return template("site/index.html").render(
        rows=rows,
        paid=any(row["paid"] for row in rows),
        matrix=_table(cells, str(about["unit"])),
        names=names,
        css=Markup(css),
        policy=Markup(policy(css)),
        dataset=Markup(inline_json(about["dataset"])),
        **{key: value for key, value in about.items() if key != "dataset"},
    )


class Sum(NamedTuple):
    """New money of a giver to a taker, and the page on which it stands."""

    money: dict[str, Any]
    path: str


def matrix(relations: Sequence[Summary], unit: str) -> dict[Cell, Sum]:
    """Return the new public money of each giver to each taker, as amounts of the unit.

    A pledge counts once. Money of several donors or recipients stands in a cell of its own, never divided.
    """
    found: dict[Cell, list[Given]] = {}
    paths: dict[Cell, str] = {}
    seen: set[str] = set()
    for each in relations:
        fresh = [given for given in each.net if given.pledge not in seen]
        seen.update(given.pledge for given in fresh)
        for given in fresh:
            cell = (given.giver, given.taker)
            found.setdefault(cell, []).append(given)
            paths.setdefault(cell, each.path)
    return {cell: Sum(_sum(given, unit), paths[cell]) for cell, given in found.items()}


def _sum(given: Sequence[Given], unit: str) -> dict[str, Any]:
    """Return a sum with its bound (`docs/counting.md`, "Bounds")."""
    value, low = (sum((getattr(each, end) for each in given), Decimal(0)) for end in ("value", "low"))
    highs = [each.high for each in given if each.high is not None]
    high = sum(highs, Decimal(0)) if len(highs) == len(given) else None
    if low == high:
        bound = "about" if any(each.about for each in given) else "exact"
    elif high is None and low == value:
        bound = "at-least"
    else:
        bound = "at-most" if not low and high == value else "between"
    ends = {"low": digits(low), "high": None if high is None else digits(high)}
    return {"value": digits(value), "unit": unit, "bound": bound, **ends}


def _table(cells: Mapping[Cell, Sum], unit: str) -> dict[str, Any]:
    """Return rows and columns of the matrix, the largest first, each cell with its bar."""
    by_giver: dict[str, Decimal] = {}
    by_taker: dict[str, Decimal] = {}
    values = {cell: Decimal(found.money["value"]) for cell, found in cells.items()}
    for (giver, taker), value in values.items():
        by_giver[giver] = by_giver.get(giver, Decimal(0)) + value
        by_taker[taker] = by_taker.get(taker, Decimal(0)) + value
    most = max(values.values(), default=Decimal(1))
    shown = {
        cell: {
            "path": found.path,
            "width": max(percent(values[cell], Decimal(0), most), LEAST),
            "amount": brief(found.money).replace(f"{unit} ", "", 1),
        }
        for cell, found in cells.items()
    }
    return {
        "givers": sorted(by_giver, key=lambda code: (-by_giver[code], code)),
        "takers": sorted(by_taker, key=lambda code: (-by_taker[code], code)),
        "cells": shown,
    }


def dataset(
    point: Checkpoint, recorded_at: str, base: str, files: Sequence[tuple[str, str]], count: int
) -> dict[str, Any]:
    """Return the site as a Dataset of schema.org."""
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": "Bilateral relations: what was promised, and what of it is new",
        "description": (
            f"{count} relations in {point.size} recorded events: meetings, statements, pledges, running totals and "
            "trade figures, each with its source; totals without double counting, and a proof (RFC 6962) of every line."
        ),
        "url": base or "index.html",
        "identifier": point.origin,
        "version": str(point.size),
        "dateModified": recorded_at,
        "isAccessibleForFree": True,
        "variableMeasured": ["pledge amount", "running total", "trade value"],
        "distribution": [
            {"@type": "DataDownload", "contentUrl": base + path, "encodingFormat": media} for path, media in files
        ],
    }
