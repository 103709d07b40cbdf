"""From the words of a command line to a draft of one event."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from bilat.cli.commands.append.fields import Field, fields_of, pair, value_of
from bilat.events.base import Event
from bilat.events.errors import BadInput, Problem, Refused
from bilat.events.kinds import KINDS
from bilat.events.log.codec import read_event
from bilat.events.printed.facts import Facts, read_facts
from bilat.events.printed.preferences import Ambiguous
from bilat.events.printed.references import event_of
from bilat.events.printed.references import stream_of as stream_reference
from bilat.events.registry import event_class
from bilat.events.values.codes import split_reference

if TYPE_CHECKING:
    from bilat.events.log.log import Log
    from bilat.events.printed.fields import Background

Choose = Callable[[str, Ambiguous], str | None]
"""Asked which of several readings of a field is meant; None where nobody can be asked."""
Words = Mapping[str, Any]


def missing(kind: str, words: Words, *, opens: bool) -> list[Field]:
    """Return the fields that this event must tell and does not; `opens` where it is the first of its stream."""
    event_type = event_class(kind)
    return [
        field
        for name, field in fields_of(event_type).items()
        if not words.get(name) and (field.required or (opens and name in event_type.REQUIRED))
    ]


def draft(kind: str, words: Words, log: "Log", background: "Background", choose: Choose) -> tuple[Event, list[str]]:
    """Return the event that the words tell, and in words what was read otherwise than it was typed.

    `choose` is asked for one of several readings. Raises Refused with every field that cannot be read.
    """
    fields = given_fields(kind, words)
    if kind == "entry-corrected" and "fields" in fields:
        fields["fields"] = corrections(words["fields"], words.get("target"), log)
    record = {"kind": kind, "stream": stream_of(words), **fields}
    facts = chosen_facts(record, background, choose)
    event = read_event(facts.fields, "")
    unread = unread_problems(facts)
    if isinstance(event, Event) and not unread:
        return event, [f"{name}: {read_as}" for name, read_as in facts.readings]
    others = event if isinstance(event, list) else []
    raise Refused([*unread, *(problem for problem in others if not unread or problem.rule not in _names(facts))])


def chosen_facts(record: dict[str, Any], background: "Background", choose: Choose) -> Facts:
    """Return the fields as read; of what has several readings the one that is chosen, where somebody can be asked."""
    facts = read_facts(record, background)
    while open_fields := {name: error for name, error in facts.unread if isinstance(error, Ambiguous)}:
        name, error = next(iter(open_fields.items()))
        meant = choose(name, error)
        if meant is None:
            break
        record[name] = {**record[name], error.part: meant} if error.part else meant
        facts = read_facts(record, background)
    return facts


def unread_problems(facts: Facts) -> list[Problem]:
    """Return why each field that could not be read could not."""
    said = {name: "" if name == "fields" else f"{name}: " for name, _ in facts.unread}  # a correction names its own
    return [Problem("", name, f"{said[name]}{error.message}", error.remedy) for name, error in facts.unread]


def _names(facts: Facts) -> set[str]:
    return {name for name, _ in facts.unread} | {"event"}


def given_fields(kind: str, words: Words) -> dict[str, Any]:
    """Return the fields that the words tell, as event JSON. Raises BadInput for a pair that is none."""
    shapes = fields_of(event_class(kind))
    given = {name: value_of(shapes[name], each) for name, each in words.items() if name in shapes and is_given(each)}
    alone = {name for name, each in given.items() if isinstance(each, list) and len(each) == 1 and name != "cites"}
    return {name: each[0] if name in alone else each for name, each in given.items()}  # its commas may part it


def is_given(value: Any) -> bool:
    """Tell whether an option was given at all: `--no-new-money` is, an empty list is not."""
    return value is not None and value != () and value != []


def stream_of(words: Words) -> str | None:
    """Return the stream given, or that of the target."""
    stream, target = words.get("stream"), words.get("target")
    if stream or not target:
        return stream
    return split_reference(target)[0]


def stream_meant(kind: str, words: Words, background: "Background") -> str:
    """Return the stream that `--stream` means, in whatever form it is given; empty where none is or several may be."""
    given = stream_of(words) or ""
    try:
        return stream_reference(given, KINDS[kind].streams, background.names) if given else ""
    except BadInput:
        return ""


def targeted(kind: str, words: Words, background: "Background") -> Words:
    """Return the words with their target as STREAM#VERSION, whatever form it has (`@51`). Raises BadInput."""
    target = words.get("target")
    return {**words, "target": event_of(target, background.names, KINDS[kind].streams)} if target else words


def corrections(items: list[str], target: str | None, log: "Log") -> dict[str, Any]:
    """Return the right values by field, read as the target's kind reads them; `name=` alone removes a field."""
    shapes = fields_of(_kind_of(target, log))
    values: dict[str, list[str]] = {}
    for name, value in map(pair, items):
        values.setdefault(name, []).append(value)
    return {name: _corrected(shapes.get(name), name, given) for name, given in values.items()}


def _corrected(shape: Field | None, name: str, given: list[str]) -> Any:
    if given == [""]:
        return None
    if shape is None:
        return given[-1]
    if shape.takes in ("texts", "pairs"):
        return value_of(shape, given)
    if len(given) > 1:
        raise BadInput(f"--field {name} is given {len(given)} times", "it takes one value")
    if shape.takes == "flag":
        return {"true": True, "false": False}.get(given[0], given[0])
    return value_of(shape, given[0])


def _kind_of(target: str | None, log: "Log") -> type[Event]:
    if target is None:
        return Event
    stream, version = split_reference(target)
    return next((type(event) for event in log.stream(stream) if event.version == version), Event)


def stream_hint(kind: str) -> str:
    """Tell how the streams of a kind are named: `pledge/NAME`."""
    return " or ".join(f"{home}/{'CODE' if home == 'party' else 'NAME'}" for home in KINDS[kind].streams)
