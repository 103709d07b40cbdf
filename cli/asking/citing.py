"""Asking which source tells an event, where in it, and in what words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bilat.cli.asking.desk import Desk
from bilat.cli.asking.question import NOTHING, Answer, Question, ask
from bilat.cli.asking.reading import check, parts_of
from bilat.events.errors import BadInput
from bilat.events.meanings import meaning


def ask_citations(
    desk: Desk, kind: str, *, default: str = "", required: bool = True, before: Sequence[Mapping[str, Any]] = ()
) -> list[dict[str, Any]] | None:
    """Return the citations of an event; where one source is cited, its locator and quote are asked too.

    `default` is what Enter stands for; of the citations `before` a change the locator and the quote stay, unless
    others are given.
    """
    known = desk.known

    def read(text: str) -> Answer:
        cites = []
        for part in parts_of(text):
            source, _, locator = part.partition("#")
            slug = known.find(source.strip(), "source/").partition("/")[2]
            cites.append({"source": slug, "locator": locator} if locator else {"source": slug})
        if not cites:
            raise BadInput("a source is needed here", "write its short name or its title")
        reading = ", ".join(cite["source"] for cite in cites)
        return Answer(cites, "" if reading == text or "#" in text else reading)

    question = Question(
        "cites",
        "source",
        "short name or title",
        meaning(kind, "cites"),
        read,
        lambda: known.offers("source/"),
        default=default,
        required=required,
        several=True,
    )
    cites: list[dict[str, Any]] | None = ask(desk.asker, question).value
    if cites and len(cites) == 1:
        for name, words, help in (
            ("locator", "where in it", "the place in the source, as in para 9 or p. 3"),
            ("quote", "quote", "the very words that it rests on; checked where the text is archived"),
        ):
            if name in cites[0]:
                continue
            usual = next((str(each.get(name) or "") for each in before if each["source"] == cites[0]["source"]), "")
            if text := _ask_text(desk, kind, name, words, help=help, default=usual):
                cites[0][name] = text
    return cites


def _ask_text(desk: Desk, kind: str, name: str, words: str, *, help: str, default: str) -> str | None:
    def read(text: str) -> Answer:
        check(kind, "cites", [{"source": "x", name: text}])
        return Answer(text)

    hint = f"{NOTHING}: none" if default else "Enter: none"
    answered: str | None = ask(desk.asker, Question(name, words, hint, help, read, default=default)).value
    return answered
