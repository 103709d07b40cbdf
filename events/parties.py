"""Parties: states, organisations, agencies, funds and firms, and who belongs to which."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from bilat.events.base import Event
from bilat.events.values.codes import Code, Text
from bilat.events.values.dates import ExactDay

PartyType = Literal["state", "multilateral", "group", "fund", "agency", "company", "ngo", "other"]
Ids = Annotated[dict[Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")], Text], Field(min_length=1)]
"""Identifiers in other registers: scheme to id, as in `{"iati": "XM-DAC-701-8"}`."""


class PartyRegistered(Event):
    """A party enters the record. A state has an ISO 3166-1 code and nothing else does.

    `fiscal_year_start` is the day on which the party's fiscal year 2000 began (Japan 2000-04-01).
    """

    IDENTITY: ClassVar[frozenset[str]] = frozenset({"name", "type", "parent", "ids", "fiscal_year_start"})
    REQUIRED: ClassVar[frozenset[str]] = frozenset({"name", "type"})
    NEEDS_SOURCE: ClassVar[bool] = False

    kind: Literal["party-registered"] = "party-registered"
    name: Text
    type: PartyType
    parent: Code | None = None
    ids: Ids | None = None
    fiscal_year_start: ExactDay | None = None


class MembershipBegan(Event):
    """`member` joined the party of this stream; `on` is the date of effect."""

    kind: Literal["membership-began"] = "membership-began"
    member: Code


class MembershipEnded(Event):
    """`member` left the party of this stream; `on` is the first day on which it no longer belongs."""

    kind: Literal["membership-ended"] = "membership-ended"
    member: Code
