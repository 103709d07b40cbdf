"""Seals: the size and Merkle root of the log, recorded in the log itself."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from bilat.events.base import Event


class LedgerSealed(Event):
    """The first `size` events have the RFC 6962 root `root` (hex)."""

    NEEDS_SOURCE: ClassVar[bool] = False

    kind: Literal["ledger-sealed"] = "ledger-sealed"
    size: Annotated[int, Field(ge=0, strict=True)]
    root: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
