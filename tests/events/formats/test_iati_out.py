"""IATI out: what is written validates, says the same to other programs, and comes back exactly."""

import os
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from bilat.domain.admission import Draft, record
from bilat.events.base import Event
from bilat.events.errors import BadInput, Problem, Refused
from bilat.events.formats import jsonl, reader, writer
from bilat.events.formats.reading import Context, ReportedSum, Skipped
from bilat.events.histories import path
from bilat.events.log.log import Log, create_log
from tests.events.formats.activities import activity, file, total, transaction
from tests.events.formats.downloads import NOON, balanced, importing, standing

SCHEMA = os.environ.get("BILAT_IATI_SCHEMA", "")
"""The folder of IATI's own schema files, which do not ship with bilat."""
ORDER = [
    *("iati-identifier", "reporting-org", "title", "description", "participating-org", "activity-status"),
    *("activity-date", "recipient-country", "sector", "default-flow-type", "default-finance-type"),
    *("default-aid-type", "budget", "planned-disbursement", "transaction", "related-activity"),
]


def written(ledger: Log) -> bytes:
    """The ledger's pledges and programmes as IATI."""
    out = BytesIO()
    writer("iati")(ledger.read_chunks(), out)
    return out.getvalue()


@pytest.fixture
def history(ledger: Log) -> Log:
    """A ledger that holds the shipped history: bounds, things in kind, restatements, umbrellas, totals."""
    drafts = []
    with path("asean-japan").open("rb") as lines:
        for reading in jsonl.read(BytesIO(lines.read())):
            assert not isinstance(reading, Problem | Skipped | ReportedSum)
            drafts.append(Draft(*reading))
    record(ledger, drafts, recorder="tester", now=lambda: NOON)
    return ledger


@pytest.fixture
def other(tmp_path: Path) -> Log:
    """Another, empty ledger."""
    return create_log(str(tmp_path / "other.db"))


def test_an_export_comes_back_with_the_same_pledges(history: Log, other: Log) -> None:
    with other:
        assert balanced(importing(other, "iati")(written(history)))
        names = history.streams("pledge/") + history.streams("programme/")
        assert names == other.streams("pledge/") + other.streams("programme/")
        for name in names:
            before = [event.content_fields() for event in standing(history, name)]
            assert before == [event.content_fields() for event in standing(other, name)]


def test_an_export_comes_back_into_its_own_ledger_as_recorded_already(history: Log) -> None:
    outcome = importing(history, "iati")(written(history))
    assert (len(outcome.recorded), balanced(outcome)) == (0, True)


def test_the_record_is_written_as_corrected(ledger: Log, other: Log) -> None:
    bring = importing(ledger, "iati")
    bring(file(activity(transaction(), transaction("3"), total(), status="6")))
    bring(file(activity(transaction(value="90"), total(), status="2"), generated="2023-01-01"))
    with other:
        importing(other, "iati")(written(ledger))
        kept = [event.content_fields() for event in standing(ledger, "pledge/xm-1")]
        assert [event.content_fields() for event in standing(other, "pledge/xm-1")] == kept
    assert not importing(ledger, "iati")(written(ledger)).recorded


def test_a_reader_without_our_namespace_reads_the_same_money(ledger: Log, other: Log) -> None:
    importing(ledger, "iati")(file(activity(transaction("12"), transaction(), transaction("3", "-5"), total())))
    root = etree.fromstring(written(ledger))
    etree.strip_elements(root, "{urn:bilat:iati:1}*", with_tail=False)
    with other:
        outcome = importing(other, "iati")(etree.tostring(root))
        assert balanced(outcome)
        found = [(event.kind, event.content_fields()["amount"]) for event in standing(other, "pledge/xm-1")[:3]]
        assert found == [
            (event.kind, event.content_fields()["amount"]) for event in standing(ledger, "pledge/xm-1")[:3]
        ]


def test_elements_stand_in_the_order_of_the_schema(history: Log) -> None:
    for each in etree.fromstring(written(history)).iter("iati-activity"):
        tags = [tag for tag in (str(child.tag) for child in each) if not tag.startswith("{")]
        assert tags == sorted(tags, key=ORDER.index)
        assert {*ORDER[:7]} <= {*tags}


@pytest.mark.skipif(not SCHEMA, reason="BILAT_IATI_SCHEMA names no folder with iati-activities-schema.xsd")
def test_an_export_validates_against_the_schema_of_2_03(history: Log) -> None:
    schema = etree.XMLSchema(etree.parse(Path(SCHEMA, "iati-activities-schema.xsd")))
    importing(history, "iati")(file(activity(transaction(), transaction("1"), total(), total("planned-disbursement"))))
    schema.assertValid(etree.fromstring(written(history)))


def test_a_transaction_changed_beside_its_exact_event_is_refused(ledger: Log, other: Log) -> None:
    importing(ledger, "iati")(file(activity(transaction(), transaction("3", "7"))))
    text = written(ledger).replace(b">100</value>", b">101</value>")
    with other, pytest.raises(Refused, match="its bilat:event"):
        importing(other, "iati")(text)


def test_a_key_that_stands_twice_in_an_exact_event_is_refused(ledger: Log, other: Log) -> None:
    importing(ledger, "iati")(file(activity(transaction())))
    text = written(ledger).replace(b'"kind":"pledge-', b'"kind":"pledge-announced","kind":"pledge-', 1)
    assert text != written(ledger)
    with other, pytest.raises(Refused):
        importing(other, "iati")(text)


def test_a_log_without_pledges_makes_no_file(ledger: Log) -> None:
    with pytest.raises(BadInput, match="no pledge"):
        written(ledger)


def test_text_that_xml_cannot_hold_is_written_all_the_same(ledger: Log, other: Log) -> None:
    importing(ledger, "iati")(file(activity(transaction())))
    event = ledger.stream("pledge/xm-1")[0].model_copy(update={"title": "a\x0bb \uffff <&>"})
    lines = [line for line in ledger.lines() if b'"pledge/' not in line]
    out = BytesIO()
    from bilat.events.log.codec import encode

    writer("iati")([*lines, encode(event)], out)
    readings = reader("iati")(BytesIO(out.getvalue()), Context())
    titles = [r[0].content_fields().get("title") for r in readings if isinstance(r[0], Event)]
    assert "a\x0bb \uffff <&>" in titles
    other.close()
