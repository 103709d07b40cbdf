"""Explain: from each total to the pledges, the events and the sources that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import polars as pl

from bilat.events.errors import BadInput
from bilat.events.suggestions import did_you_mean
from bilat.projections.columns import Frame, decimal_text
from bilat.projections.currency import provenance
from bilat.projections.delivery.assessments import assessments
from bilat.projections.pledges.amount_cells import amount_cells
from bilat.projections.pledges.horizons import spread
from bilat.projections.pledges.intervals import amount_sums
from bilat.projections.pledges.totals import key, sliced, totals
from bilat.projections.reports.causes import Reasons
from bilat.projections.reports.evidence import Evidence
from bilat.projections.reports.money import Counted, counted
from bilat.projections.reports.money_filters import check_filters
from bilat.projections.reports.pledge_evidence import parts, payments
from bilat.projections.view.as_of import as_recorded
from bilat.projections.view.boundary import Boundary

Node = dict[str, Any]
Sums = Mapping[tuple[str | None, ...], Node]
_COUNTED = ("net", "mobilised")
_BETWEEN = "\x1f"
_LEVELS: tuple[tuple[str, ...], ...] = ((), ("stream",), ("stream", "event"))


class _Leaves(NamedTuple):
    """What every leaf of the tree is looked up in."""

    evidence: Evidence
    reasons: Reasons
    titles: Mapping[str, str]
    claims: Mapping[str, Any]
    converted: Mapping[str, provenance.Cell]
    assessments: Mapping[str, list[Node]]


def report(frame: Frame, boundary: Boundary, stamp: dict[str, Any], lines: Sequence[bytes]) -> dict[str, Any]:
    """Return the explanation as report JSON: `totals` as `commitments` tells them, and the `tree` below each.

    `lines` are the canonical lines of the log that `frame` has as columns. The tree has a node a slice (one
    alone, with an empty key, where the boundary asks for none) and unit: its headline, and `lines`: net,
    mobilised and the excluded by reason, which add up to it. Below each line stand the `pledges`, below those
    the `events` that told the money, each with its evidence (`evidence.Evidence.of`) and `because`: the events
    or the pledge for which it does not count. The filter `pledge` narrows it to one pledge or programme, and
    adds its `payments` and its `parts`.
    Raises BadInput as `commitments` does, and for a pledge that is not of the relation.
    """
    wanted = boundary.filters.get("pledge")
    rest = {name: value for name, value in boundary.filters.items() if name != "pledge"}
    check_filters(frame, replace(boundary, filters=rest))
    found = counted(frame, replace(boundary, filters=rest))
    kept, lots = found.kept, found.lots
    pledge = None if wanted is None else _pledge(wanted, found)
    if pledge is not None:
        lots = lots.filter(stream=pledge)
    whole = {"": totals(lots, boundary.currency)}
    if found.money:
        provenance.label(whole, found.money, lots, pl.lit(""))
    openings = kept.openings.collect()
    by = pl.lit("") if boundary.by is None else key(boundary.by)
    cut = spread(lots, openings) if (boundary.by, boundary.spread) == ("year", "horizon") else lots
    rows = kept.claims.collect()
    leaves = _Leaves(
        Evidence(found.view, as_recorded(frame, boundary).collect(), lines),
        Reasons.of(kept),
        dict(zip(openings["stream"], openings["title"], strict=True)),
        dict(zip(rows["event"], amount_cells(rows.with_columns(value="amount")), strict=True)),
        provenance.claim_cells(found.money, set(lots["event"])) if found.money else {},
        assessments(found.view),
    )
    return {
        "report": "explain",
        "boundary": boundary.json(),
        "totals": whole[""],
        "tree": list(_tree(cut.with_columns(key=by), leaves)),
        **(
            {}
            if pledge is None
            else {"payments": payments(kept, pledge, leaves.evidence), "parts": parts(kept, pledge)}
        ),
        "stamp": stamp | ({"rates": found.version} if found.version else {}),
    }


def _pledge(wanted: str, found: Counted) -> str:
    known = found.kept.openings.select("stream").sort("stream").collect()["stream"].to_list()
    for stream in (wanted, f"pledge/{wanted}", f"programme/{wanted}"):
        if stream in known:
            return stream
    remedy = did_you_mean(wanted, known) or "see them with `bilat commitments`"
    raise BadInput(f"no pledge {wanted[:90]!r} is on record between these parties", remedy)


def _tree(lots: pl.DataFrame, leaves: _Leaves) -> Iterator[Node]:
    headlines = sliced(lots, pl.col("key"))
    sums: dict[tuple[str, ...], Sums] = {level: _sums(lots, "key", *level) for level in _LEVELS}
    for (name, unit), money in _grouped(lots, "key", "unit"):
        headline = next(each for each in headlines[name]["headline"] if each["unit"] == unit)
        lines = [
            {"line": treatment, "reason": reason, "amount": sums[()][name, unit, treatment, reason]}
            | {"pledges": list(_pledges(each, (unit, treatment, reason), sums, leaves))}
            for (treatment, reason), each in _grouped(money, "treatment", "reason")
        ]
        lines.sort(key=lambda line: ((*_COUNTED, "excluded").index(line["line"]), line["reason"] or ""))
        yield {"key": name, "unit": unit, "headline": headline, "lines": lines}


def _pledges(
    lots: pl.DataFrame, line: tuple[str, str, str | None], sums: Mapping[tuple[str, ...], Sums], leaves: _Leaves
) -> Iterator[Node]:
    for (name, stream), rows in _grouped(lots, "key", "stream"):
        events = [
            _event(event, line[2], sums["stream", "event"][name, stream, event, *line], leaves)
            for (event,), _ in _grouped(rows, "event")
        ]
        amount = sums["stream",][name, stream, *line]
        judged = leaves.assessments.get(stream, [])
        said = {"pledge": stream, "title": leaves.titles.get(stream), "amount": amount, "events": events}
        yield said | {"assessments": judged}


def _event(event: str, reason: str | None, amount: Node, leaves: _Leaves) -> Node:
    node = leaves.evidence.of(event) | {"amount": amount, "told": leaves.claims[event]}
    if event in leaves.converted:
        node["converted"] = leaves.converted[event]
    because = leaves.reasons.because(event, reason) if reason else []
    return node | {"because": [leaves.evidence.where(each) for each in because]}


def _sums(lots: pl.DataFrame, *level: str) -> Sums:
    """Return what the lots of each node come to, per unit and treatment, with low and high as the totals have them."""
    nodes = lots.with_columns(node=pl.concat_str(level, separator=_BETWEEN))
    found: dict[tuple[str | None, ...], Node] = {}
    for node, record in sliced(nodes, pl.col("node")).items():
        for treatment in _COUNTED:
            for amount in record[treatment]:
                found[*node.split(_BETWEEN), amount["unit"], treatment, None] = amount
    excluded = nodes.filter(treatment="excluded").group_by("node", "unit", "reason").agg(amount_sums("stated_"))
    ends = excluded.select("node", "unit", "reason", *(decimal_text(pl.col(name)) for name in ("low", "high")))
    for (node, unit, reason, low, high), amount in zip(ends.iter_rows(), amount_cells(excluded), strict=True):
        found[*node.split(_BETWEEN), unit, "excluded", reason] = (amount or {}) | {"low": low, "high": high}
    return found


def _grouped(lots: pl.DataFrame, *names: str) -> Iterator[tuple[tuple[Any, ...], pl.DataFrame]]:
    """Return the lots of each value of the columns, in the order in which they come."""
    return iter(lots.partition_by(names, maintain_order=True, as_dict=True).items())
