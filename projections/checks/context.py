"""What the checks look at: a ledger as the boundary's clocks and relation let it be seen, computed once."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

import polars as pl

from bilat.projections.columns import AMOUNTS, Frame, first_and_last_days
from bilat.projections.columns.schema import AMOUNT_PARTS
from bilat.projections.once import settled
from bilat.projections.pledges import identities
from bilat.projections.pledges.accounts import Accounts
from bilat.projections.pledges.attribution import each_equivalent
from bilat.projections.pledges.intervals import DECIMAL
from bilat.projections.pledges.lots import PledgeBook, pledge_book
from bilat.projections.view.as_of import as_of, as_recorded
from bilat.projections.view.boundary import Boundary
from bilat.projections.view.citations import citations, registered
from bilat.projections.view.parties import parties, sides
from bilat.projections.view.relations import in_relation

READ = tuple(
    dict.fromkeys(
        [
            *("position", "event", "stream", "stream_type", "version", "kind", "target", "cites"),
            *("on", "first", "last", "day", "known", "amount_hidden"),
            *("name", "type", "parent", "member", "publisher", "published", "url", "origin"),
            *("parties", "from", "to", "reporter", "meeting", "level", "planned_for"),
            *("indicator", "period", "status", "change_percent", "share_percent", "rank"),
            *("sector", "terms", *(name for name in identities.MONEY if name != "seq")),
            *(f"value_{part}" for part in AMOUNT_PARTS),
            *(f"{name}_unit" for name in AMOUNTS),
        ]
    )
)
"""The columns of the view that checks look at."""


class CheckContext:
    """The view of a ledger. No window applies yet: what was told outside it contradicts what was told inside.

    `frame` is the columnar log up to the recorded clock, corrections and all, yet to be read; `seen` the whole view in
    the columns that are `READ`, `view` the same as other steps take it. `folded` are its accounts, where known.
    """

    def __init__(self, frame: Frame, boundary: Boundary, folded: Accounts | None = None) -> None:
        self.boundary = replace(boundary, since=None, until=None, filters={})
        self.frame = as_recorded(frame, boundary)
        self.view = settled(as_of(frame, self.boundary), READ)
        self.seen = self.view.collect()
        self._folded = folded

    @cached_property
    def events(self) -> pl.DataFrame:
        """The events of the relation: the view's columns and order, without parties, memberships and sources."""
        here = in_relation(self.view, self.boundary)
        return here.filter(~pl.col("stream_type").is_in(["party", "source", "ledger"])).collect()

    @cached_property
    def registers(self) -> pl.DataFrame:
        """The openings of the parties of the relation, all where none is asked, and of the sources its events cite."""
        own = self.seen.filter(pl.col("kind").is_in(["party-registered", "source-registered"]))
        if self.boundary.relation is None:
            return own
        sides_ = sides(self.view, self.boundary).select("code").collect()["code"]
        here = [*("party/" + sides_), *("source/" + self.publications["source"].unique())]
        return own.filter(pl.col("stream").is_in(here))

    @cached_property
    def parties(self) -> pl.DataFrame:
        """The registered parties (`relations.parties`)."""
        return parties(self.view)

    @cached_property
    def sources(self) -> pl.DataFrame:
        """The registered sources (`citations.registered`)."""
        return registered(self.view)

    @cached_property
    def money(self) -> pl.DataFrame:
        """The events of pledges and programmes in fold order (`identities.MONEY`)."""
        return identities.events(self.events.lazy())

    @cached_property
    def kept(self) -> PledgeBook:
        """The money of the relation divided into lots, as commitments have it."""
        return pledge_book(self.view, self.boundary, self._folded)

    @cached_property
    def equivalents(self) -> pl.DataFrame:
        """What `money` printed beside its amounts: (seq, event, stream, unit, value, upper, bound)."""
        return (
            each_equivalent(self.money.select("seq", "event", "stream", "equivalents"))
            .unnest("equivalent")
            .with_columns(pl.col("value", "upper").cast(DECIMAL), pl.col("bound").fill_null("exact"))
        )

    @cached_property
    def publications(self) -> pl.DataFrame:
        """Each citation of `events`: (event, source, published String, earliest, latest Date of `published`)."""
        rows = citations(self.events, self.sources)
        return rows.select(
            self.events["event"].gather(rows["row"]),
            "source",
            "published",
            first_and_last_days(rows["published"])[0].alias("earliest"),
            latest="published_day",
        )
