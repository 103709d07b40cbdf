"""bilat: the record of what two parties said to each other, promised each other and traded with each other.

    import bilat

    with bilat.open("x.db") as ledger:
        ledger.append({"kind": "party-registered", "stream": "party/JP", "name": "Japan", "type": "state"})
        ledger.commitments("ASEAN-JP", since="2020", until="2023")

Everything heavy is loaded when it is first needed.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as `typing` says, which takes a while to load: until then nobody minds Ctrl-C
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from typing import Any

    import polars as pl

    from bilat.domain.admission import Outcome
    from bilat.events.base import Event
    from bilat.projections.reports.query import Query
    from bilat.projections.reports.registry import Reads
    from bilat.projections.view.boundary import Boundary

__all__ = ["Ledger", "create", "open"]


class Ledger:
    """A ledger at `place`, a file or a PostgreSQL URL. Reports are Polars frames or, by `report`, JSON objects."""

    def __init__(self, place: str) -> None:
        from bilat.events.log.log import open_log

        self.place = place
        open_log(place).close()

    def append(self, *events: Event | Mapping[str, Any], recorder: str | None = None) -> Outcome:
        """Record events, all of them or none. Raises Refused with every problem, Conflict, StoreError.

        Events are objects of the vocabulary or mappings in the form of the event JSON.
        """
        import getpass
        from datetime import UTC, datetime

        from bilat.domain.admission import Draft, record
        from bilat.events.base import Event
        from bilat.events.errors import Problem
        from bilat.events.log.codec import read_event
        from bilat.events.log.log import open_log

        drafts: list[Draft] = []
        found: list[Problem] = []
        for number, given in enumerate(events, 1):
            read = given if isinstance(given, Event) else read_event(dict(given), f"event {number}")
            if isinstance(read, Event):
                drafts.append(Draft(read, f"event {number}"))
            else:
                found += read
        with open_log(self.place, "w") as log:
            return record(
                log, drafts, recorder=recorder or getpass.getuser(), now=lambda: datetime.now(UTC), found=found
            )

    def timeline(self, relation: str, **asked: Any) -> pl.DataFrame:
        """Return what happened between two parties, a row an event. `asked`: the fields of `Boundary`."""
        from bilat.projections.reports.timeline import timeline

        return self._frame(timeline, relation, asked)

    def commitments(self, relation: str, **asked: Any) -> pl.DataFrame:
        """Return the pledges between two parties, a row each (`reports.frames.COMMITMENTS`); totals are in `report`."""
        from bilat.projections.reports.frames import commitments_frame

        return commitments_frame(self.report("commitments", relation, **asked)["rows"])

    def trade(self, relation: str, **asked: Any) -> pl.DataFrame:
        """Return the figures between two parties, a row a claim."""
        from bilat.projections.reports.trade import trade

        return self._frame(trade, relation, asked)

    def check(self, relation: str | None = None, **asked: Any) -> pl.DataFrame:
        """Return what does not agree, a row a finding: `kind, relation, events, message, remedy`."""
        from bilat.projections.reports.check import check

        return self._frame(check, relation, asked)

    def report(self, name: str, relation: str | None = None, **asked: Any) -> dict[str, Any]:
        """Return a report as the JSON object that the command line prints with `--format json`.

        `asked` are the fields of `Boundary`, for `replay` also `order`, for `diff` also `between`, `until` and
        `rates_then`.
        """
        from bilat.projections.reports.query import run_report
        from bilat.projections.reports.registry import find_report

        found = find_report(name)
        own = {each.name: asked.pop(each.name) for each in found.parameters if each.name in asked}
        return run_report(name, self._question(relation, asked, found.reads), **own)

    def _frame(
        self, project: Callable[[pl.LazyFrame, Boundary], pl.DataFrame], relation: str | None, asked: dict[str, Any]
    ) -> pl.DataFrame:
        question = self._question(relation, asked)
        return project(question.frame, question.boundary)

    def _question(self, relation: str | None, asked: dict[str, Any], reads: Collection[Reads] = ()) -> Query:
        from bilat.events.log.log import open_log
        from bilat.projections.reports import query
        from bilat.projections.view.boundary import Boundary

        with open_log(self.place) as log:
            return query.open_query(log, relation, Boundary(**asked), reads)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *error: object) -> None:
        """Nothing is held open between calls."""


def open(place: str) -> Ledger:
    """Open an existing ledger. Raises StoreError, saying what to do, where there is none."""
    return Ledger(place)


def create(place: str, history: str | None = None) -> Ledger:
    """Create a ledger, empty or with a history that ships with the program (`asean-japan`)."""
    from datetime import UTC, datetime

    from bilat.domain.importing import import_batch
    from bilat.events import histories
    from bilat.events.formats.jsonl import read
    from bilat.events.log.log import created_log

    with created_log(place) as log:
        if history is not None:
            with histories.path(history).open("rb") as file:
                import_batch(log, read(file), recorder="bilat", now=lambda: datetime.now(UTC))  # type: ignore[arg-type]
    return Ledger(place)
