"""Sources: the texts, pages and datasets that events rest on."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from bilat.events.base import Event
from bilat.events.values.codes import Slug, Text
from bilat.events.values.dates import Day

SourceType = Literal["official", "speech", "news", "dataset", "other"]


class SourceRegistered(Event):
    """A text that events may cite. `origin` is the source it copies: two copies are one witness.

    `published` is EDTF, whole or partial, absent where the source prints no date; `language` is BCP 47.
    """

    IDENTITY: ClassVar[frozenset[str]] = frozenset(
        {"title", "publisher", "published", "url", "language", "type", "origin"}
    )
    REQUIRED: ClassVar[frozenset[str]] = frozenset({"title", "publisher", "type"})
    NEEDS_SOURCE: ClassVar[bool] = False

    kind: Literal["source-registered"] = "source-registered"
    title: Text
    publisher: Text
    published: Day | None = None
    url: Annotated[str, Field(pattern=r"^[a-z][a-z0-9+.-]*:\S+$", max_length=2000)] | None = None
    language: Annotated[str, Field(pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")] | None = None
    type: SourceType
    origin: Slug | None = None


class SourceArchived(Event):
    """A copy of the source's text was kept: its SHA-256 (hex), media type and size in bytes."""

    NEEDS_SOURCE: ClassVar[bool] = False

    kind: Literal["source-archived"] = "source-archived"
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    media_type: Annotated[str, Field(pattern=r"^[a-z0-9.+-]+/[a-z0-9.+-]+$", max_length=120)]
    size: Annotated[int, Field(ge=0, le=2**53, strict=True)]
