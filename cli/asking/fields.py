"""The question that fills one field of a kind of event, made of its class, its meaning, and what the ledger knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bilat.cli.asking.known import Known
from bilat.cli.asking.question import NOTHING, Answer, Asker, Offer, Question, ask, one_of
from bilat.cli.asking.reading import prefixes, read_field
from bilat.cli.asking.shown import as_text
from bilat.events.fields import REFERENCE_FIELDS, FieldShape, Form, shapes
from bilat.events.meanings import meaning
from bilat.events.printed.fields import FLAGS, STREAM_TYPES

_WORDS: Mapping[tuple[str, str], str] = {
    ("statement-made", "parties"): "who speaks",
    ("statement-made", "text"): "what was said",
    ("statement-made", "to"): "to whom",
    ("agreement-reached", "text"): "what was agreed",
}
_BY_NAME = {
    "on": "day",
    "url": "web address",
    "part_of": "part of",
    "horizon": "time it is for",
    "equivalents": "printed conversions",
    "as_of": "as of",
    "into": "which pledge survives",
    "ids": "identifiers",
}
_HINTS: Mapping[Form, str] = {
    "amount": "USD 50m, ~JPY 32bn, >=16m dose",
    "amounts": "as in ~USD 276m",
    "date": "2023-12-17, 2023-12, 2021~",
    "list": "several with commas",
    "flag": "yes or no",
    "ids": "scheme=id",
    "parts": "name=value, name=value",
    "decimal": "a number",
    "integer": "a whole number",
}
_HINTS_BY_NAME = {"horizon": "2023/2027, ../2030, P5Y", "change_percent": "in per cent", "share_percent": "in per cent"}
_MOST_WORDS = 9


def field_question(
    kind: str, name: str, known: Known, *, default: str = "", required: bool = False, hint: str = ""
) -> Question:
    """Return the question that fills a field; `default` is what Enter stands for, `hint` comes before the usual."""
    shape = shapes(kind)[name]

    def read(text: str) -> Answer:
        return read_field(kind, name, shape, text, known)

    usual = "" if default else _hint(name, shape)
    skip = "" if required else f"{NOTHING}: none" if default else "Enter: none"
    return Question(
        name,
        _WORDS.get((kind, name)) or _BY_NAME.get(name) or name.replace("_", " "),
        "; ".join(part for part in (hint, usual, skip) if part),
        meaning(kind, name),
        read,
        lambda: offers_of(kind, name, known),
        default,
        required,
        shape.form in ("list", "amounts", "cites"),
    )


def ask_field(
    asker: Asker, words: str, hint: str, *, kind: str, names: Sequence[str], fields: Mapping[str, Any]
) -> str | None:
    """Return which field of a kind is meant, None for none; what each holds, or else means, stands beside it."""
    offers = [Offer(name.replace("_", "-"), as_text(fields.get(name)) or meaning(kind, name)) for name in names]

    def read(text: str) -> Answer:
        return Answer(one_of(text, [offer.word for offer in offers]).replace("-", "_"))

    listed = ", ".join(offer.word for offer in offers)
    named: str | None = ask(asker, Question("field", words, f"{listed}; {hint}", "", read, lambda: offers)).value
    return named


def offers_of(kind: str, name: str, known: Known) -> list[Offer]:
    """Return what may be answered: the words of a field that has some, else the names that the ledger knows."""
    shape = shapes(kind)[name]
    if shape.words:
        return [Offer(word) for word in shape.words]
    if shape.form == "flag":
        return [Offer(word) for word in list(FLAGS)[:2]]
    if name in STREAM_TYPES:
        return known.offers(*prefixes(name), whole=True)
    if prefix := REFERENCE_FIELDS.get(name):
        return known.offers(prefix)
    if name == "cites":
        return known.offers("source/")
    return []


def _hint(name: str, shape: FieldShape) -> str:
    if shape.words:
        return ", ".join(shape.words[:_MOST_WORDS])
    if name in _HINTS_BY_NAME:
        return _HINTS_BY_NAME[name]
    if name in REFERENCE_FIELDS and name not in STREAM_TYPES and name != "origin":
        return "a party; several with commas" if shape.form == "list" else "a party"
    return _HINTS.get(shape.form, "")
