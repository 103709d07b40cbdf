"""Asking for one event: what it is about, field after field; then it is shown as it will be recorded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from bilat.cli.asking import subject
from bilat.cli.asking.archiving import ask_text
from bilat.cli.asking.citing import ask_citations
from bilat.cli.asking.correcting import ask_corrections
from bilat.cli.asking.desk import Desk
from bilat.cli.asking.doubles import ask_meant
from bilat.cli.asking.fields import ask_field, field_question
from bilat.cli.asking.noticing import notice
from bilat.cli.asking.order import Order, asked_now, order_of
from bilat.cli.asking.question import Answer, Offer, ask, choose
from bilat.cli.asking.registering import register
from bilat.cli.asking.shown import as_text, whole
from bilat.events.base import Event
from bilat.events.errors import Problem
from bilat.events.log.codec import read_event

Take = Literal["record", "keep"]
"""What is done with an event that is right: recorded at once, or kept for the batch."""
Carried = Mapping[str, str]
"""What Enter stands for, by field: what was said before."""
_CHANGE = Offer("change", "another value for a field")
_LEAVE = Offer("leave", "nothing of it is recorded")


def ask_event(
    desk: Desk, kind: str, given: Mapping[str, Any], *, carried: Carried | None = None, take: Take = "record"
) -> Event | None:
    """Return one event as answered, None where it is left.

    `given` are fields that are known already, as event JSON: they are not asked. `carried` is what Enter stands for.
    Parties and sources that the answers name and nobody recorded may be registered on the way: they are added to the
    desk's drafts. Raises KeyboardInterrupt where somebody leaves.
    """
    form = _Form(desk, kind, dict(given), carried or {})

    def nested(kind: str, given: Mapping[str, Any]) -> Event | None:
        return ask_event(desk, kind, given, take="keep")

    missing, desk.known.missing = desk.known.missing, lambda prefix, text: register(desk, prefix, text, nested)
    begun = len(desk.drafts)
    try:
        event = form.decide(take) if form.fill() else None
    finally:
        desk.known.missing = missing
    if event is None:
        del desk.drafts[begun:]
    return event


def confirm_event(desk: Desk, event: Event) -> Event | None:
    """Show an event that the command line told whole, and return what is to be recorded; None where it is left."""
    return _Form(desk, event.kind, event.content_fields(), {}).decide("record")


def change_event(desk: Desk, event: Event, *, at: int) -> Event | None:
    """Return a drafted event as changed, None where it is left as it was; `at` is its place among the drafts."""
    form = _Form(desk, event.kind, event.content_fields(), {}, at=at)
    return form.decide("keep")


class _Form:
    """One event on its way: its fields so far, as event JSON; `at` is its place among the drafts, where it has one."""

    def __init__(
        self, desk: Desk, kind: str, fields: dict[str, Any], carried: Carried, *, at: int | None = None
    ) -> None:
        self.desk, self.kind, self.fields, self.carried, self.at = desk, kind, fields, carried, at
        self.looked_at = at is not None

    def fill(self) -> bool:
        """Ask for everything; False where it is left."""
        self.fields["kind"] = self.kind
        if not self._subject():
            return False
        if self.kind == "source-archived" and "sha256" not in self.fields:
            self.fields |= ask_text(self.desk)
        order = self._order()
        for name in order.asked:
            if asked_now(name, self.fields):
                self._ask(name, order)
        if "stream" not in self.fields:
            question = subject.name_question(self.kind, self.fields, self.desk.known)
            self.fields["stream"] = ask(self.desk.asker, question).value
        self._more(order)
        return True

    def decide(self, take: Take) -> Event | None:
        """Show the event, and ask what to do with it, until it is taken or left."""
        while True:
            self.desk.asker.say(f"\n{whole(self.fields, self.desk.known)}")
            event = read_event(self.fields, "")
            problems = event if isinstance(event, list) else self.desk.judge(self._batch(event))
            for problem in problems:
                self.desk.asker.say(_said(problem))
            if isinstance(event, Event) and not problems:
                for doubt in self.desk.doubts(event, self.desk.drafts[: self.at]):
                    self.desk.asker.say(f"  unlikely: {doubt}")
            if isinstance(event, Event) and not problems and not self.looked_at:
                match self._twice(event, take):
                    case "leave":
                        return None
                    case "restate" | "cite":
                        continue
                    case _:
                        pass
            takes = [] if problems else [Offer(take)]
            words = f"{take}, change, or leave?" if takes else "change, or leave?"
            match choose(self.desk.asker, words, [*takes, _CHANGE, _LEAVE], default=take if takes else "change"):
                case "change":
                    self._change()
                case "leave":
                    return None
                case _:
                    assert isinstance(event, Event)
                    return event

    def _batch(self, event: Event) -> list[Event]:
        at = len(self.desk.drafts) if self.at is None else self.at
        return [*self.desk.drafts[:at], event, *self.desk.drafts[at:]]

    def _twice(self, event: Event, take: str) -> str:
        """Look, once, for what may tell the same fact; become a retelling or a citation of it where that is meant."""
        self.looked_at = True
        doubles = self.desk.doubles(event, self.desk.drafts)
        if not doubles:
            return take
        meant = ask_meant(self.desk.asker, event, doubles, take)
        double = doubles[0]
        if meant == "restate":
            self._become("pledge-restated")
            self.fields["stream"] = double.known
        elif meant == "cite":
            self._become("entry-cited")
            self.fields |= {"stream": double.known, "target": double.like}
        return meant

    def _subject(self) -> bool:
        desk = self.desk
        if self.kind.startswith("entry-"):
            if "target" not in self.fields:
                self.fields["target"] = subject.target(desk.asker, self.kind, desk.known, self.fields.get("stream"))
            self.fields.setdefault("stream", self.fields["target"].partition("#")[0])
            return True
        if "stream" not in self.fields and self.kind not in subject.LATER:
            answer = ask(desk.asker, subject.stream_question(self.kind, desk.known))
            self.fields |= {**answer.beside} | ({"stream": answer.value} if answer.value else {})
        return self._noticed()

    def _noticed(self) -> bool:
        """Look whether the stream is on record, and go on with what is meant; False where it is left."""
        stream = self.fields.get("stream")
        match notice(self.desk, self.kind, stream) if stream else "go-on":
            case "leave":
                return False
            case "new":
                del self.fields["stream"]
                return self._subject()
            case "restate":
                self._become("pledge-restated")
            case "cite":
                self._become("entry-cited")
                self.fields["target"] = f"{stream}#1"
            case _:
                pass
        return True

    def _become(self, kind: str) -> None:
        self.kind = self.fields["kind"] = kind
        allowed = {*order_of(kind, opens=False).asked, *order_of(kind, opens=False).more, "kind", "stream"}
        self.fields = {name: value for name, value in self.fields.items() if name in allowed}

    def _order(self) -> Order:
        stream = self.fields.get("stream")
        return order_of(self.kind, opens=not stream or not self.desk.known.events(stream))

    def _ask(self, name: str, order: Order, default: str | None = None) -> None:
        required = name in order.required
        carried = self.carried.get(name, "") if default is None else default
        if name == "cites":
            before = self.fields.get("cites") or ()
            value = ask_citations(self.desk, self.kind, default=carried, required=required, before=before)
            self._set(name, Answer(value))
        elif name == "fields":
            self.fields[name] = ask_corrections(self.desk, self.fields["target"])
        else:
            question = field_question(
                self.kind, name, self.desk.known, default=carried or self._usual(name), required=required
            )
            self._set(name, ask(self.desk.asker, question))

    def _set(self, name: str, answer: Answer) -> None:
        if answer.value is None:
            self.fields.pop(name, None)
        else:
            self.fields[name] = answer.value
        self.fields |= answer.beside

    def _usual(self, name: str) -> str:
        if self.kind == "ledger-sealed":
            head = self.desk.log.head
            return {"size": str(head.size), "root": head.root}.get(name, "")
        return ""

    def _field(self, words: str, names: list[str], hint: str) -> str | None:
        return ask_field(self.desk.asker, words, hint, kind=self.kind, names=names, fields=self.fields)

    def _more(self, order: Order) -> None:
        left = [name for name in order.more if name not in self.fields]
        while left and (name := self._field("more?", left, "Enter: no")):
            self._ask(name, order)
            left = [each for each in left if each != name]

    def _change(self) -> None:
        order = self._order()
        names = [*order.asked, *order.more]
        if not self.kind.startswith("entry-"):
            names.append("stream")
        name = self._field("which field", names, "Enter: none")
        if name == "stream":
            question = subject.name_question(self.kind, self.fields, self.desk.known)
            self.fields["stream"] = ask(self.desk.asker, question).value
        elif name:
            now = self.fields.get(name)
            self._ask(
                name, order, default=", ".join(c["source"] for c in now) if name == "cites" and now else as_text(now)
            )


def _said(problem: Problem) -> str:
    remedy = f"\n    {problem.remedy}" if problem.remedy else ""
    return f"  {problem.message}{remedy}"
