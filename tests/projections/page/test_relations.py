"""The relations of a ledger, all found in one go, have the streams that each has when it is asked for alone."""

from typing import Any

from bilat.projections.page.closure import Record
from bilat.projections.page.relations import relations_of
from bilat.projections.reports.query import open_query
from bilat.projections.view.boundary import Boundary
from tests.cli.page.pages import ShippedLog, shipped
from tests.histories import canonical, stamped

RING = (("ONE", "group", "TWO"), ("TWO", "group", "ONE"), ("OFFICE", "agency", "TWO"), ("JP", "state", None))


def record_of(log: ShippedLog) -> Record:
    return Record(log, open_query(log, None, Boundary()).frame, log.head.size)


def assert_each_is_as_when_asked_alone(record: Record) -> list[str]:
    found = relations_of(record.frame)
    for pair, streams in found.items():
        asked = Boundary(relation=pair)
        assert record.closed(streams, asked) == record.of(asked), pair
    return ["-".join(pair) for pair in found]


def test_pages_of_a_site_carry_what_pages_asked_for_alone_carry() -> None:
    assert "ASEAN-JP" in assert_each_is_as_when_asked_alone(record_of(shipped()))


def test_parties_in_a_ring_of_parents_stand_for_one_another(monkeypatch: Any) -> None:
    monkeypatch.setattr("bilat.projections.page.closure.SMALL", 0)
    drafts: list[dict[str, Any]] = [
        {"kind": "party-registered", "stream": f"party/{code}", "name": code, "type": kind}
        | ({"parent": parent} if parent else {})
        for code, kind, parent in RING
    ]
    drafts.append({"kind": "source-registered", "stream": "source/s", "title": "S", "publisher": "P", "type": "news"})
    pledge = {"recipient": "JP", "title": "T", "instrument": "grant", "on": "2020-01-01", "cites": [{"source": "s"}]}
    drafts += [
        pledge | {"kind": "pledge-announced", "stream": f"pledge/{code.lower()}", "donor": code}
        for code, _, parent in RING
        if parent
    ]
    found = assert_each_is_as_when_asked_alone(record_of(ShippedLog(tuple(map(canonical, stamped(drafts))))))
    assert found == ["JP-ONE", "JP-TWO"]
