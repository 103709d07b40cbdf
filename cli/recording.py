"""Recording from the command line: a file onto the ledger, and what became of it in words."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, BinaryIO

from bilat.cli.progress import Progress
from bilat.cli.render.inert import inert

NOTHING = "(nothing)"
TOLD = 80
"""Characters of a title or text in the line of an event."""

if TYPE_CHECKING:
    from decimal import Decimal

    from bilat.domain.admission import Outcome
    from bilat.domain.doubles import Double
    from bilat.events.base import Event
    from bilat.events.formats.reading import Context, Reading
    from bilat.events.log.log import Log


def now() -> datetime:
    """Return the clock that stamps what is recorded."""
    return datetime.now(UTC)


def worth(unit: str, day: date) -> "Decimal | None":
    """Tell what a currency is worth on a day; the rates are loaded when two currencies are first compared."""
    from bilat.projections.currency.worth import worth as rate

    return rate(unit, day)


def say_doubles(doubles: "Sequence[Double]") -> None:
    """Say which of the events just recorded may tell what others have told, and what helps."""
    from bilat.cli.exits import say
    from bilat.cli.render.imported import likely_doubles

    for line in likely_doubles(doubles):
        say(f"warning: {line}")


def readings(file: BinaryIO, format: str, context: "Context", *, progress: Progress) -> "Iterator[Reading]":
    """Yield what the format's reader makes of a file; `progress` is told how far it has come."""
    from bilat.events.formats import reader

    counts, count = file.seekable(), 0
    for count, reading in enumerate(reader(format)(file, context), 1):
        if not count % 256:
            progress.read(count, file.tell() if counts else None)
        yield reading
    progress.read(count, file.tell() if counts else None)


def load_history(log: "Log", name: str, recorder: str) -> "Outcome":
    """Record a history that ships with the program."""
    from bilat.domain.importing import import_batch
    from bilat.events import histories
    from bilat.events.formats.jsonl import read

    with histories.path(name).open("rb") as file:
        return import_batch(log, read(file), recorder=recorder, now=now)  # type: ignore[arg-type]  # IO[bytes]


def summary(outcome: "Outcome", *, dry_run: bool = False) -> str:
    """One line about a batch: `recorded 12 events @1..@12, 3 recorded already`."""
    count = outcome.count
    verb = "would record" if dry_run else "recorded"
    events = f"{verb} {count} event{'' if count == 1 else 's'}"
    last = outcome.first_position + count - 1
    where = "" if not count or dry_run else f" @{last}" if count == 1 else f" @{outcome.first_position}..@{last}"
    already = f", {outcome.already} recorded already" if outcome.already else ""
    return f"{events}{where}{already}"


def event_words(event: "Event") -> str:
    """Return an event in a line: its reference, kind, date, amount, and title or text."""
    record = event.content_fields()
    amount = event.attributes().get("amount") or event.attributes().get("value")
    text = record.get("title") or record.get("name") or record.get("text") or record.get("reason") or ""
    parts = (event.ref, event.kind, record.get("on"), amount, text[:TOLD] if isinstance(text, str) else "")
    return inert(" ".join(str(each) for each in parts if each))


def changes(before: "Sequence[Event]", entry: "Event") -> list[str]:
    """Return what a correction changes of the stream that stood so `before`: `amount: USD 50m -> USD 60m`."""
    from bilat.cli.render.values import plain
    from bilat.events.corrections import EntryCorrected, effective_events
    from bilat.events.renamed import renamed
    from bilat.events.values.codes import split_reference

    assert isinstance(entry, EntryCorrected)
    target = effective_events(before).get(split_reference(entry.target)[1])
    known = target.content_fields() if target else {}
    right = renamed(target.kind, entry.fields) if target else entry.fields
    pairs = [(name, known.get(name), value) for name, value in right.items()]
    return [f"  {inert(name)}: {plain(old) or NOTHING} -> {plain(new) or NOTHING}" for name, old, new in pairs]
