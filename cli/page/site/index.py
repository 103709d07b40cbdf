"""The index of a site: who promised whom, the relations, and how to get and check everything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from bilat.cli.page.amounts import brief
from bilat.cli.page.html import inline_json, policy, style, template
from bilat.cli.page.site.summary import Summary
from bilat.cli.page.svg import percent
from bilat.events.log.transparency.checkpoint import Checkpoint

LEAST = Decimal("1.5")
Cell = tuple[str, str]
"""Who gives and who gets, each a code, or several joined by a plus."""


def index_html(relations: Sequence[Summary], names: Mapping[str, str], about: Mapping[str, Any]) -> str:
    """Return the index; `about` has the checkpoint, the key, the unit of the matrix, counts and the JSON-LD."""
    cells = matrix(relations)
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


def matrix(relations: Sequence[Summary]) -> dict[Cell, tuple[Decimal, str]]:
    """Return the new public money of each giver to each taker, and on which page it stands.

    A pledge counts once. Money of several donors or recipients stands in a cell of its own, never divided.
    """
    found: dict[Cell, tuple[Decimal, str]] = {}
    seen: set[str] = set()
    for each in relations:
        fresh = [pledge for pledge in each.net if pledge[0] not in seen]
        seen.update(pledge for pledge, *_ in fresh)
        for _, giver, taker, money in fresh:
            before = found.get((giver, taker), (Decimal(0), each.path))
            found[giver, taker] = before[0] + money, before[1]
    return found


def _table(cells: Mapping[Cell, tuple[Decimal, str]], unit: str) -> dict[str, Any]:
    """Return rows and columns of the matrix, the largest first, each cell with its bar."""
    by_giver: dict[str, Decimal] = {}
    by_taker: dict[str, Decimal] = {}
    for (giver, taker), (value, _) in cells.items():
        by_giver[giver] = by_giver.get(giver, Decimal(0)) + value
        by_taker[taker] = by_taker.get(taker, Decimal(0)) + value
    most = max((value for value, _ in cells.values()), default=Decimal(1))
    shown = {
        cell: {
            "path": path,
            "width": max(percent(value, Decimal(0), most), LEAST),
            "amount": brief({"value": str(value), "unit": unit, "bound": "exact"}).removeprefix(f"{unit} "),
        }
        for cell, (value, path) in cells.items()
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
