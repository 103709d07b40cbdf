"""Asking which fields of a recorded event were wrong, and what is right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bilat.cli.asking.desk import Desk
from bilat.cli.asking.fields import offers_of
from bilat.cli.asking.question import Answer, Offer, Question, ask, one_of
from bilat.cli.asking.reading import read_field
from bilat.cli.asking.shown import as_text
from bilat.events.base import Event
from bilat.events.fields import shapes
from bilat.events.meanings import meaning
from bilat.events.values.codes import split_reference


def ask_corrections(desk: Desk, target: str) -> dict[str, Any]:
    """Return the right values by field, None for one that is taken away; at least one."""
    event = target_event(desk, target)
    fields = {"on", "cites", "note", *type(event).own_fields()}
    record = event.content_fields()
    names = [Offer(name.replace("_", "-"), _says(event.kind, name, record)) for name in sorted(fields)]
    right: dict[str, Any] = {}
    while True:
        words = "another field" if right else "which field was wrong"
        name = _which(desk, words, names, required=not right)
        if name is None:
            return right
        right[name] = _right(desk, event.kind, name, as_text(record.get(name)))


def target_event(desk: Desk, reference: str) -> Event:
    """Return the event of a reference, as it was recorded."""
    stream, version = split_reference(reference)
    return desk.known.events(stream)[version - 1]


def _says(kind: str, name: str, record: dict[str, Any]) -> str:
    return f"now {as_text(record[name])}" if name in record else meaning(kind, name)


def _which(desk: Desk, words: str, names: Sequence[Offer], *, required: bool) -> str | None:
    def read(text: str) -> Answer:
        return Answer(one_of(text, [offer.word for offer in names]).replace("-", "_"))

    hint = "" if required else "Enter: no more"
    question = Question("field", words, hint, "a field of that event", read, lambda: names, required=required)
    named: str | None = ask(desk.asker, question).value
    return named


def _right(desk: Desk, kind: str, name: str, now: str) -> Any:
    shape = shapes(kind)[name]

    def read(text: str) -> Answer:
        if name == "cites":
            return Answer([{"source": desk.known.find(text, "source/").partition("/")[2]}])
        return read_field(kind, name, shape, text, desk.known)

    hint = f"now {now}; Enter takes it away" if now else "Enter: nothing"
    question = Question(
        name,
        f"right {name.replace('_', ' ')}",
        hint,
        meaning(kind, name),
        read,
        lambda: offers_of(kind, name, desk.known),
    )
    return ask(desk.asker, question).value
