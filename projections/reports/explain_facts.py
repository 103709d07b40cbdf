"""What the leaves of an explanation are looked up in: sums, evidence, titles, claims, reasons, assessments."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from bilat.projections.currency import provenance
from bilat.projections.delivery.assessments import assessments
from bilat.projections.pledges.amount_cells import amount_cells
from bilat.projections.reports.causes import Reasons
from bilat.projections.reports.evidence import Evidence
from bilat.projections.reports.explain_tree import Leaf, node_sums
from bilat.projections.reports.money import Counted


class Facts:
    """What is told of the leaves that are shown, and of the lines of all.

    - `lines`, `pledges`, `events`: what each node comes to (`explain_tree.node_sums`)
    - `evidence`: what stands in the log behind the events, and behind those for which they do not count
    - `because`: the events for which an event does not count, by event and reason
    - `titles` and `assessments` by stream, `claims` and what they were `converted` to by event
    """

    def __init__(
        self, found: Counted, lots: pl.DataFrame, shown: Sequence[Leaf], prefix: pl.LazyFrame, lines: Sequence[bytes]
    ) -> None:
        events = pl.Series([*{leaf.event for leaf in shown}], dtype=pl.String)
        streams = pl.Series([*{leaf.stream for leaf in shown}], dtype=pl.String)
        of_events, its = pl.col("event").is_in(events.implode()), pl.col("stream").is_in(streams.implode())
        self.lines = node_sums(lots)
        self.pledges = node_sums(lots.filter(its), "stream")
        self.events = node_sums(lots.filter(of_events), "stream", "event")
        aside = {(leaf.event, leaf.reason) for leaf in shown if leaf.reason}
        reasons = Reasons.of(found.kept, {event.partition("#")[0] for event, _ in aside})
        self.because = {(event, reason): reasons.because(event, reason) for event, reason in aside if reason}
        deciding = {each for several in self.because.values() for each in several}
        self.evidence = Evidence(found.view, prefix, lines, events, deciding)
        openings = found.kept.openings.filter(its).select("stream", "title").collect()
        self.titles = dict(zip(openings["stream"], openings["title"], strict=True))
        rows = found.kept.claims.filter(of_events).collect()
        self.claims = dict(zip(rows["event"], amount_cells(rows.with_columns(value="amount")), strict=True))
        self.converted = provenance.claim_cells(found.money, {*events}) if found.money else {}
        self.assessments = assessments(found.view.filter(its | (pl.col("kind") == "source-registered")))
