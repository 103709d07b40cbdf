"""What an event is about: a stream on record, by its name or title, a new one, or the event that it targets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bilat.cli.asking import naming
from bilat.cli.asking.known import Known
from bilat.cli.asking.question import Answer, Asker, Offer, Question, ask
from bilat.cli.asking.shown import line_of
from bilat.events.errors import BadInput
from bilat.events.kinds import KINDS
from bilat.events.registry import event_class
from bilat.events.suggestions import nearest
from bilat.events.values.codes import check_party, check_stream, split_reference

if TYPE_CHECKING:
    from bilat.events.base import Event

LATER = ("source-registered", "statement-made", "agreement-reached", "figure-reported")
"""Kinds that mostly open a stream of their own, which is named after what was answered."""
_NEW = "Enter: a new one"


def may_open(kind: str) -> list[str]:
    """Return the types of stream that an event of this kind may open."""
    from bilat.domain.rules import OPENERS

    return [home for home in KINDS[kind].streams if kind in OPENERS[home]]


def stream_question(kind: str, known: Known) -> Question:
    """Return the question which stream an event of this kind is on; it must be one on record unless the kind opens."""
    homes = KINDS[kind].streams
    prefixes = tuple(f"{home}/" for home in homes)
    opens = may_open(kind)
    noun = " or ".join(homes)
    if kind == "party-registered":
        return Question(
            "stream",
            "party code",
            "JP for a state, else 3 to 12 capitals: ASEAN",
            "the code by which the party is named everywhere: a state's of ISO 3166-1, else one of your own",
            _party_code,
            lambda: known.offers("party/"),
            required=True,
        )
    if kind == "ledger-sealed":
        own = f"ledger/{known.log.id}"
        return Question("stream", "ledger", help="this ledger, by its id", read=_stream, default=own, required=True)
    hint = f"short name or title; {_NEW}" if opens else "short name or title of one on record"
    return Question(
        "stream",
        noun,
        hint,
        f"which {noun} this is about",
        lambda text: _which(text, kind, known, prefixes, opens),
        lambda: known.offers(*prefixes, whole=len(prefixes) > 1),
        required=not opens,
    )


def name_question(kind: str, fields: dict[str, object], known: Known) -> Question:
    """Return the question how a new stream is to be called, with a proposal."""
    home = may_open(kind)[0]

    def read(text: str) -> Answer:
        return Answer(check_stream(text if text.startswith(f"{home}/") else f"{home}/{text}"))

    return Question(
        "stream",
        "short name",
        f"{home}/...",
        "lower-case letters, digits and hyphens; everything later refers to it by this name",
        read,
        lambda: known.offers(f"{home}/"),
        default=naming.proposed(kind, home, fields, known),
        required=True,
    )


def _party_code(text: str) -> Answer:
    code = check_party(text.removeprefix("party/"))
    return Answer(f"party/{code}")


def _stream(text: str) -> Answer:
    return Answer(check_stream(text))


def _which(text: str, kind: str, known: Known, prefixes: tuple[str, ...], opens: list[str]) -> Answer:
    missing, known.missing = known.missing, lambda prefix, text: None
    try:
        stream = known.find(text, *prefixes)
        return Answer(stream, "" if text in (stream, stream.partition("/")[2]) else stream)
    except BadInput:
        if not opens:
            raise
    finally:
        known.missing = missing
    home = next((each for each in opens if text.startswith(f"{each}/")), opens[0])
    bare = text.removeprefix(f"{home}/")
    name = bare if re.fullmatch(r"[a-z0-9][a-z0-9-]{0,79}", bare) else naming.slug(bare)
    near = nearest(name, [offer.word for offer in known.offers(f"{home}/")])
    reading = f"a new {home}, {home}/{name}" + (f"; near ones on record: {', '.join(near)}" if near else "")
    called = next((field for field in ("title", "name") if field in event_class(kind).own_fields()), None)
    return Answer(f"{home}/{name}", reading, {called: text} if called and name != bare else {})


def target(asker: Asker, kind: str, known: Known, stream: str | None) -> str:
    """Ask which event is targeted, and return its reference: by stream and version, by position, or by a title."""
    from bilat.events.log.references import found

    prefixes = tuple(f"{home}/" for home in KINDS[kind].streams)

    def read(text: str) -> Answer:
        if text.startswith("@"):
            name, version = found(known.log, text)
        elif "#" in text:
            name, version = split_reference(text)
        else:
            name, version = known.find(text, *prefixes), None
        events = known.events(name)
        if version is None:
            version = _version(asker, name, events)
        elif not events or not 1 <= version <= len(events):
            raise BadInput(f"there is no {name}#{version}", f"its last is {name}#{len(events)}" if events else "")
        reference = f"{name}#{version}"
        return Answer(reference, f"{reference}: {line_of(events[version - 1])}")

    question = Question(
        "target",
        "which event",
        "short name, title, STREAM#VERSION or @POSITION",
        "the event that is meant",
        read,
        lambda: known.offers(*prefixes, whole=True),
        default=stream or "",
        required=True,
    )
    return str(ask(asker, question).value)


def _version(asker: Asker, stream: str, events: list[Event]) -> int:
    """Return the only event of a stream that may be a target, or the one that is chosen of several."""
    open_to = [(at, event) for at, event in enumerate(events, 1) if not event.kind.startswith("entry-")]
    if len(open_to) == 1:
        return open_to[0][0]
    asker.say("\n".join(f"  {at}  {line_of(event)}" for at, event in open_to))
    numbers = [Offer(str(at), line_of(event)) for at, event in open_to]

    def read(text: str) -> Answer:
        if text.removeprefix("#") not in {offer.word for offer in numbers}:
            raise BadInput(f"{text[:20]!r} is none of these", f"one of {', '.join(offer.word for offer in numbers)}")
        return Answer(int(text.removeprefix("#")))

    question = Question("version", "which of them", read=read, offers=lambda: numbers, default="1", required=True)
    return int(ask(asker, question).value)
