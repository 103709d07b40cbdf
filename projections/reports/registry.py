"""The registry of reports: what each one is called, computes, reads, is asked, and what its rows are.

Whoever needs to know of reports asks here: questions, saved reports, the command line, the Python API and the page of
the report JSON. Everything heavy is imported when a report is computed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from bilat.events.errors import BadInput
from bilat.events.suggestions import did_you_mean

if TYPE_CHECKING:
    from bilat.projections.rows.fields import DataColumn, Row

Reads = Literal["lines", "some lines", "accounts"]
"""What a report may be made of besides the columns: all canonical lines, some of them, or the accounts of pledges where
kept."""


class Parameter(NamedTuple):
    """What a report is asked beside its boundary: its name, and where in the report's JSON it is said again."""

    name: str
    said: tuple[str, ...]
    needed: bool = True


class DataTable(NamedTuple):
    """The rows of CSV and workbooks: their class, and the columns that come before the others.

    They stand in the report under the name `at`, or `laid_out` makes them of it.
    """

    row: Row
    first: Sequence[str] = ()
    at: str = "rows"
    laid_out: Callable[[Mapping[str, Any]], Sequence[Mapping[str, Any]]] | None = None

    @property
    def columns(self) -> tuple[DataColumn, ...]:
        """The columns: every field of the row is one."""
        from bilat.projections.rows.fields import columns

        return columns(self.row, self.first)

    def rows(self, report: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
        """Return the rows that a report's JSON holds."""
        found: Sequence[Mapping[str, Any]] = self.laid_out(report) if self.laid_out else report[self.at]
        return found


class Parts(NamedTuple):
    """What has to be imported for a report.

    `compute` makes its JSON, of the class `shape`, from a frame, a boundary, a stamp, and what the report reads and is
    asked. `tables` are the rows of CSV and workbooks, by what `--show` names in place of the report's own (empty).
    """

    compute: Callable[..., dict[str, Any]]
    shape: Row
    tables: Mapping[str, DataTable]


@dataclass(frozen=True)
class Report:
    """One report; `load` imports its parts, `cut` says that it can make no more rows than a table shows.

    A table is not cut by one of the flags in `whole`.

    One that is `dated` is told as of a day: today, where nobody names one.
    """

    name: str
    help: str
    load: Callable[[], Parts]
    reads: tuple[Reads, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    cut: bool = False
    whole: tuple[str, ...] = ()
    dated: bool = False


def find_report(name: str) -> Report:
    """Find a report. Raises BadInput, with near names, for an unknown one."""
    try:
        return REPORTS[name]
    except KeyError:
        remedy = did_you_mean(name, REPORTS) or f"one of {', '.join(REPORTS)}"
        raise BadInput(f"no report is called {name[:60]!r}", remedy) from None


def _summary() -> Parts:
    from bilat.projections.reports import summary
    from bilat.projections.rows.delivery import DeliveryRow
    from bilat.projections.rows.summary import SummaryReport

    return Parts(summary.report, SummaryReport, {"": DataTable(DeliveryRow, at="largest")})


def _timeline() -> Parts:
    from bilat.projections.reports import timeline
    from bilat.projections.rows.timeline import TimelineReport, TimelineRow

    return Parts(timeline.report, TimelineReport, {"": DataTable(TimelineRow)})


def _commitments() -> Parts:
    from bilat.projections.reports import commitments
    from bilat.projections.rows.commitments import CommitmentsReport, ImpliedRateRow, PledgeRow

    tables = {"": DataTable(PledgeRow), "rates": DataTable(ImpliedRateRow, at="rates")}
    return Parts(commitments.report, CommitmentsReport, tables)


def _delivery() -> Parts:
    from bilat.projections.reports import delivery
    from bilat.projections.rows.delivery import DeliveryReport, DeliveryRow

    return Parts(delivery.report, DeliveryReport, {"": DataTable(DeliveryRow)})


def _trade() -> Parts:
    from bilat.projections.reports import trade
    from bilat.projections.rows.trade import FIRST, TradeReport, TradeRow

    return Parts(trade.report, TradeReport, {"": DataTable(TradeRow, FIRST)})


def _check() -> Parts:
    from bilat.projections.reports import check
    from bilat.projections.rows.check import CheckReport, CheckRow

    return Parts(check.report, CheckReport, {"": DataTable(CheckRow)})


def _overview() -> Parts:
    from bilat.projections.reports import overview
    from bilat.projections.rows.overview import OverviewCell, OverviewReport, OverviewRow

    tables = {"": DataTable(OverviewRow), overview.MATRIX: DataTable(OverviewCell, at="cells")}
    return Parts(overview.report, OverviewReport, tables)


def _replay() -> Parts:
    from bilat.projections.reports import replay
    from bilat.projections.rows.replay import ReplayReport, ReplayRow

    return Parts(replay.report, ReplayReport, {"": DataTable(ReplayRow)})


def _explain() -> Parts:
    from bilat.projections.reports import explain
    from bilat.projections.rows.explain import ExplainReport, ExplainRow, explain_rows

    return Parts(explain.report, ExplainReport, {"": DataTable(ExplainRow, laid_out=explain_rows)})


def _diff() -> Parts:
    from bilat.projections.reports import diff
    from bilat.projections.rows.diff import DiffReport, DiffRow

    return Parts(diff.report, DiffReport, {"": DataTable(DiffRow)})


REPORTS: Mapping[str, Report] = {
    report.name: report
    for report in (
        Report(
            "summary",
            "How things stand between two parties, on one screen.",
            _summary,
            reads=("accounts",),
            dated=True,
        ),
        Report(
            "timeline",
            "What happened between two parties, in order.",
            _timeline,
            cut=True,
            parameters=(Parameter("order", ("order",), needed=False),),
        ),
        Report(
            "commitments",
            "The pledges between two parties, and what of them is new.",
            _commitments,
            reads=("accounts",),
            cut=True,
        ),
        Report(
            "delivery",
            "What became of the promises: kept, in part, overdue, silent.",
            _delivery,
            reads=("accounts",),
            cut=True,
            dated=True,
        ),
        Report(
            "trade", "Trade and other figures by period, and who reported them.", _trade, cut=True, whole=("claims",)
        ),
        Report(
            "overview",
            "Every relation with its events, its money and its findings.",
            _overview,
            reads=("accounts",),
        ),
        Report("check", "What of the record does not agree with itself.", _check, reads=("accounts",)),
        Report(
            "explain",
            "From each total down to pledges, events, sources and quotes.",
            _explain,
            reads=("some lines", "accounts"),
            cut=True,
        ),
        Report(
            "replay",
            "The history event by event; or whether a saved report still holds.",
            _replay,
            reads=("lines",),
            parameters=(Parameter("order", ("order",)),),
            cut=True,
        ),
        Report(
            "diff",
            "What changed between two moments, and why.",
            _diff,
            reads=("accounts",),
            parameters=(
                Parameter("between", ("between", "asked")),
                Parameter("until", ("and", "asked")),
                Parameter("rates_then", ("and", "rates"), needed=False),
            ),
        ),
    )
}
"""Every report, by name, in the order of the help."""
