"""A question and its answer: what is asked, how an answer is read, what is offered, what stands if nobody answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from bilat.events.errors import BadInput
from bilat.events.suggestions import did_you_mean

NOTHING = "-"
"""The answer that leaves a field out, where Enter would take what is carried on."""
HELP = "?"
SHOWN = 20
"""How many of what may be answered is listed."""


class Offer(NamedTuple):
    """A word that may be answered, and what it means: `JP`, `Japan`."""

    word: str
    meaning: str = ""


class Answer(NamedTuple):
    """What an answer was read as.

    `reading` says it in words where that is not plain from what was typed; `beside` are values of other fields that
    the same answer gave, as an amount printed with its equivalent does.
    """

    value: Any
    reading: str = ""
    beside: Mapping[str, Any] = {}


NO_ANSWER = Answer(None)


class SeveralReadings(BadInput):
    """An answer that can be read in several ways, by what each is called: asked is which of them is meant."""

    def __init__(self, text: str, answers: Mapping[str, Answer]) -> None:
        self.answers = answers
        super().__init__(f"{text[:60]!r} has {len(answers)} readings", f"one of {', '.join(list(answers)[:8])}")


def as_typed(text: str) -> Answer:
    """Read an answer as the text that it is."""
    return Answer(text)


@dataclass(frozen=True)
class Question:
    """One question.

    `name` is the field that it fills, `words` what is printed, `hint` in what form it is answered, `help` what it
    means. `read` makes a value of an answer, and raises BadInput for one that cannot be read. `default` is the text
    that Enter stands for; without one, Enter leaves the field out, unless the question is `required`. `several` says
    that commas part its answers, each of which is completed by itself.
    """

    name: str
    words: str
    hint: str = ""
    help: str = ""
    read: Callable[[str], Answer] = as_typed
    offers: Callable[[], Sequence[Offer]] = field(default=lambda: ())
    default: str = ""
    required: bool = False
    several: bool = False

    @property
    def prompt(self) -> str:
        """What is printed before the answer: `donor (a party) [JP]: `."""
        hint = f" ({self.hint})" if self.hint else ""
        default = f" [{self.default}]" if self.default else ""
        return f"{self.words}{hint}{default}: "


class Asker(Protocol):
    """Who answers: a person at a terminal, or a script of answers."""

    def line(self, question: Question) -> str:
        """Return what is answered, without blanks at its ends. Raises KeyboardInterrupt where somebody leaves."""

    def say(self, text: str) -> None:
        """Show some lines of text."""

    def refuse(self, question: Question, error: BadInput) -> None:
        """Say why an answer cannot be taken; what cannot be asked again raises."""


def ask(asker: Asker, question: Question) -> Answer:
    """Return an answer, asking until one can be read; its value is None where the field is left out."""
    while True:
        text = asker.line(question)
        if text == HELP:
            asker.say(helped(question))
            continue
        text = text or question.default
        try:
            if text in ("", NOTHING):
                if question.required:
                    raise BadInput("something is needed here", "? says what it means, Ctrl-C leaves")
                return NO_ANSWER
            answer = question.read(text)
        except SeveralReadings as several:
            answer = reading_meant(asker, several)
        except BadInput as error:
            asker.refuse(question, error)
            continue
        if answer.reading:
            asker.say(f"  {answer.reading}")
        return answer


def reading_meant(asker: Asker, several: SeveralReadings) -> Answer:
    """Return the reading that is meant, by its number, its whole or its beginning (a currency)."""
    named = list(several.answers)
    offers = [Offer(str(number), reading) for number, reading in enumerate(named, 1)]
    asker.say("\n".join([f"  {several.message}:", *(f"  {offer.word}  {offer.meaning}" for offer in offers[:SHOWN])]))

    def read(text: str) -> Answer:
        typed = text.casefold().strip()
        meant = [name for number, name in offers if typed == number or name.casefold().startswith(typed)]
        if len(meant) != 1:
            raise BadInput(f"{text[:60]!r} is none of these readings", "give the number of one, or its currency")
        return several.answers[meant[0]]

    return ask(asker, Question("reading", "which is meant", "", "", read, lambda: offers, required=True))


def helped(question: Question) -> str:
    """Return what a question means, and the first of what may be answered."""
    offers = list(question.offers())
    lines = [question.help or question.words]
    lines += [f"  {offer.word:<24} {offer.meaning}".rstrip() for offer in offers[:SHOWN]]
    if len(offers) > SHOWN:
        lines.append(f"  and {len(offers) - SHOWN} more: type a part of the name")
    if not question.required:
        lines.append(f"  Enter: {f'{question.default}; {NOTHING} leaves it out' if question.default else 'left out'}")
    return "\n".join(lines)


def choose(asker: Asker, words: str, options: Sequence[Offer], *, default: str = "") -> str:
    """Return one of the options, which may be answered by its beginning. `words` name them."""

    def read(text: str) -> Answer:
        return Answer(one_of(text, [option.word for option in options]))

    question = Question(words, words, read=read, offers=lambda: options, default=default, required=True)
    return str(ask(asker, question).value)


def one_of(text: str, words: Sequence[str]) -> str:
    """Return the word that is meant by its whole or its beginning. Raises BadInput, with near ones, for another."""
    typed = text.strip().casefold().replace(" ", "-").replace("_", "-")
    if typed in words:
        return typed
    begun = [word for word in words if typed and word.startswith(typed)]
    if len(begun) == 1:
        return begun[0]
    if begun:
        raise BadInput(f"{text[:60]!r} may be {' or '.join(begun)}", "write more of it")
    raise BadInput(f"{text[:60]!r} is none of these", did_you_mean(typed, words) or f"one of {', '.join(words)}")
