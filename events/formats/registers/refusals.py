"""What a register tells that no event of ours can hold, as problems with their place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from pydantic import ValidationError

from bilat.events.errors import PROBLEMS_SHOWN, BadInput, Problem

T = TypeVar("T")


def refusing(readings: Iterable[T], where: str) -> Iterator[T | Problem]:
    """Yield the readings of one row or element; where making an event of it fails, the reasons instead of the rest.

    The limits of events (10,000 characters, the letters of a slug) are known to their classes alone, and a
    register keeps others.
    """
    try:
        yield from readings
    except ValidationError as error:
        for each in error.errors(include_url=False, include_input=False)[:PROBLEMS_SHOWN]:
            field = ".".join(map(str, each["loc"])) or "event"
            cause = each.get("ctx", {}).get("error")
            items = (cause.message, cause.remedy) if isinstance(cause, BadInput) else (each["msg"], "")
            yield Problem(where, field, f"{field} of a {error.title}: {items[0]}", items[1])
    except BadInput as error:
        yield Problem(where, "value", error.message, error.remedy)
