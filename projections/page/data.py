"""The one JSON that a page is made of: reports, names and sources, folded from the carried lines alone, and the proof.

The same proof, boundary and program give the same data: so whoever has a page makes its data again from the lines in
it, without the ledger.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
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

FORM = 2
"""The form of a page; raise it where the same lines make other pages."""
YEARS = "years"
"""The name under which `commitments` stand by year."""
SHOWN = ("commitments", YEARS, "explain", "timeline", "trade", "check", "delivery", "summary")
"""The reports that a page shows."""


class _Head:
    """The head of a log as a checkpoint tells it, for the stamp."""

    def __init__(self, proof: PageProof) -> None:
        point = proof.checkpoint
        self.ledger, self.size, self.root = point.origin.removeprefix("bilat/"), point.size, point.root.hex()


def page_data(proof: PageProof, boundary: Boundary, shown: Collection[str] = SHOWN) -> dict[str, Any]:
    """Return the data of a page, or of a part of it, which shows some of the reports.

    Raises BadInput for a boundary that needs a file, and as the reports do.
    """
    return under(proof, boundary, folded(proof, boundary, shown))


def under(proof: PageProof, boundary: Boundary, found: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of a page whose lines were folded already: under another checkpoint they say the same."""
    stamps = [report["stamp"]["rates"] for report in found["reports"].values()]
    rates = next((each for each in stamps if each), None)
    return {
        "page": FORM,
        "stamp": stamp(_Head(proof)) | {"rates": rates},
        "boundary": boundary.json(),
        "words": f"{boundary.words(found['names'])}.",
        **found,
        "proof": proof.json(),
    }


def folded(proof: PageProof, boundary: Boundary, shown: Collection[str] = SHOWN) -> dict[str, Any]:
    """Return what the lines of a page come to: its reports, names and sources, whatever they are proved by."""
    _refuse_files(boundary)
    carried = Carried(proof.lines)
    with shared():
        question = carried.query(boundary, stamp(_Head(proof)))
        reports = dict(_reports(carried, question, shown))
        return {"names": dict(question.names), "reports": reports, "sources": _sources(carried, question)}


def _reports(carried: Carried, question: Query, shown: Collection[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the reports that are shown; the commitments by year say all that they say as a whole."""
    dated = carried.query(
        replace(question.boundary, as_of=question.boundary.as_of or _last_day(carried)), question.stamp
    )
    if YEARS in shown:
        by_year = carried.query(replace(question.boundary, by="year"), question.stamp)
        years = _plain(run_report("commitments", by_year))
        yield YEARS, years
        if "commitments" in shown:
            whole = {name: value for name, value in years.items() if name != "slices"}
            yield "commitments", whole | {"boundary": question.boundary.json()}
    for name in SHOWN:
        if name in shown and name not in (YEARS, "commitments"):
            yield name, _plain(run_report(name, dated if REPORTS[name].dated else question))


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
