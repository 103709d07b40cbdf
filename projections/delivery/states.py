"""States: what became of each promise, the first that applies, and the event that says so."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from bilat.projections.pledges.intervals import ZERO

STATES = ("called-off", "delivered", "overdue", "in-part", "suspended", "silent", "open")
"""In the order in which they are tried."""
SILENT_DAYS = 730
"""After how many days without news a promise without a due day is silent, where nobody asks for others."""
MARKS: dict[str, pl.DataType] = {"stream": pl.String(), "kind": pl.String(), "event": pl.String(), "last": pl.Date()}
"""The events of promises but their assessments, in the order in which a stream is read."""

_DECIDING = (
    "pledge-cancelled",
    "pledge-merged",
    "pledge-completed",
    "pledge-suspended",
    "meeting-held",
    "agreement-terminated",
    "agreement-entered-into-force",
)
_MEETINGS = ("meeting-planned", "meeting-held", "meeting-called-off")


def marks(view: pl.LazyFrame, promises: pl.DataFrame) -> pl.DataFrame:
    """Return the events that are seen of these promises, by stream, the opening first, then by day: `MARKS`."""
    heard = ~pl.col("amount_hidden") & (pl.col("kind") != "promise-assessed")
    named = pl.col("stream").is_in(promises["stream"].unique().implode())
    rows = view.filter(heard & named).sort("stream", pl.col("version") != 1, "day", "version")
    return rows.select(MARKS.keys()).collect()


def states(
    promises: pl.DataFrame, marks: pl.DataFrame, promised: pl.DataFrame, paid: pl.DataFrame, day: date, silent: int
) -> pl.DataFrame:
    """Add to promises (`promises.PROMISES`, and `row`) `heard` Date, `state` and `because`, a reference.

    `promised` and `paid` are what they come to in each unit (`amounts.PROMISED`, and of what is paid the last `event`
    that says so, with its `seq`). A promise of money is delivered where at least its nominal value was
    surely paid, in each of its units. `heard` is never after `day`, as of which the states are.
    """
    kind, stage = pl.col("kind"), pl.col("stage")
    money = kind.is_in(["pledge", "target"])
    done, last = pl.col("pledge-completed"), pl.col("last_meeting")
    rows = (
        promises.join(_last(marks), on="stream", how="left", maintain_order="left")
        .join(_paid_up(promised, paid), on="row", how="left", maintain_order="left")
        .with_columns(pl.col("paid_up", "something").fill_null(False), heard=_until(day))
    )
    in_time = pl.col("due").is_null() | (pl.col("due") >= day)
    quiet = pl.col("due").is_null() & (pl.col("heard") < day - timedelta(days=silent))
    tried: tuple[tuple[str, pl.Expr, pl.Expr], ...] = (
        ("called-off", money & (stage == "merged"), pl.col("pledge-merged")),
        ("called-off", money & (stage == "cancelled"), pl.col("pledge-cancelled")),
        ("called-off", (kind == "meeting") & (last == "meeting-called-off"), pl.col("last_meeting_event")),
        ("called-off", kind == "agreement", pl.col("agreement-terminated")),
        ("delivered", (kind == "pledge") & (stage == "completed"), done),
        ("delivered", money & pl.col("paid_up"), pl.col("paid_event")),
        ("delivered", kind == "meeting", pl.col("meeting-held")),
        ("delivered", kind == "agreement", pl.col("agreement-entered-into-force")),
        ("overdue", ~in_time, pl.col("due_event")),
        ("in-part", money & pl.col("something"), pl.col("paid_event")),
        ("suspended", stage == "suspended", pl.col("pledge-suspended")),
        ("silent", quiet, pl.col("heard_event")),
        ("open", pl.lit(True), pl.col("heard_event")),
    )
    first = [pl.when(holds.fill_null(False) & event.is_not_null()) for _, holds, event in tried]
    state = pl.coalesce(when.then(pl.lit(name)) for when, (name, _, _) in zip(first, tried, strict=True))
    state = state.fill_null("open")  # nothing at all was heard of it
    event = pl.coalesce(when.then(event_of) for when, (_, _, event_of) in zip(first, tried, strict=True))
    return rows.with_columns(state=state, because=event).select(*promises.columns, *_ADDED)


def _until(day: date) -> pl.Expr:
    """Return what was heard last, no later than the day; null where nothing was."""
    return pl.when(pl.col("heard").is_not_null()).then(pl.min_horizontal("heard", pl.lit(day)))


_ADDED = ("heard", "state", "because")


def _last(marks: pl.DataFrame) -> pl.DataFrame:
    """Return the last event of each kind that decides, what was last said of a meeting, and what was heard last."""
    kind, event = pl.col("kind"), pl.col("event")
    meeting = kind.is_in(_MEETINGS)
    return marks.group_by("stream", maintain_order=True).agg(
        *(event.filter(kind == name).last().alias(name) for name in _DECIDING),
        last_meeting=kind.filter(meeting).last(),
        last_meeting_event=event.filter(meeting).last(),
        heard=pl.col("last").max(),
        heard_event=event.sort_by("last", nulls_last=False, maintain_order=True).last(),
    )


def _newest() -> pl.Expr:
    return pl.col("event").sort_by("seq").last()


def _paid_up(promised: pl.DataFrame, paid: pl.DataFrame) -> pl.DataFrame:
    """(row, paid_up, something, paid_event): whether all of it was surely paid, and whether anything was."""
    units = promised.join(paid.select("row", "unit", least="low"), on=["row", "unit"], how="left")
    full = (pl.col("least") >= pl.col("value")).fill_null(False)
    up = units.filter(pl.col("value") > ZERO).group_by("row").agg(paid_up=full.all())
    some = paid.group_by("row").agg(something=(pl.col("value") > ZERO).any(), paid_event=_newest())
    return up.join(some, on="row", how="full", coalesce=True)
