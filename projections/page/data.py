"""The one JSON that a page is made of: reports, names and sources, folded from the carried lines alone, and the proof.

The same proof, boundary and program give the same data: so whoever has a page makes its data again from the lines in
it, without the ledger.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import orjson

from bilat.events.errors import BadInput
from bilat.projections.once import shared
from bilat.projections.page.carried import Carried
from bilat.projections.page.proof import PageProof
from bilat.projections.reports.query import Query, run_report
from bilat.projections.reports.registry import REPORTS
from bilat.projections.reports.stamp import stamp
from bilat.projections.view import registry
from bilat.projections.view.boundary import Boundary

FORM = 1
"""The form of a page's data; raise it where the same lines make other pages."""
SHOWN = ("commitments", "explain", "timeline", "trade", "check", "delivery")
"""The reports that a page shows; `commitments` also by year, under the name `years`."""


class _Head:
    """The head of a log as a checkpoint tells it, for the stamp."""

    def __init__(self, proof: PageProof) -> None:
        point = proof.checkpoint
        self.ledger, self.size, self.root = point.origin.removeprefix("bilat/"), point.size, point.root.hex()


def page_data(proof: PageProof, boundary: Boundary) -> dict[str, Any]:
    """Return the data of a page. Raises BadInput for a boundary that needs a file, and as the reports do."""
    return under(proof, boundary, folded(proof, boundary))


def under(proof: PageProof, boundary: Boundary, found: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of a page whose lines were folded already: under another checkpoint they say the same."""
    rates = found["reports"]["commitments"]["stamp"]["rates"]
    return {
        "page": FORM,
        "stamp": stamp(_Head(proof)) | {"rates": rates},
        "boundary": boundary.json(),
        "words": f"{boundary.words(found['names'])}.",
        **found,
        "proof": proof.json(),
    }


def folded(proof: PageProof, boundary: Boundary) -> dict[str, Any]:
    """Return what the lines of a page come to: its reports, names and sources, whatever they are proved by."""
    _refuse_files(boundary)
    with shared():
        return _folded(proof, boundary)


def _folded(proof: PageProof, boundary: Boundary) -> dict[str, Any]:
    carried, stamped = Carried(proof.lines), stamp(_Head(proof))
    question = carried.query(boundary, stamped)
    dated = carried.query(replace(boundary, as_of=boundary.as_of or _last_day(carried)), stamped)
    years = _plain(run_report("commitments", carried.query(replace(boundary, by="year"), stamped)))
    whole = {name: value for name, value in years.items() if name != "slices"}
    reports = {"commitments": whole | {"boundary": question.boundary.json()}, "years": years}
    for name in SHOWN:
        if name not in reports:
            reports[name] = _plain(run_report(name, dated if REPORTS[name].dated else question))
    return {"names": dict(question.names), "reports": reports, "sources": _sources(carried, question)}


def _last_day(carried: Carried) -> str:
    """Return the day on which the last line was recorded: a page says the same whenever it is made again."""
    return str(orjson.loads(carried.lines[-1][1])["recorded_at"])[:10]


def _refuse_files(boundary: Boundary) -> None:
    if (boundary.rates or "").startswith("file:") or boundary.deflators:
        cause = "a page is made again from itself alone: it takes no file of rates or deflators"
        raise BadInput(cause, "ask for --rates stated, ecb-day or ecb-year")


def _sources(carried: Carried, question: Query) -> dict[str, Any]:
    """Return the sources that the lines cite, by slug, and how often each is cited."""
    events = [orjson.loads(line) for _, line in carried.lines]
    cited = Counter(cite["source"] for event in events for cite in event.get("cites", ()))
    known = {row["code"]: row for row in registry.sources(question.frame, question.boundary)}
    return {code: known[code] | {"cited": cited[code]} for code in sorted(cited) if code in known}


def _plain(report: dict[str, Any]) -> dict[str, Any]:
    """Return a report as the JSON says it."""
    plain: dict[str, Any] = orjson.loads(orjson.dumps(report, default=str))
    return plain
