"""Asking, on a terminal, for what a command line left out, and recording it where it is right."""

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import typer

from bilat.cli import settings
from bilat.cli.asking.desk import Desk, judging
from bilat.cli.asking.form import ask_event, confirm_event
from bilat.cli.asking.terminal import Terminal
from bilat.cli.commands.append.choosing import choice
from bilat.cli.commands.append.draft import chosen_facts, corrections, given_fields, stream_of, unread_problems
from bilat.cli.exits import say
from bilat.cli.recording import now
from bilat.domain.admission import Draft, record
from bilat.events.base import Event
from bilat.events.errors import Refused

if TYPE_CHECKING:
    from bilat.events.log.log import Log


def append_asked(log: "Log", kind: str, words: Mapping[str, Any], *, location: str, recorder: str) -> None:
    """Ask for one event, show it, and record it with what was registered on the way, or leave.

    Raises KeyboardInterrupt where somebody leaves by Ctrl-C: nothing is recorded.
    """
    given = given_fields(kind, words)
    if stream := stream_of(words):
        given["stream"] = stream
    if "fields" in given:
        given["fields"] = corrections(words["fields"], words.get("target"), log)
    facts = chosen_facts({"kind": kind, **given}, settings.background(log), choice)
    if facts.unread:
        raise Refused(unread_problems(facts))
    for name, read_as in facts.readings:
        say(f"{name}: {read_as}")
    given = {name: each for name, each in facts.fields.items() if name != "kind"}
    if "cites" in given:
        given["cites"] = [{"source": each} if isinstance(each, str) else each for each in given["cites"]]
    desk = _desk(log, location, recorder)
    _record(desk, ask_event(desk, kind, given), recorder)


def append_confirmed(log: "Log", event: Event, *, location: str, recorder: str) -> None:
    """Ask whether an event that looks like another one is to be recorded, and record what is meant."""
    desk = _desk(log, location, recorder)
    _record(desk, confirm_event(desk, event), recorder)


def _desk(log: "Log", location: str, recorder: str) -> Desk:
    return Desk(Terminal(), log, judging(log, recorder), location, settings.preferences())


def _record(desk: Desk, event: Event | None, recorder: str) -> None:
    """Record an event after those that were registered on the way; nothing where it was left."""
    if event is None:
        print("nothing recorded", file=sys.stderr)
        return
    outcome = record(desk.log, [Draft(each) for each in (*desk.drafts, event)], recorder=recorder, now=now)
    if not outcome.recorded:
        typer.echo(f"recorded already: {event.stream}")
    for position, each in enumerate(outcome.recorded, outcome.first_position):
        typer.echo(f"recorded {each.ref} @{position}")
    for note in outcome.units:
        say(f"note: {note}")
