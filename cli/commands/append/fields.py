"""What a field of an event takes on the command line: read off its class, never written twice."""

import re
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from bilat.events.base import Event
from bilat.events.errors import BadInput
from bilat.events.values.amounts import Amount
from bilat.events.values.citations import Citation

COMMON = ("on", "cites", "note")
_METAVARS = {
    "amount": "AMOUNT",
    "value": "AMOUNT",
    "equivalents": "AMOUNT",
    "amounts": "AMOUNT",
    "on": "DATE",
    "cites": "SLUG[#LOCATOR]",
    "target": "STREAM#VERSION",
    "meeting": "STREAM",
    "agreement": "STREAM",
    "part_of": "STREAM",
    "into": "STREAM",
    "published": "DATE",
    "planned_for": "DATE",
    "period": "DATE",
    "since": "DATE",
    "as_of": "DATE",
    "fiscal_year_start": "DATE",
    "horizon": "DATES",
    "origin": "SLUG",
    "donor": "CODE",
    "recipient": "CODE",
    "via": "CODE",
    "parties": "CODE",
    "to": "CODE",
    "from": "CODE",
    "observers": "CODE",
    "absent": "CODE",
    "member": "CODE",
    "parent": "CODE",
}


class Field(NamedTuple):
    """One field: how its words are taken, which are allowed, and when it is told.

    `required` always; `opening` by the first event of a stream only, `opens` if it cannot open without.
    """

    name: str
    takes: Literal["text", "integer", "flag", "texts", "pairs"]
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
        """When the field is told, and in what form."""
        when = "required to open a stream" if self.opens else "to open a stream" if self.opening else ""
        parts = [
            "required" if self.required else when,
            "repeatable" if self.takes in ("texts", "pairs") else "",
            'as in "USD 50m", ">=16m dose", "~JPY 32bn"' if self.metavar == "AMOUNT" else "",
            f"one of {', '.join(self.choices)}" if self.choices else "",
        ]
        text = "; ".join(part for part in parts if part)
        return text and f"{text[0].upper()}{text[1:]}."


def fields_of(kind: type[Event]) -> dict[str, Field]:
    """Return the fields that a kind's options tell, by name: `on`, `cites` and `note`, then the kind's own."""
    known = {field.alias or name: field for name, field in kind.model_fields.items()}
    return {
        name: _field(
            name,
            known[name].annotation,
            required=known[name].is_required() or (kind.NEEDS_SOURCE and name in ("on", "cites")),
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


def _field(name: str, annotation: Any, **when: bool) -> Field:
    bare = _bare(annotation)
    origin = get_origin(bare)
    if origin is Literal:
        return Field(name, "text", get_args(bare), **when)
    takes: Literal["text", "integer", "flag", "texts", "pairs"] = "text"
    if bare is bool:
        takes = "flag"
    elif bare is int:
        takes = "integer"
    elif origin is tuple:
        takes = "texts"
    elif origin is dict or (isinstance(bare, type) and issubclass(bare, BaseModel) and bare not in (Amount, Citation)):
        takes = "pairs"
    return Field(name, takes, (), **when)


def _bare(annotation: Any) -> Any:
    """Return the annotation without `None` and without validators."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return _bare(next(member for member in get_args(annotation) if member is not type(None)))
    return annotation
