"""A person at a terminal: a line is edited, known names are offered as they are typed, Ctrl-C leaves."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_input
from prompt_toolkit.output import create_output

from bilat.cli import interrupts
from bilat.cli.asking.question import Question
from bilat.cli.render.inert import inert
from bilat.events.errors import BadInput

OFFERED = 50
"""How many known names are offered at once."""


class Terminal:
    """Asks on standard error, so that what a command prints can be kept apart."""

    def __init__(self) -> None:
        self._session: PromptSession[str] = PromptSession(
            input=create_input(sys.stdin),
            output=create_output(sys.stderr),
            complete_while_typing=True,
        )

    def line(self, question: Question) -> str:
        """Return what is typed. Ctrl-D on an empty line leaves, as Ctrl-C does."""
        try:
            typed = self._session.prompt(
                inert(question.prompt),
                completer=_Completer(question),
                bottom_toolbar=inert(question.help) if question.help else None,
                reserve_space_for_menu=6,
            )
        except (EOFError, KeyboardInterrupt):
            interrupts.leave()
        return " ".join(str(typed).split())  # what is pasted may hold line ends

    def say(self, text: str) -> None:
        """Show some lines of text, made inert."""
        for line in text.split("\n"):
            print(inert(line), file=sys.stderr, flush=True)

    def refuse(self, question: Question, error: BadInput) -> None:
        """Say why an answer cannot be taken; it is asked again."""
        self.say("\n".join(f"  {each}" for each in (error.message, error.remedy) if each))


class _Completer(Completer):
    """Offers what the question knows, by the word and by its meaning, wherever the letters stand in them."""

    def __init__(self, question: Question) -> None:
        self._question = question

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        typed = document.text_before_cursor
        part = typed.rpartition(",")[2].lstrip() if self._question.several else typed
        sought = part.casefold()
        found = 0
        for offer in self._question.offers():
            if sought in offer.word.casefold() or sought in offer.meaning.casefold():
                yield Completion(
                    offer.word, start_position=-len(part), display=inert(offer.word), display_meta=inert(offer.meaning)
                )
                found += 1
                if found == OFFERED:
                    return
