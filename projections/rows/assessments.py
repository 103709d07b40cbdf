"""The rows of assessments, wherever promises are reported."""

from typing import Annotated, Literal, TypedDict

Verdict = Literal["kept", "in-part", "not-kept", "under-way", "too-early"]


class AssessmentRow(TypedDict):
    """What one assessor found to have become of a promise. It moves no money and no state."""

    event: Annotated[str, "its reference, STREAM#VERSION"]
    on: Annotated[str | None, "when it was published, EDTF as told"]
    assessor: Annotated[str, "who judged: a party code or a name"]
    verdict: Annotated[Verdict, "how far the promise was kept"]
    score: Annotated[str | None, "where on the scale it was put, decimal text; null where none was given"]
    scale_low: Annotated[str | None, "the worst score of the scale"]
    scale_high: Annotated[str | None, "the best score of the scale"]
    period: Annotated[str | None, "the span that was looked at"]
    method: Annotated[str | None, "how it was judged"]
    sources: Annotated[list[str], "the sources that tell of it"]


class AssessmentSpread(TypedDict):
    """How far the latest words of the assessors of one promise lie apart."""

    assessors: Annotated[int, "how many there are"]
    verdicts: Annotated[list[str], "their verdicts, each once, from the worst to the best, undecided ones last"]
    low: Annotated[str | None, "the lowest score, as a share of its scale from 0 to 1; null where none was given"]
    high: Annotated[str | None, "the highest score, likewise"]
