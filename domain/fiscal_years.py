"""Fiscal years: `FY2020` is written out as an interval where the party's year is known, and kept as `label`."""

from __future__ import annotations

from datetime import date
from functools import cache

from bilat.domain.stream_index import StreamIndex
from bilat.domain.stream_state import StreamState
from bilat.events.base import Event
from bilat.events.errors import BadInput, Problem
from bilat.events.parties import PartyRegistered
from bilat.events.registry import event_class
from bilat.events.values.dates import fiscal_span, fiscal_year

FIELDS = ("on", "period", "horizon", "since", "as_of", "planned_for")


def expand_fiscal_years(event: Event, stream: StreamState, index: StreamIndex, where: str) -> Event | Problem:
    """Return the event with its fiscal years as intervals. The donor's year is meant, else the reporter's."""
    years = fiscal_years(event)
    if not years:
        return event
    whose = _whose(event, stream)
    party = index.party(f"party/{whose}") if whose else None
    began = party.fiscal_year_start if isinstance(party, PartyRegistered) else None
    if not began:
        return Problem(
            where,
            "fiscal-year",
            f"{', '.join(years)}: {next(iter(years.values()))} of {whose or 'nobody named'}, "
            "whose fiscal year is not known",
            "record the party's `fiscal_year_start`, or write the interval",
        )
    if len(set(years.values())) > 1:
        return Problem(where, "fiscal-year", "two different fiscal years in one event", "write one as an interval")
    label = next(iter(years.values()))
    try:
        text = fiscal_span(fiscal_year(label) or 0, date.fromisoformat(began))
    except BadInput as error:
        return Problem(where, "fiscal-year", f"{label}: {error.message}", "write the interval")
    fields = event.model_dump(mode="json", exclude_none=True) | dict.fromkeys(years, text) | {"label": label}
    return event_class(event.kind).model_validate(fields)


def fiscal_years(event: Event) -> dict[str, str]:
    """Return the fields of an event that are told as fiscal years, such as `FY2020`."""
    record = event.attributes()
    return {name: text for name in _dated(type(event)) if (text := record[name]) and text[:2] == "FY"}


@cache
def _dated(kind: type[Event]) -> tuple[str, ...]:
    return tuple(name for name in FIELDS if name in kind.model_fields)


def _whose(event: Event, stream: StreamState) -> str | None:
    for source in (event, stream.opening):
        donors = getattr(source, "donor", None)
        if donors:
            return str(donors[0])
    reporter = getattr(event, "reporter", None)
    parties = getattr(event, "parties", None)
    return reporter or (parties[0] if parties else None)
