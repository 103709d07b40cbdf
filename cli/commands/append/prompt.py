"""Asking, on a terminal, for what a command line left out."""

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bilat.cli.commands.append import draft
from bilat.cli.commands.append.fields import Field
from bilat.events.kinds import KINDS

if TYPE_CHECKING:
    from bilat.events.log.log import Log

_KNOWN = {
    "cites": "source/",
    "origin": "source/",
    "donor": "party/",
    "recipient": "party/",
    "via": "party/",
    "parties": "party/",
    "to": "party/",
    "from": "party/",
    "member": "party/",
    "parent": "party/",
}
_STREAMS = {"into": "pledge/", "part_of": "pledge/", "meeting": "meeting/", "agreement": "agreement/"}


def can_ask() -> bool:
    """Tell whether somebody sits at a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(kind: str, words: Mapping[str, Any], log: "Log") -> dict[str, Any]:
    """Return the words, with an answer for each required field that they lack; pledges are asked their amount too.

    An interrupt (Ctrl-C) raises KeyboardInterrupt: nothing is recorded.
    """
    answers = dict(words)
    if not draft.stream_of(answers):
        answers["stream"] = _stream(kind, log)
    opens = not log.stream(draft.stream_of(answers) or "")
    lacking = draft.missing(kind, answers, opens=opens)
    for field in lacking:
        answers[field.name] = _answer(field, log)
    if lacking and "amount" in answers and not answers["amount"]:
        import questionary

        value = questionary.text("amount (as in USD 50m, >=16m dose; Enter: not told)").unsafe_ask()
        answers["amount"] = value.strip() or None
    return answers


def _stream(kind: str, log: "Log") -> str:
    homes = KINDS[kind].streams
    known = [stream for home in homes for stream in log.streams(f"{home}/")]
    return _typed(f"stream ({draft.stream_hint(kind)})", [f"{home}/" for home in homes] + known)


def _answer(field: Field, log: "Log") -> Any:
    if field.choices:
        import questionary

        return questionary.select(field.name, list(field.choices)).unsafe_ask()
    if prefix := _STREAMS.get(field.name):
        return _typed(field.name, log.streams(prefix))
    known = [name.partition("/")[2] for name in log.streams(_KNOWN[field.name])] if field.name in _KNOWN else []
    several = field.takes in ("texts", "pairs")
    hint = f" ({field.metavar}{', several with commas' if several else ''})"
    text = _typed(f"{field.name.replace('_', ' ')}{hint}", known)
    return [part.strip() for part in text.split(",") if part.strip()] if several else text


def _typed(message: str, known: list[str]) -> str:
    """One non-empty answer, completed from what is known."""
    import questionary

    ask = questionary.autocomplete(message, known, match_middle=True) if known else questionary.text(message)
    while not (each := str(ask.unsafe_ask()).strip()):
        questionary.print("something is needed here; Ctrl-C records nothing")
    return each
