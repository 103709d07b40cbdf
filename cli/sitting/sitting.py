"""The sitting: its source first, then event after event, the list so far always in view, and all of it one batch."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from bilat.cli.asking.desk import Desk
from bilat.cli.asking.form import ask_event, change_event
from bilat.cli.asking.kinds import kind_meant, kind_offers
from bilat.cli.asking.question import Answer, Offer, Question, ask, choose
from bilat.cli.asking.shown import line_of
from bilat.cli.sitting.carried import carried_on
from bilat.cli.sitting.kept import SUFFIX, edit_file, read_sitting, write_sitting
from bilat.events.base import Event
from bilat.events.errors import BadInput, Refused

COMMANDS = (
    Offer("change", "change N: other values for an entry"),
    Offer("drop", "drop N: take an entry off the list"),
    Offer("edit", "open the list in an editor"),
    Offer("record", "record the list as one batch"),
    Offer("leave", "record nothing now; the list is kept"),
)
Archiving = Callable[[], dict[str, Any]]
"""Keeps the text of the source, and returns the fields of `source-archived`."""


class Sitting:
    """One source and what it tells. `path` is where the list is kept, None until there is something to keep."""

    def __init__(self, desk: Desk, path: Path | None = None) -> None:
        self.desk, self.path = desk, path
        self.named = path is not None
        self.source = ""

    def resume(self) -> None:
        """Take up the list that was kept. Raises Refused where it cannot be read."""
        if self.path is None:
            return
        self.desk.drafts[:] = read_sitting(self.path)
        cited = [cite.source for event in self.desk.drafts for cite in event.cites]
        registered = [event.stream for event in self.desk.drafts if event.kind == "source-registered"]
        self.source = cited[-1] if cited else registered[-1].partition("/")[2] if registered else ""

    def keep(self) -> None:
        """Write the list down, in a file that is named after the source where nobody named one."""
        if self.path is None and self.desk.drafts:
            self.path = Path(f"{self.source or 'new'}{SUFFIX}")
        if self.path is not None:
            write_sitting(self.path, self.desk.drafts)

    def run(self, archive: Archiving | None = None) -> bool:
        """Ask until the list is to be recorded (True) or left (False). `archive` keeps the text of the source."""
        if not self.source:
            self._begin(archive)
        while True:
            self._show()
            command, number = self._what()
            match command:
                case "record" if self._holds():
                    return True
                case "leave":
                    return False
                case "edit":
                    self.edit()
                case "change":
                    self._change(number)
                case "drop":
                    self._drop(number)
                case "record":
                    pass
                case kind:
                    self._add(kind)

    def edit(self) -> None:
        """Open the list in an editor, until what comes back can be read, or is left as it was."""
        self.keep()
        path = self.path or Path(f"new{SUFFIX}")
        if self.path is None:
            self.path = path
            write_sitting(path, ())
        before = [*self.desk.drafts]
        while True:
            try:
                edit_file(path)
                self.resume()
                return
            except (Refused, BadInput) as error:
                self.desk.asker.say(f"{error.message}\n{error.remedy}".rstrip())
                options = [Offer("edit", "mend it"), Offer("leave", "the list stays as it was")]
                if choose(self.desk.asker, "edit, or leave?", options, default="edit") == "leave":
                    self.desk.drafts[:] = before
                    self.keep()
                    return

    def _begin(self, archive: Archiving | None) -> None:
        """Ask for the source, and register it where it is new."""
        known = self.desk.known
        question = Question(
            "source",
            "source",
            "short name or title; Enter: a new one",
            "the text that this sitting is about",
            lambda text: Answer(known.find(text, "source/").partition("/")[2]),
            lambda: known.offers("source/"),
        )
        self.source = ask(self.desk.asker, question).value or ""
        while not self.source:
            event = ask_event(self.desk, "source-registered", {}, carried={"type": "news"}, take="keep")
            if event is not None:
                self.desk.drafts.append(event)
                self.source = event.stream.partition("/")[2]
        if archive is not None:
            from bilat.events.log.codec import read_event

            kept = read_event({"kind": "source-archived", "stream": f"source/{self.source}", **archive()}, "")
            assert isinstance(kept, Event)
            self.desk.drafts.append(kept)
        self.keep()

    def _show(self) -> None:
        rows = [f"  {number:>2}  {line_of(event)}" for number, event in enumerate(self.desk.drafts, 1)]
        source = f"source/{self.source}"
        title = self.desk.known.titles("source/").get(source, "")
        self.desk.asker.say("\n".join(["", f"From {self.source}{f' ({title})' if title else ''}, so far:", *rows]))

    def _what(self) -> tuple[str, int]:
        """Return the kind of the next event, or a command and the number of the entry that it is about."""

        def read(text: str) -> Answer:
            word, _, number = text.partition(" ")
            meant = word.casefold()
            if meant in ("change", "drop"):
                return Answer((meant, self._entry(number)))
            return Answer((kind_meant(text, [command.word for command in COMMANDS]), 0))

        question = Question(
            "next",
            "what happened",
            "a kind or a part of it; change N, drop N, edit, record, leave; ? lists all",
            "what the source tells next, or what to do with the list",
            read,
            lambda: [*COMMANDS, *kind_offers()],
            required=True,
        )
        command, number = ask(self.desk.asker, question).value
        return command, number

    def _entry(self, number: str) -> int:
        text = number.strip().removeprefix("#")
        if text.isascii() and text.isdigit() and 0 < int(text) <= len(self.desk.drafts):
            return int(text)
        raise BadInput(f"{number[:20]!r} is no entry of the list", f"give a number from 1 to {len(self.desk.drafts)}")

    def _add(self, kind: str) -> None:
        registered = self.desk.known.events(f"source/{self.source}")[:1]
        carried = carried_on(kind, [*registered, *self.desk.drafts], self.source)
        event = ask_event(self.desk, kind, {}, carried=carried, take="keep")
        if event is not None:
            self.desk.drafts.append(event)
            self.keep()

    def _change(self, number: int) -> None:
        before = self.desk.drafts.pop(number - 1)
        after: Event | None = None
        try:
            after = change_event(self.desk, before, at=number - 1)
        finally:  # an interrupt leaves the entry as it was
            self.desk.drafts.insert(number - 1, after or before)
        self.keep()

    def _drop(self, number: int) -> None:
        """Take an entry off the list, unless others rest on it."""
        dropped = self.desk.drafts.pop(number - 1)
        problems = self.desk.judge(self.desk.drafts) if self.desk.drafts else ()
        if problems:
            self.desk.drafts.insert(number - 1, dropped)
            self.desk.asker.say("\n".join(["  others rest on it:", *(f"  {problem.message}" for problem in problems)]))
            return
        self.keep()

    def _holds(self) -> bool:
        """Tell whether the ledger takes the list as it is; what it refuses is said."""
        if not self.desk.drafts:
            self.desk.asker.say("  there is nothing to record yet")
            return False
        problems = self.desk.judge(self.desk.drafts)
        for problem in problems:
            where = f"{problem.where}: " if problem.where else ""
            self.desk.asker.say(f"  {where}{problem.message}\n    {problem.remedy}".rstrip())
        return not problems
