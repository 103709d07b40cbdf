"""Assessments: what somebody found to have become of a promise."""

from typing import Literal

from pydantic import model_validator

from bilat.events.base import Event
from bilat.events.errors import BadInput
from bilat.events.values.codes import Text
from bilat.events.values.dates import When
from bilat.events.values.decimals import Exact, plain

Verdict = Literal["kept", "in-part", "not-kept", "under-way", "too-early"]


class PromiseAssessed(Event):
    """Somebody judged how far a promise was kept; `on` is the day on which the judgement was published.

    `assessor` is a party code or a name. A `score` lies within `scale_low` to `scale_high`, as the assessor's method
    has it (`0.5` of `-1` to `1`); `period` is the span that was looked at, `method` how it was judged. An assessment
    moves no money and no stage.
    """

    kind: Literal["promise-assessed"] = "promise-assessed"
    assessor: Text
    verdict: Verdict
    score: Exact | None = None
    scale_low: Exact | None = None
    scale_high: Exact | None = None
    period: When | None = None
    method: Text | None = None

    @model_validator(mode="after")
    def _score_lies_on_its_scale(self) -> "PromiseAssessed":
        low, high = self.scale_low, self.scale_high
        if (low is None) != (high is None):
            raise BadInput("a scale has two ends", "give both `scale_low` and `scale_high`")
        if self.score is None:
            if low is not None:
                raise BadInput("a scale needs a score", "give `score` too, or leave the scale out")
            return self
        if low is None or high is None:
            raise BadInput(
                f"the score {plain(self.score)} says nothing without its scale",
                "give `scale_low` and `scale_high`, as in -1 and 1",
            )
        if low >= high:
            raise BadInput(f"a scale from {plain(low)} to {plain(high)} is none", "the lower end comes first")
        if not low <= self.score <= high:
            raise BadInput(
                f"the score {plain(self.score)} lies outside its scale, {plain(low)} to {plain(high)}",
                "give the ends of the scale as the assessor prints them",
            )
        return self
