"""Statements that nobody is said to have heard."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from bilat.projections.checks.context import CheckContext
from bilat.projections.checks.finding import Finding

KINDS = {"statement-to-nobody": "a party spoke, and it is not said to whom: the statement is in no relation"}


def find(record: CheckContext) -> Iterator[Finding]:
    """Look for statements of one party without addressees, at no meeting with anybody else."""
    meetings = record.seen.filter((pl.col("version") == 1) & (pl.col("stream_type") == "meeting"))
    met = meetings.select(meeting="stream", met="parties")
    spoken = record.events.filter(kind="statement-made").join(met, on="meeting", how="left", maintain_order="left")
    heard = pl.concat_list(pl.col(name).fill_null([]) for name in ("parties", "to", "met")).list.n_unique()
    for event, parties in spoken.filter(heard < 2).select("event", "parties").iter_rows():
        stream = event.partition("#")[0]
        yield Finding(
            "statement-to-nobody",
            (event,),
            f"{parties[0]} said this to nobody that is named: no relation has it",
            f"say to whom: bilat append entry-corrected --stream {stream} --target {event} --fields "
            '\'{"to":["CODE"]}\' --reason ..., or name the meeting',
        )
