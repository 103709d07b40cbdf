"""A script of answers in place of a person: one a line, in the order in which they are asked."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from bilat.cli.asking.question import Question
from bilat.cli.render.inert import inert
from bilat.events.errors import BadInput


class Script:
    """Answers from lines of text. An empty line is Enter; a line that begins with `# ` is passed over.

    What a person would be asked again is refused here, with the line that it stands on: a script is not mended by
    guessing.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(enumerate(lines, 1))
        self._number = 0

    def line(self, question: Question) -> str:
        """Return the next answer, and print it beside its question. Raises BadInput where there is none left."""
        for number, line in self._lines:
            self._number, text = number, line.strip()
            if not text.startswith("# "):
                self.say(f"{question.prompt}{text}")
                return text
        raise BadInput(f"the answers end before {question.words!r}", "add a line for it; an empty line is Enter")

    def say(self, text: str) -> None:
        """Show some lines of text, made inert."""
        for line in text.split("\n"):
            print(inert(line), file=sys.stderr)

    def refuse(self, question: Question, error: BadInput) -> None:
        """Refuse the script, with the line of the answer."""
        raise BadInput(f"answer on line {self._number} ({question.words}): {error.message}", error.remedy)
