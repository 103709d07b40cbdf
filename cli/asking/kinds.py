"""Asking what happened: a kind of event, by its name or by what it means."""

from collections.abc import Iterable

from bilat.cli.asking.question import Answer, Asker, Offer, Question, ask, one_of
from bilat.events.errors import BadInput
from bilat.events.kinds import KINDS
from bilat.events.suggestions import did_you_mean


def kind_offers() -> list[Offer]:
    """Return every kind with what it means."""
    return [Offer(kind.name, kind.help) for kind in KINDS.values()]


def menu() -> str:
    """Return the kinds as a list, one a line, in the order of the table."""
    return "\n".join(f"  {name:<30} {help}" for name, help in kind_offers())


def kind_meant(text: str, also: Iterable[str] = ()) -> str:
    """Return the kind, or the word of `also`, that is meant: by its whole, its beginning, or words of its help.

    Raises BadInput, with those that it may be, where that is not plain.
    """
    words = [*KINDS, *also]
    try:
        return one_of(text, words)
    except BadInput as error:
        sought = text.casefold().split()
        meant = [k.name for k in KINDS.values() if sought and all(part in f"{k.name} {k.help}" for part in sought)]
        if len(meant) == 1:
            return meant[0]
        if meant:
            raise BadInput(f"{text[:60]!r} may be {' or '.join(meant)}", "write more of it") from None
        remedy = did_you_mean(text, words) or "? lists what may be answered"
        raise BadInput(error.message, remedy) from None


def ask_kind(asker: Asker) -> str:
    """Return the kind of event that is to be recorded."""
    asker.say(menu())
    question = Question(
        "kind",
        "what happened",
        "one of these, or a part of it",
        "what kind of event this is",
        lambda text: Answer(kind_meant(text)),
        kind_offers,
        required=True,
    )
    return str(ask(asker, question).value)
