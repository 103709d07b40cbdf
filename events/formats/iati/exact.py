"""The exact events that bilat writes beside their IATI reading, on their way back."""

from __future__ import annotations

from collections.abc import Iterator

from bilat.events.base import Event
from bilat.events.errors import Problem
from bilat.events.formats.iati.activities import Activity, Transaction
from bilat.events.formats.reading import RecordedStreams
from bilat.events.formats.registers.amendments import as_given, cited_events
from bilat.events.pledges import PledgeMoney, PledgeToppedUp
from bilat.events.values.dates import span

COMPARED = ("pledge-announced", "pledge-topped-up", "pledge-committed", "pledge-disbursed")


def events(activity: Activity) -> list[Event]:
    """Return every exact event of an activity, in the order of its stream.

    None where another program wrote the file.
    """
    inner = [each.event for each in activity.transactions if each.event]
    inner += [each.event for each in activity.totals if each.event]
    return sorted((*inner, *activity.events), key=lambda event: event.version or 0)


def disagreements(activity: Activity) -> Iterator[Problem]:
    """Transactions that were changed without their exact event, or the other way round."""
    for each in activity.transactions:
        if each.event is not None and (given := _disagreement(each, each.event)):
            yield Problem(
                f"{activity.where}; {each.where}",
                "exact",
                f"the transaction says {given[0]}, its bilat:event {given[1]}",
                "make them agree, or remove the bilat:events of the activity",
            )
    if not all(each.event for each in activity.transactions) and events(activity):
        yield Problem(
            activity.where,
            "exact",
            "a transaction without its bilat:event among others that have one",
            "remove the bilat:events of the activity",
        )


def _disagreement(each: Transaction, event: Event) -> tuple[str, str] | None:
    if event.kind not in COMPARED or not isinstance(event, PledgeMoney | PledgeToppedUp) or not event.amount:
        return None
    text = f"{each.day} {each.amount and each.amount.unit} {each.amount and each.amount.value}"
    exact = f"{span(event.on or each.day).first} {event.amount.unit} {event.amount.value}"
    return (text, exact) if text != exact else None


def recorded_or_new(event: Event, known: RecordedStreams) -> Event:
    """Return the recorded event that tells the same, whoever else is cited for it; else this one."""
    log = known.stream(event.stream)
    for version, standing in cited_events(log).items():
        opens = version == event.version == 1 and event.stream.partition("/")[0] not in (
            "pledge",
            "programme",
        )
        if opens or _content(standing) == _content(event):
            return as_given(next(each for each in log if each.version == version))
    return as_given(event)


def _content(event: Event) -> dict[str, object]:
    return {name: value for name, value in event.content_fields().items() if name not in ("cites", "target")}
