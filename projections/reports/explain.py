"""Explain: from each total to the pledges, the events and the sources that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

import polars as pl

from bilat.events.errors import BadInput
from bilat.events.suggestions import did_you_mean
from bilat.projections.columns import Frame
from bilat.projections.currency import provenance
from bilat.projections.pledges.accounts import Accounts
from bilat.projections.pledges.horizons import spread
from bilat.projections.pledges.totals import key, totals
from bilat.projections.reports.explain_facts import Facts
from bilat.projections.reports.explain_tree import Leaf, Node, leaves
from bilat.projections.reports.money import Counted, counted
from bilat.projections.reports.money_filters import check_filters
from bilat.projections.reports.pledge_evidence import parts, payments
from bilat.projections.view.as_of import as_recorded
from bilat.projections.view.boundary import Boundary


def report(
    frame: Frame,
    boundary: Boundary,
    stamp: dict[str, Any],
    lines: Sequence[bytes],
    limit: int | None = None,
    folded: Accounts | None = None,
) -> dict[str, Any]:
    """Return the explanation as report JSON: `totals` as `commitments` tells them, and the `tree` below each.

    `lines` are the canonical lines of the log that `frame` has as columns, `folded` its accounts under the boundary's
    clocks, where they are known already. The tree has a node a slice (one alone, with an empty key, where the boundary
    asks for none) and unit: its headline, and `lines`: net, mobilised and the excluded by reason, which add up to it.
    Below each line stand the `pledges`, below those the `events` that told the money, each with its evidence
    (`evidence.Evidence.of`) and `because`: the events or the pledge for which it does not count. A page that shows
    `limit` events gets no more than these, and `events`, how many there are. The filter `pledge` narrows it to one
    pledge or programme, and adds its `payments` and its `parts`.
    Raises BadInput as `commitments` does, and for a pledge that is not of the relation.
    """
    wanted = boundary.filters.get("pledge")
    rest = {name: value for name, value in boundary.filters.items() if name != "pledge"}
    check_filters(frame, replace(boundary, filters=rest))
    found = counted(frame, replace(boundary, filters=rest), folded)
    kept, lots = found.kept, found.lots
    pledge = None if wanted is None else _pledge(wanted, found)
    if pledge is not None:
        lots = lots.filter(stream=pledge)
    whole = {"": totals(lots, boundary.currency, limit)}
    if found.money:
        provenance.label(whole, found.money, lots, pl.lit(""))
    over_years = (boundary.by, boundary.spread) == ("year", "horizon")
    cut = spread(lots, kept.openings.select("stream", "opened", "horizon").collect()) if over_years else lots
    cut = cut.with_columns(key=pl.lit("") if boundary.by is None else key(boundary.by))
    every = leaves(cut)
    shown = every if limit is None else every[:limit]
    prefix = as_recorded(frame, boundary)
    asked = {}
    if pledge is not None:
        asked = {"payments": payments(kept, pledge, prefix, lines), "parts": parts(kept, pledge)}
    return {
        "report": "explain",
        "boundary": boundary.json(),
        "totals": whole[""],
        "tree": list(_tree(every, {*shown}, Facts(found, cut, shown, prefix, lines))),
        **({} if limit is None else {"events": len(every)}),
        **asked,
        "stamp": stamp | ({"rates": found.version} if found.version else {}),
    }


def _pledge(wanted: str, found: Counted) -> str:
    known = found.kept.openings.select("stream").sort("stream").collect()["stream"].to_list()
    for stream in (wanted, f"pledge/{wanted}", f"programme/{wanted}"):
        if stream in known:
            return stream
    remedy = did_you_mean(wanted, known) or "see them with `bilat commitments`"
    raise BadInput(f"no pledge {wanted[:90]!r} is on record between these parties", remedy)


def _tree(every: Sequence[Leaf], shown: set[Leaf], facts: Facts) -> Iterator[Node]:
    """Yield the slices and units with all of their lines, below which stand the leaves that are shown."""
    for (name, unit), here in groupby(every, lambda leaf: leaf[:2]):
        lines = [
            {
                "line": line,
                "reason": reason,
                "amount": facts.lines[name, unit, line, reason],
                "pledges": list(_pledges((leaf for leaf in below if leaf in shown), facts)),
            }
            for (_, _, line, reason), below in groupby(here, lambda leaf: leaf[:4])
        ]
        yield {"key": name, "unit": unit, "headline": facts.lines[name, unit, "headline", None], "lines": lines}


def _pledges(below: Iterable[Leaf], facts: Facts) -> Iterator[Node]:
    for (name, unit, line, reason, stream), own in groupby(below, lambda leaf: leaf[:5]):
        yield {
            "pledge": stream,
            "title": facts.titles.get(stream),
            "amount": facts.pledges[name, stream, unit, line, reason],
            "events": [_event(leaf, facts) for leaf in own],
            "assessments": facts.assessments.get(stream, []),
        }


def _event(leaf: Leaf, facts: Facts) -> Node:
    amount = facts.events[leaf.key, leaf.stream, leaf.event, leaf.unit, leaf.line, leaf.reason]
    node = facts.evidence.of(leaf.event) | {"amount": amount, "told": facts.claims[leaf.event]}
    if leaf.event in facts.converted:
        node["converted"] = facts.converted[leaf.event]
    because = facts.because[leaf.event, leaf.reason] if leaf.reason else []
    return node | {"because": [facts.evidence.where(each) for each in because]}
