"""One relation of a site: its page, and what the index and the tables say of it."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from bilat.cli.page.amounts import brief, is_money
from bilat.cli.page.html import Sign, render
from bilat.events.log.transparency.tiles import TiledTree
from bilat.projections.page.closure import Record
from bilat.projections.page.data import FORM, SHOWN, folded, under
from bilat.projections.page.make import Sealed, clocked, proved
from bilat.projections.page.proof import PageProof
from bilat.projections.program import program
from bilat.projections.reports.stamp import FORM as REPORT_FORM
from bilat.projections.view.boundary import Boundary

UNUSED_SECONDS = 30 * 24 * 3600
"""For so long is kept what no page used; a site is made anew more often."""


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
    """What the pages of a site are made with: the record, its tree and checkpoint, who signs, what is kept where."""

    record: Record
    tree: TiledTree
    seal: Sealed
    sign: Sign | None
    kept: Path

    def page(self, asked: Boundary, streams: Iterable[str]) -> Relation:
        """Make the page of the relation asked for, whose streams are these.

        What its lines come to is looked up where it is kept, under their hash, or computed.
        """
        boundary = clocked(asked, self.seal.point.size)
        proof = proved(self.record.closed(streams, boundary), self.tree, self.seal)
        data = under(proof, boundary, _folded(proof, boundary, asked, self.kept))
        return Relation("-".join(asked.relation or ()), render(data, self.sign), data)


def _folded(proof: PageProof, boundary: Boundary, asked: Boundary, kept: Path) -> Mapping[str, Any]:
    digest = sha256(orjson.dumps([FORM, SHOWN, REPORT_FORM, program(), asked.json()], option=orjson.OPT_SORT_KEYS))
    for position, line in proof.lines:
        digest.update(b"%d " % position + line + b"\n")
    place = kept / f"{digest.hexdigest()}.json"
    try:
        found: Mapping[str, Any] = orjson.loads(place.read_bytes())
    except (OSError, ValueError):
        found = orjson.loads(orjson.dumps(folded(proof, boundary), default=str))
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(orjson.dumps(found))
        except OSError:  # it is computed again next time
            pass
    else:
        with contextlib.suppress(OSError):
            os.utime(place)
    return found


def clear(kept: Path) -> None:
    """Remove what no page has used for `UNUSED_SECONDS`: each change of the lines is kept under a new name."""
    with contextlib.suppress(OSError):
        for each in kept.glob("*.json"):
            if each.stat().st_mtime < time.time() - UNUSED_SECONDS:
                each.unlink()
