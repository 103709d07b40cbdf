"""One relation of a site: its page, and what the index and the tables say of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from bilat.cli.page.amounts import brief, is_money
from bilat.cli.page.html import Sign, render
from bilat.events.log.transparency.tiles import TiledTree
from bilat.projections.page.closure import Record
from bilat.projections.page.data import under
from bilat.projections.page.kept import kept_or_folded
from bilat.projections.page.make import Sealed, clocked, proved
from bilat.projections.page.relations import Pair
from bilat.projections.view.boundary import Boundary


class Relation(NamedTuple):
    """A relation with its page."""

    code: str
    html: str
    data: Mapping[str, Any]

    @property
    def path(self) -> str:
        """Where its page lies in the site."""
        return f"{self.code}.html"

    def row(self) -> dict[str, Any]:
        """Return what the index says of it."""
        reports, names = self.data["reports"], self.data["names"]
        totals = reports["commitments"]["totals"]
        money = {line: [each for each in totals[line] if is_money(each["unit"])] for line in ("net", "headline")}
        paid = reports["delivery"]["totals"]["paid"]
        rows = reports["timeline"]["rows"]
        return {
            "relation": self.code,
            "between": " – ".join(names.get(code, code) for code in self.code.split("-")),
            "new_money": ", ".join(map(brief, money["net"])),
            "press_total": ", ".join(map(brief, money["headline"])),
            "paid": ", ".join(brief(each) for each in paid if is_money(each["unit"])),
            "events": len(rows),
            "findings": len(reports["check"]["rows"]),
            "last": max((row["on"] or "" for row in rows), default=""),
        }


class Press(NamedTuple):
    """What the pages of a site are made with: the record, its tree and checkpoint, in which money, who signs, and where
    is kept what was computed before.
    """

    record: Record
    tree: TiledTree
    seal: Sealed
    currency: str | None
    rates: str | None
    sign: Sign | None
    kept: Path

    def page(self, pair: Pair, streams: Iterable[str]) -> Relation:
        """Make the page of a relation, whose streams are these."""
        asked = Boundary(relation=pair, currency=self.currency, rates=self.rates)
        boundary = clocked(asked, self.seal.point.size)
        proof = proved(self.record, self.record.closed(streams, boundary), self.tree, self.seal)
        data = under(proof, boundary, kept_or_folded(proof, boundary, asked, self.kept))
        return Relation("-".join(pair), render(data, self.sign), data)
