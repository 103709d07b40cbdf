"""Synthetic histories of any length: all kinds of events in a realistic mix, the same for the same seed.

They obey the rules of admission, so they can be imported as well as written straight into a store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from random import Random
from typing import Any

from bilat.events.log.codec import canonical
from bilat.events.log.log import Log
from bilat.events.log.stores.application import StoredLine
from tests.benchmarks import materials

Draft = dict[str, Any]
BATCH = 50_000
SOURCES = 500
START = datetime(2024, 1, 1)


def history(size: int, *, pledges_only: bool = False, seed: int = 1) -> Iterator[Draft]:
    """Write the first `size` events of a history, as a user writes them: without version, time and recorder.

    Parties and sources come first; `pledges_only` leaves out all other kinds but those of pledges.
    """
    return islice(Chronicler(Random(seed), pledges_only).events(), size)


def written(drafts: Iterator[Draft], recorder: str = "synthetic") -> Iterator[StoredLine]:
    """Number the drafts within their streams and stamp them: ready for the store, past the rules."""
    versions: dict[str, int] = {}
    for number, draft in enumerate(drafts):
        stream = draft["stream"]
        version = versions[stream] = versions.get(stream, 0) + 1
        added = {"version": version, "recorded_at": moment(number), "recorder": recorder}
        yield StoredLine(stream, version, draft["kind"], canonical(draft | added))


def moment(number: int) -> str:
    """When the event of this number was recorded: one every 90 milliseconds."""
    return f"{START + timedelta(milliseconds=90 * number):%Y-%m-%dT%H:%M:%S.%fZ}"


def fill(log: Log, size: int, *, pledges_only: bool = False, seed: int = 1) -> None:
    """Fill an empty log with a history, in batches, past the rules of admission."""
    fill_with(log, history(size, pledges_only=pledges_only, seed=seed))


def fill_with(log: Log, drafts: Iterator[Draft]) -> None:
    """Fill an empty log with drafts, in batches, past the rules of admission."""
    ready = written(drafts)
    done = 0
    while batch := list(islice(ready, BATCH)):
        log.record(batch, moment(done + len(batch) - 1), after=done)
        done += len(batch)


class Chronicler:
    """Writes a history, one event after another."""

    def __init__(self, rng: Random, pledges_only: bool, cast: materials.Cast = materials.MANY) -> None:
        self.rng, self.cast = rng, cast
        self.live: list[tuple[str, str, int, date]] = []  # stream, unit, amount told, day of the last event
        self.count = self.opened = 0
        every: tuple[tuple[Callable[[], Draft], int], ...] = (
            (self.pledge, 72),
            (self.figure, 12),
            (self.statement, 5),
            (self.programme, 4),
            (self.total, 3),
            (self.meeting, 2),
            (self.mend, 2),
        )
        self.steps = every[:1] if pledges_only else every
        self.programmes: list[str] = []

    def events(self) -> Iterator[Draft]:
        """All events, without end."""
        yield from self.introduced()
        yield from self.between()

    def between(self) -> Iterator[Draft]:
        """What passes between those who were introduced, without end."""
        steps, weights = zip(*self.steps, strict=True)
        while True:
            for step in self.rng.choices(steps, weights, k=1000):
                yield step()

    def introduced(self) -> Iterator[Draft]:
        """Who is who, and what is cited."""
        for code, name, type_, parent in materials.PARTIES:
            record = {"kind": "party-registered", "stream": f"party/{code}", "name": name, "type": type_}
            yield record | ({"parent": parent} if parent else {})
        yield from self.sources()
        for member in self.cast.members:
            yield self.event("membership-began", "party/ASEAN", date(1999, 4, 30), member=member)

    def sources(self) -> Iterator[Draft]:
        """The papers that events cite."""
        for number in range(SOURCES):
            yield {
                "kind": "source-registered",
                "stream": f"source/paper-{number}",
                "type": "dataset",
                "title": f"Paper {number} on co-operation",
                "publisher": "Ministry of Foreign Affairs",
                "published": f"{2015 + number % 9}-{1 + number % 12:02}",
            }

    def event(self, kind: str, stream: str, on: date, **fields: Any) -> Draft:
        """An event with its citation; each cites a row of its own, so that no two say the same."""
        self.count += 1
        cite = {"source": f"paper-{self.rng.randrange(SOURCES)}", "locator": f"row {self.count}"}
        if self.count % 4 == 0:
            cite["published"] = str(on + timedelta(days=20))
        known = {name: value for name, value in fields.items() if value is not None}
        return {"kind": kind, "stream": stream, "on": str(on), "cites": [cite], **known}

    def day(self) -> date:
        return date(2015, 1, 1) + timedelta(days=self.rng.randrange(3200))

    def amount(self, value: int, unit: str) -> Draft:
        return {"value": str(value), "unit": unit, "bound": "exact" if self.count % 11 else "about"}

    def pledge(self) -> Draft:
        """Open a pledge, or go on with one."""
        if len(self.live) < self.cast.live or self.rng.random() < 0.286:
            return self.open()
        index = self.rng.randrange(len(self.live))
        stream, unit, value, last = self.live[index]
        (step,) = self.rng.choices(*zip(*materials.STEPS, strict=True))
        on = last + timedelta(days=self.rng.randrange(200))
        self.live[index] = (stream, unit, value, on)
        kind = f"pledge-{step}"
        match step:
            case "completed" | "suspended" | "cancelled":
                self.live[index] = self.live[-1]
                self.live.pop()
                return self.event(kind, stream, on)
            case "committed" | "disbursed":
                return self.event(kind, stream, on, amount=self.amount(max(1, value // 4), unit))
            case "topped-up":
                return self.event(kind, stream, on, amount=self.amount(max(1, value // 10), unit))
            case _:
                return self.event(kind, stream, on, amount=self.amount(value, unit))

    def open(self) -> Draft:
        rng = self.rng
        self.opened += 1
        stream, unit = f"pledge/{self.cast.prefix}project-{self.opened}", rng.choice(materials.UNITS)
        value, on = rng.randrange(1, 5000) * 10 ** rng.randrange(3, 6), self.day()
        above = rng.choice(self.live)[0] if self.live and rng.random() < 0.04 else None
        if len(self.live) >= self.cast.live:
            self.live[rng.randrange(self.cast.live)] = (stream, unit, value, on)
        else:
            self.live.append((stream, unit, value, on))
        return self.event(
            "pledge-announced" if rng.random() < 0.85 else "pledge-committed",
            stream,
            on,
            amount=self.amount(value, unit),
            donor=rng.choice(self.cast.donors),
            recipient=rng.choice(self.cast.recipients),
            title=f"{rng.choice(materials.WORKS).capitalize()} project {self.opened}",
            instrument=rng.choice(materials.INSTRUMENTS),
            flow=rng.choice(materials.FLOWS),
            topics=rng.choice(materials.TOPICS),
            horizon=rng.choice(materials.HORIZONS),
            part_of=above,
        )

    def figure(self) -> Draft:
        indicator, year = self.rng.choice(materials.INDICATORS), str(2000 + self.rng.randrange(24))
        return self.event(
            "figure-reported",
            f"series/{self.cast.prefix}{indicator}-{self.rng.randrange(2000)}",
            self.day(),
            indicator=indicator,
            period=year,
            reporter=self.rng.choice((self.cast.giver, self.cast.taker, "World Bank")),
            to=self.cast.taker,
            status="final",
            value=self.amount(self.rng.randrange(1, 9999) * 1000, "USD"),
            **{"from": self.cast.giver},
        )

    def statement(self) -> Draft:
        text = f"Announced support for {self.rng.choice(materials.WORKS)} works, number {self.count}"
        to = [self.rng.choice(self.cast.members)] if self.count % 2 else [self.cast.taker]
        stream, parties = f"statement/{self.cast.prefix}{self.count}", [self.cast.giver]
        return self.event("statement-made", stream, self.day(), parties=parties, to=to, text=text)

    def meeting(self) -> Draft:
        if self.count % 3:
            return self.event(
                "meeting-held",
                f"meeting/{self.cast.prefix}{self.count}",
                self.day(),
                name=f"Meeting {self.count}",
                parties=sorted((self.cast.giver, self.cast.taker)),
                level="official",
            )
        return self.event(
            "agreement-reached",
            f"agreement/{self.cast.prefix}{self.count}",
            self.day(),
            title=f"Plan {self.count}",
            parties=sorted((self.cast.giver, self.cast.taker)),
        )

    def programme(self) -> Draft:
        stream = f"programme/{self.cast.prefix}line-{self.count}"
        self.programmes = [*self.programmes[-200:], stream]
        return self.event(
            "programme-opened",
            stream,
            self.day(),
            donor=self.cast.giver,
            recipient=self.cast.taker,
            title=f"Line of help {self.count}",
            flow="oda",
        )

    def total(self) -> Draft:
        if not self.programmes:
            return self.programme()
        return self.event(
            "total-reported",
            self.rng.choice(self.programmes),
            self.day(),
            measure="disbursed",
            amount=self.amount(self.rng.randrange(1, 10**9), "USD"),
        )

    def mend(self) -> Draft:
        """Mend the opening of a pledge that is still live: cite it again, or correct its title."""
        stream = self.rng.choice(self.live)[0] if self.live else self.open()["stream"]
        if self.rng.random() < 0.5:
            return self.event("entry-cited", stream, self.day(), target=f"{stream}#1")
        return {
            "kind": "entry-corrected",
            "stream": stream,
            "target": f"{stream}#1",
            "reason": f"typing error {self.count}",
            "fields": {"title": f"Corrected project {self.count}"},
        }
