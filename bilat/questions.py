"""What a ledger is asked: every report, saved reports, single streams, and the registers of parties and sources."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypedDict, Unpack, cast

if TYPE_CHECKING:
    import polars as pl

    from bilat.projections.reports.query import Query
    from bilat.projections.reports.saved import ReportComparison
    from bilat.projections.view.boundary import Boundary

FilePath = str | os.PathLike[str]


class Asked(TypedDict, total=False):
    """What every report may be asked: the fields of `Boundary`, where `relation` is a word of its own."""

    since: str | None
    until: str | None
    members: bool
    filters: Mapping[str, str]
    known_by: str | None
    recorded_by: str | None
    currency: str | None
    rates: str | None
    by: str | None
    spread: str | None
    policy: str | None
    prices: str | None
    deflators: str | None
    show: str | None
    as_of: str | None
    silent: str | None


class Questions:
    """The questions to the ledger at `place`, each answered from the log as it stands when it is asked.

    `relation` is two parties, `ASEAN-JP`, one, `JP`, or one way, `JP->*`, `*->VN`; None is the whole ledger.
    """

    def __init__(self, place: str) -> None:
        self.place = place

    def timeline(self, relation: str | None = None, **asked: Unpack[Asked]) -> pl.DataFrame:
        """Tell what happened between the parties, a row an event. Raises BadInput for an unknown party."""
        from bilat.projections.reports.timeline import timeline

        return self._frame(timeline, relation, asked)

    def commitments(self, relation: str | None = None, **asked: Unpack[Asked]) -> pl.DataFrame:
        """List the pledges between the parties, a row each (`typed_frames.COMMITMENTS`); totals are in `report`.

        Raises BadInput for an unknown party, filter, currency or slice.
        """
        from bilat.projections.reports.typed_frames import commitments_frame

        return commitments_frame(self.report("commitments", relation, **asked)["rows"])

    def delivery(self, relation: str | None = None, **asked: Unpack[Asked]) -> pl.DataFrame:
        """Say what became of promises, a row each (`typed_frames.DELIVERY`); totals and states are in `report`.

        `as_of` is the day after which nothing is seen, by default today in UTC; `silent` a number of days. Raises
        BadInput for an unknown party, filter, currency or slice.
        """
        from bilat.projections.reports.typed_frames import delivery_frame

        return delivery_frame(self.report("delivery", relation, **asked)["rows"])

    def trade(self, relation: str | None = None, **asked: Unpack[Asked]) -> pl.DataFrame:
        """List the figures between the parties, a row a claim. Raises BadInput for an unknown party or policy."""
        from bilat.projections.reports.trade import trade

        return self._frame(trade, relation, asked)

    def overview(self, relation: str | None = None, **asked: Unpack[Asked]) -> dict[str, Any]:
        """Give every relation (or `by` donor, recipient, year) its events, money and findings: the report's JSON.

        `show="matrix"` adds who gives to whom. Raises BadInput for another way to cut it, and as `commitments`.
        """
        return self.report("overview", relation, **asked)

    def check(self, relation: str | None = None, **asked: Unpack[Asked]) -> pl.DataFrame:
        """Look for what does not agree, a row a finding: `kind, relation, events, message, remedy`.

        Raises BadInput for an unknown party, or kind of finding in the filter `kind`.
        """
        from bilat.projections.reports.check import check

        return self._frame(check, relation, asked)

    def explain(self, relation: str | None = None, **asked: Unpack[Asked]) -> dict[str, Any]:
        """Divide each total into pledges, events, sources and quotes: the report's JSON. Raises as `commitments`."""
        return self.report("explain", relation, **asked)

    def diff(
        self,
        relation: str | None,
        between: str,
        end: str | None = None,
        *,
        rates_then: str | None = None,
        **asked: Unpack[Asked],
    ) -> dict[str, Any]:
        """Say which totals moved from the moment `between` to the moment `end`, or to now, and why: the report's JSON.

        A moment is a position `@N`, a time of recording, or `known:DATE`; `rates_then` are the rates at the second,
        if others. Raises BadInput for a moment that cannot be read, and as `commitments`.
        """
        from bilat.projections.reports.query import run_report

        return run_report("diff", self._question(relation, asked), between=between, until=end, rates_then=rates_then)

    def replay(self, relation: str | None = None, *, order: str = "recorded", **asked: Unpack[Asked]) -> dict[str, Any]:
        """Tell the history event by event, with what each one moved: the report's JSON.

        `order` is `recorded`, or `on`: as it happened, all corrections applied. Raises BadInput for another one.
        """
        return self.report("replay", relation, order=order, **asked)

    def report(self, name: str, relation: str | None = None, **asked: Any) -> dict[str, Any]:
        """Compute a report as the JSON object that the command line prints with `--format json`.

        `asked` are those of `Asked`, for `replay` also `order`, for `diff` also `between`, `until` (the second
        moment, not the window's end) and `rates_then`. Raises BadInput, with near names, for an unknown report.
        """
        from bilat.projections.reports.query import run_report
        from bilat.projections.reports.registry import find_report

        found = find_report(name)
        own = {each.name: asked.pop(each.name) for each in found.parameters if each.name in asked}
        return run_report(name, self._question(relation, cast("Asked", asked), name), **own)

    def check_report(
        self, report: Mapping[str, Any] | FilePath, *, rates: Iterable[str] = (), deflators: Iterable[str] = ()
    ) -> ReportComparison:
        """Compute a saved report again, as of as many events as it was made of; it holds where `reasons` is empty.

        `report` is its JSON object or its file; `rates` and `deflators` name the files that it may open. Raises
        BadInput for what is no report, or needs a file that was not named.
        """
        import json
        from pathlib import Path

        from bilat.events.log.log import open_log
        from bilat.projections.reports import saved

        given = saved.read(json.dumps(report)) if isinstance(report, Mapping) else saved.read_report_file(Path(report))
        with open_log(self.place) as log:
            return saved.check(log, given, [*(each.removeprefix("file:") for each in rates), *deflators])

    def show(self, reference: str) -> dict[str, Any]:
        """Show a stream, one of its events (`STREAM#VERSION`) or a position `@N`: its events, state and sources.

        Raises BadInput, with near names, where nothing of that name is on record.
        """
        from bilat.events.log.log import open_log
        from bilat.events.log.references import found
        from bilat.projections.reports.history import history

        with open_log(self.place) as log:
            return history(log, *found(log, reference))

    def parties(self) -> list[dict[str, Any]]:
        """List the parties on record, as corrected so far, by code."""
        from bilat.projections.view import registry

        question = self._question(None, {})
        return registry.parties(question.frame, question.boundary)

    def sources(self) -> list[dict[str, Any]]:
        """List the sources on record, as corrected so far, by slug."""
        from bilat.projections.view import registry

        question = self._question(None, {})
        return registry.sources(question.frame, question.boundary)

    def _frame(
        self, project: Callable[[pl.LazyFrame, Boundary], pl.DataFrame], relation: str | None, asked: Asked
    ) -> pl.DataFrame:
        question = self._question(relation, asked)
        return project(question.frame, question.boundary)

    def _question(self, relation: str | None, asked: Asked, report: str = "") -> Query:
        from datetime import UTC, datetime

        from bilat.events.log.log import open_log
        from bilat.projections.reports import query
        from bilat.projections.reports.registry import find_report
        from bilat.projections.view.boundary import Boundary

        boundary = Boundary(**asked)
        if report:
            boundary = query.dated(report, boundary, datetime.now(UTC).date())
        with open_log(self.place) as log:
            return query.open_query(log, relation, boundary, find_report(report).reads if report else ())
