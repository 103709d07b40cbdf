"""What every report has: its boundary, that is what was asked, and its stamp, that is what it rests on."""

from typing import Annotated, NotRequired, TypedDict

BoundaryFields = TypedDict(
    "BoundaryFields",
    {
        "relation": Annotated[str | None, "the two parties, `ASEAN-JP`; null for one party and the whole ledger"],
        "party": Annotated[str | None, "the one party asked for, or who gives or gets; null where none is"],
        "direction": Annotated[str | None, "`gives` or `gets`, where only one way is meant"],
        "from": Annotated[str | None, "the date whose first day begins the window"],
        "to": Annotated[str | None, "the date whose last day ends it"],
        "members": Annotated[bool, "whether members' own relations are included"],
        "filters": Annotated[dict[str, str], "columns, and the value that each must have"],
        "known_by": Annotated[str | None, "what the public record said by this date"],
        "recorded_by": Annotated[str | None, "what this ledger said by this time or position"],
        "in": Annotated[str | None, "the currency to convert to"],
        "rates": Annotated[str | None, "by which rates"],
        "by": NotRequired[Annotated[str, "the dimension of the slices, where asked"]],
        "spread": NotRequired[Annotated[str, "`horizon`, where pledges are divided over theirs"]],
        "policy": NotRequired[Annotated[str, "which claim is chosen of several for one figure"]],
        "prices": NotRequired[Annotated[str, "the year of constant prices, where asked"]],
        "deflators": NotRequired[Annotated[str, "the file of price indices"]],
        "as_of": NotRequired[Annotated[str, "the day after which nothing has happened yet, where a report has one"]],
        "silent": NotRequired[Annotated[str, "after how many days without news a promise is silent, where asked"]],
        "show": NotRequired[Annotated[str, "what a table shows in place of the rows: `rates`"]],
    },
)
BoundaryFields.__doc__ = "What a report was asked, every field as it was typed."


class StampFields(TypedDict):
    """What a report rests on. It covers the whole ledger, so that the report can be computed again."""

    ledger: Annotated[str, "the ledger's id"]
    events: Annotated[int, "how many events it held"]
    root: Annotated[str, "the root of the Merkle tree over their lines"]
    bilat: Annotated[str, "the version of the program"]
    rates: Annotated[str | None, "the version of the rates, null where none was used"]
    form: NotRequired[Annotated[int, "the form of this JSON: a later one has more fields; none is the first"]]


class Envelope(TypedDict):
    """The fields that every report has."""

    report: Annotated[str, "the report's name"]
    boundary: Annotated[BoundaryFields, "what was asked"]
    stamp: Annotated[StampFields, "what it rests on"]
