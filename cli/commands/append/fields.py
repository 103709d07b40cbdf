"""What a field of an event takes on the command line: read off its class, never written twice."""

import re
from typing import Any, Literal, NamedTuple

from bilat.events.base import Event
from bilat.events.errors import BadInput
from bilat.events.fields import REFERENCE_FIELDS, Form, needed_of_all, shapes
from bilat.events.meanings import meaning

COMMON = ("on", "cites", "note")
_METAVARS = {
    **{name: {"party/": "CODE", "source/": "SLUG", "": "STREAM"}[prefix] for name, prefix in REFERENCE_FIELDS.items()},
    **dict.fromkeys(("amount", "value", "equivalents", "amounts"), "AMOUNT"),
    **dict.fromkeys(("on", "published", "planned_for", "period", "since", "as_of", "fiscal_year_start"), "DATE"),
    "horizon": "DATES",
    "cites": "SLUG[#LOCATOR]",
    "target": "STREAM#VERSION",
}
_FORMS = {
    "AMOUNT": 'as in "USD 50m", ">=16m dose", "~JPY 32bn"',
    "DATE": "as in 2023-12-17, 2023-12, 2023, 2021~",
    "DATES": "as in 2023/2027, ../2030, P5Y",
}
"""How what a metavar stands for is written."""
Takes = Literal["text", "integer", "flag", "texts", "pairs"]
_TAKES: dict[Form, Takes] = {
    "flag": "flag",
    "integer": "integer",
    **dict.fromkeys(("list", "amounts", "cites"), "texts"),
    **dict.fromkeys(("ids", "parts", "json"), "pairs"),
}
"""How the words of a field are taken, by what it holds; of all else there is one text."""


class Field(NamedTuple):
    """One field: how its words are taken, which are allowed, and when it is told.

    `meaning` in a few words; `required` always; `opening` by the first event of a stream only, `opens` if it cannot
    open without.
    """

    name: str
    takes: Takes
    meaning: str
    choices: tuple[str, ...] = ()
    required: bool = False
    opening: bool = False
    opens: bool = False

    @property
    def option(self) -> str:
        """The option's name: `--as-of`; a correction's `fields` are given one by one as `--field`."""
        return "--field" if self.name == "fields" else f"--{self.name.replace('_', '-')}"

    @property
    def metavar(self) -> str:
        """What the help shows in place of a value."""
        if self.takes == "pairs":
            return "NAME=VALUE"
        if self.choices:
            return "NAME"
        return _METAVARS.get(self.name, "N" if self.takes == "integer" else "TEXT")

    @property
    def help(self) -> str:
        """What the field means, in what form it is given, and when."""
        opening = "needed at the opening of the stream" if self.opens else "only at the opening of the stream"
        parts = [
            self.meaning,
            _FORMS.get(self.metavar, ""),
            f"one of {', '.join(self.choices)}" if self.choices else "",
            "repeatable" if self.takes in ("texts", "pairs") else "",
            "required" if self.required else opening if self.opening else "",
        ]
        text = "; ".join(part for part in parts if part)
        return f"{text[0].upper()}{text[1:]}."


def fields_of(kind: type[Event]) -> dict[str, Field]:
    """Return the fields that a kind's options tell, by name: `on`, `cites` and `note`, then the kind's own."""
    known = shapes(kind.model_fields["kind"].default)
    return {
        name: Field(
            name,
            _TAKES.get(known[name].form, "text"),
            meaning(kind.model_fields["kind"].default, name),
            known[name].words,
            required=known[name].required or name in needed_of_all(kind),
            opening=name in kind.IDENTITY,
            opens=name in kind.REQUIRED,
        )
        for name in (*COMMON, *kind.own_fields())
    }


def value_of(field: Field, words: Any) -> Any:
    """Return the words of an option as the JSON that the event's class reads. Raises BadInput for a bad pair."""
    match field.takes:
        case "integer" if re.fullmatch(r"-?\d{1,18}", words, re.ASCII):
            return int(words)
        case "pairs":
            return dict(pair(word) for word in words)
        case "texts":
            return list(words)
    return words


def pair(word: str) -> tuple[str, str]:
    """`name=value` taken apart; dashes in the name are underscores. Raises BadInput where there is no `=`."""
    name, equals, value = word.partition("=")
    if not equals or not name:
        raise BadInput(f"{word[:60]!r} is not NAME=VALUE")
    return name.strip().replace("-", "_"), value
