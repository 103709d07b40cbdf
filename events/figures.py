"""Figures: trade, investment and other statistics, as each reporter told them."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from bilat.events.base import Event
from bilat.events.errors import BadInput
from bilat.events.pledges import Equivalents, check_equivalents
from bilat.events.values.amounts import AnyAmount
from bilat.events.values.codes import Code, Text
from bilat.events.values.dates import When
from bilat.events.values.decimals import Exact


class FigureReported(Event):
    """A reporter told the value, growth, share or rank of an indicator over a period.

    `from` and `to` say where goods, money or people come from and go to, for imports too; for trade the order means
    nothing. `period` is the span measured (for stocks the date). `value` may be any number; `change_percent` and
    `share_percent` are per cents; `rank` is that among partners, from 1 (`place` in schema 1).
    """

    SCHEMA: ClassVar[int] = 2

    kind: Literal["figure-reported"] = "figure-reported"
    indicator: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{1,59}$")]
    from_: Annotated[Code | None, Field(alias="from")] = None
    to: Code | None = None
    period: When
    reporter: Text | None = None
    value: AnyAmount | None = None
    change_percent: Exact | None = None
    share_percent: Exact | None = None
    rank: Annotated[int, Field(ge=1, le=999, strict=True)] | None = None
    equivalents: Equivalents | None = None
    status: Literal["preliminary", "final", "revised"] | None = None
    schema_: Annotated[int | None, Field(alias="schema", ge=2)] = 2

    @model_validator(mode="after")
    def _tells_something_about_somebody(self) -> "FigureReported":
        if self.from_ is None and self.to is None:
            raise BadInput("a figure needs `from` or `to`, at least one side")
        if self.from_ == self.to:
            raise BadInput(f"a figure is between two parties, not {self.to} and itself")
        items = (self.value, self.change_percent, self.share_percent, self.rank)
        if all(each is None for each in items):
            raise BadInput("a figure tells at least one of value, change_percent, share_percent, rank")
        check_equivalents(self.value, self.equivalents)
        return self
