"""The tree of an explanation, and the same tree as rows, one an event."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, NotRequired, TypedDict

from bilat.projections.rows.amounts import ConvertedAmount, StatedAmount, SummedAmount
from bilat.projections.rows.assessments import AssessmentRow
from bilat.projections.rows.envelope import Envelope
from bilat.projections.rows.fields import Shown
from bilat.projections.rows.totals import ExcludedSum, Totals, TotalSum

Line = Literal["net", "mobilised", "excluded"]


class EventPosition(TypedDict):
    """An event, and where it stands."""

    event: Annotated[str, "its reference, STREAM#VERSION"]
    position: Annotated[int, "where it stands in the log"]
    kind: Annotated[str, "the kind of event"]


class CitedSource(TypedDict):
    """A source that tells of an event, and where it does."""

    title: Annotated[str | None, "its title"]
    publisher: Annotated[str | None, "who published it"]
    published: Annotated[str | None, "when"]
    url: Annotated[str | None, "its address"]
    source: Annotated[str, "its slug"]
    locator: Annotated[str | None, "the page or paragraph"]
    quote: Annotated[str | None, "the sentence"]


class RecordedEvent(EventPosition):
    """An event with its day, who recorded it when, and the hashes of its canonical line."""

    on: Annotated[str | None, "when it happened, EDTF as recorded"]
    recorded_at: Annotated[str, "when it was recorded"]
    recorder: Annotated[str, "by whom"]
    sha256: Annotated[str, "the SHA-256 of its canonical line"]
    leaf: Annotated[str, "its leaf in the log's tree (RFC 6962): the SHA-256 of a zero byte and the line"]


class CorrectingEntry(RecordedEvent):
    """An entry that cites, corrects or retracts an event."""

    reason: Annotated[str | None, "the reason that it gives"]
    fields: Annotated[dict[str, Any] | None, "what it sets right; null in a field removes it"]
    sources: Annotated[list[CitedSource], "its own sources"]


class ExplainedEvent(RecordedEvent):
    """An event that tells money, and how much of it is here."""

    sources: Annotated[list[CitedSource], "the sources that tell of it, as corrected"]
    entries: Annotated[list[CorrectingEntry], "the entries that mended it"]
    amount: Annotated[TotalSum | ExcludedSum, "how much of it is here"]
    told: Annotated[StatedAmount, "all that it tells"]
    converted: NotRequired[Annotated[ConvertedAmount, "the same in the currency asked for"]]
    because: Annotated[list[EventPosition], "for which events it does not count"]


class ExplainedPayment(RecordedEvent):
    """A commitment or a payment of the pledge that is asked for."""

    sources: Annotated[list[CitedSource], "the sources that tell of it, as corrected"]
    entries: Annotated[list[CorrectingEntry], "the entries that mended it"]
    amount: Annotated[StatedAmount | None, "what was committed or paid"]


class ExplainedPart(TypedDict):
    """A part of the pledge that is asked for."""

    pledge: Annotated[str, "its stream"]
    title: Annotated[str | None, "its title"]
    stage: Annotated[str, "how far it has got"]
    amounts: Annotated[list[SummedAmount], "what of it stands, an amount a unit"]


class ExplainedPledge(TypedDict):
    """A pledge or programme with money in a line."""

    pledge: Annotated[str, "its stream"]
    title: Annotated[str | None, "its title"]
    amount: Annotated[TotalSum | ExcludedSum, "what it brings to the line"]
    events: Annotated[list[ExplainedEvent], "the events that tell it"]
    assessments: Annotated[list[AssessmentRow], "what others found to have become of it; they move no money"]


class ExplainedLine(TypedDict):
    """A line of the totals; they add up to the headline."""

    line: Annotated[Line, "which line"]
    reason: Annotated[str | None, "of the excluded: for which reason"]
    amount: Annotated[TotalSum | ExcludedSum, "what it comes to"]
    pledges: Annotated[list[ExplainedPledge], "the pledges that it is made of"]


class ExplainedUnit(TypedDict):
    """One slice in one unit."""

    key: Annotated[str, "the slice; empty where none were asked for"]
    unit: Annotated[str, "the unit of all below"]
    headline: Annotated[TotalSum, "its headline"]
    lines: Annotated[list[ExplainedLine], "the lines that add up to it"]


class ExplainReport(Envelope):
    """What each total is made of, down to the sources."""

    totals: Annotated[Totals, "the totals, as `commitments` tells them"]
    tree: Annotated[list[ExplainedUnit], "a tree a slice and unit"]
    events: NotRequired[Annotated[int, "in pages that are cut: how many events the tree has"]]
    payments: NotRequired[Annotated[list[ExplainedPayment], "with `pledge`: its commitments and payments, by day"]]
    parts: NotRequired[Annotated[list[ExplainedPart], "with `pledge`: the pledges that are part of it, by stream"]]


class ExplainRow(TypedDict):
    """One event of the tree, in CSV and workbooks."""

    key: Annotated[str, "the slice; empty where none were asked for"]
    unit: Annotated[str, "the unit of the amount"]
    line: Annotated[Line, "the line that it is in"]
    reason: Annotated[str | None, "of the excluded: for which reason"]
    pledge: Annotated[str, "the pledge or programme"]
    title: Annotated[str | None, "its title"]
    event: Annotated[str, "its reference, STREAM#VERSION"]
    position: Annotated[int, "where it stands in the log"]
    kind: Annotated[str, "the kind of event"]
    on: Annotated[str | None, "when it happened, EDTF as recorded"]
    amount: Annotated[TotalSum | ExcludedSum, "how much of it is here", Shown("interval")]
    told: Annotated[StatedAmount, "all that it tells", Shown("whole")]
    converted: NotRequired[Annotated[ConvertedAmount, "the same in the currency asked for"]]
    because: Annotated[list[str], "the events for which it does not count"]
    sha256: Annotated[str, "the SHA-256 of its canonical line"]
    leaf: Annotated[str, "its leaf in the log's tree (RFC 6962)"]
    recorded_at: Annotated[str, "when it was recorded"]
    recorder: Annotated[str, "by whom"]
    sources: Annotated[list[str], "the sources that tell of it"]
    quotes: Annotated[list[str], "their sentences"]
    entries: Annotated[list[str], "the entries that mended it"]


def explain_rows(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Lay out the tree of an explanation as rows (`ExplainRow`), one an event."""
    return [
        {
            **{name: unit[name] for name in ("key", "unit")},
            **{name: line[name] for name in ("line", "reason")},
            **{name: pledge[name] for name in ("pledge", "title")},
            **event,
            "because": [each["event"] for each in event["because"]],
            "sources": [cite["source"] for cite in event["sources"]],
            "quotes": [cite["quote"] for cite in event["sources"] if cite["quote"]],
            "entries": [entry["event"] for entry in event["entries"]],
        }
        for unit in report["tree"]
        for line in unit["lines"]
        for pledge in line["pledges"]
        for event in pledge["events"]
    ]
