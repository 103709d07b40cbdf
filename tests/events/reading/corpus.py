"""Texts of our own with what is to be drafted, and how a draft is compared with that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bilat.events.reading.drafting import Draft, draft_page
from bilat.events.reading.gazetteer.names import names_of
from bilat.events.reading.pages.page import Page
from bilat.events.reading.proposals import Proposal
from bilat.events.values.amounts import Amount, parse_amount

HERE = Path(__file__).parent
SYMMETRIC = ("trade", "merchandise-trade", "services-trade")


@dataclass(frozen=True)
class Wanted:
    """One event that a text is to give: kind, amount, sides, and marks such as `part` or `doubt=currency`."""

    kind: str
    amount: Amount | None
    donors: frozenset[str] | None
    recipients: frozenset[str] | None
    marks: tuple[str, ...]
    line: str


@dataclass(frozen=True)
class Text:
    """An invented text, its page's fields, what is to be drafted and what is not."""

    name: str
    page: Page
    wanted: tuple[Wanted, ...]
    unwanted: tuple[Amount, ...] = field(default=())


def read_texts(name: str) -> list[Text]:
    """Read a file of texts: `# name`, `@ field=value`, the text, `= what is wanted`, `! what is not`."""
    parts = re.split(r"^# ", (HERE / name).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return [_text(part) for part in parts]


def _text(part: str) -> Text:
    name, _, rest = part.partition("\n")
    fields: dict[str, str] = {"published": "2023-05-20"}
    lines, wanted, unwanted = [], [], []
    for line in rest.split("\n"):
        if line.startswith("@ "):
            fields |= dict(re.findall(r"(\w+)=(.*?)(?= \w+=|$)", line[2:]))
        elif line.startswith("= "):
            wanted.append(_wanted(line[2:]))
        elif line.startswith("! "):
            unwanted.append(parse_amount(line[2:]))
        else:
            lines.append(line)
    return Text(name, Page("\n".join(lines).strip() + "\n", **fields), tuple(wanted), tuple(unwanted))


def _wanted(line: str) -> Wanted:
    kind, *words = line.split()
    marks = tuple(word for word in words if "=" in word.lstrip("<>=") or word in ("part", "whole", "once"))
    words = [word for word in words if word not in marks]
    sides = next((word for word in words if "->" in word), None)
    parties = words[0] if words and kind.startswith(("meeting", "agreement")) else None
    printed = "" if parties else " ".join(word for word in words if word != sides)
    amount = parse_amount(printed) if printed else None
    donors, _, recipients = (sides or "?->?").partition("->")
    return Wanted(kind, amount, _codes(parties or donors), None if parties else _codes(recipients), marks, line)


def _codes(text: str) -> frozenset[str] | None:
    return None if text == "?" else frozenset(text.split("+"))


def draft_of(text: Text) -> Draft:
    """Draft a text with the gazetteer alone."""
    return draft_page(text.page, names_of())


def amount_of(proposal: Proposal) -> Amount | None:
    """Return the amount that a proposal states."""
    event: Any = proposal.event
    stated = event.get("amount") or event.get("value") or (event.get("amounts") or [None])[0]
    return Amount.model_validate(stated) if stated else None


def codes_of(event: Any, *names: str) -> frozenset[str]:
    """Return the codes under the first of these fields that the event has."""
    stated = next((event[name] for name in names if event.get(name)), ())
    return frozenset([stated] if isinstance(stated, str) else stated)


def matched(text: Text, draft: Draft) -> Iterator[tuple[Wanted, Proposal | None]]:
    """Yield each wanted event with the proposal of the same amount (the best where there are several), or none."""
    left = list(draft.proposals)
    for wanted in text.wanted:
        found = [each for each in left if _same_amount(wanted, each)]
        found.sort(key=lambda each: -len(faults(wanted, each)), reverse=True)
        proposal = found[0] if found else None
        if proposal:
            left.remove(proposal)
        yield wanted, proposal


def _same_amount(wanted: Wanted, proposal: Proposal) -> bool:
    amount = amount_of(proposal)
    if wanted.amount is None:
        return amount is None and proposal.event["kind"] == wanted.kind
    return (
        amount is not None and amount.value == wanted.amount.value and _units(amount) & _units(wanted.amount) != set()
    )


def _units(amount: Amount) -> set[str]:
    return {amount.unit, amount.unit.rpartition("-")[2]} if not amount.unit.isupper() else {"money"}


def faults(wanted: Wanted, proposal: Proposal) -> list[str]:
    """Return what of a proposal is not as wanted: `unit`, `bound`, `kind`, `donor`, `recipient`, or a mark."""
    event: Any = proposal.event
    amount = amount_of(proposal)
    found = []
    if wanted.amount and amount:
        found += (
            []
            if _units(amount) & _units(wanted.amount)
            and (not amount.unit.isupper() or amount.unit == wanted.amount.unit)
            else ["unit"]
        )
        found += [] if (amount.bound, amount.upper) == (wanted.amount.bound, wanted.amount.upper) else ["bound"]
    found += [] if wanted.kind in ("?", event["kind"]) else ["kind"]
    givers, getters = codes_of(event, "donor", "from", "parties"), codes_of(event, "recipient", "to")
    if event.get("indicator") in SYMMETRIC and wanted.donors and wanted.recipients:
        found += [] if givers | getters == wanted.donors | wanted.recipients else ["donor"]
    else:
        found += [] if wanted.donors is None or givers == wanted.donors else ["donor"]
        found += [] if wanted.recipients is None or getters == wanted.recipients else ["recipient"]
    for mark in wanted.marks:
        name, _, value = mark.partition("=")
        held = {
            "part": "part_of" in event,
            "whole": "part_of" not in event,
            "once": any(span.what == "again" for span in proposal.spans),
            "doubt": set(value.split(",")) <= {doubt.name for doubt in proposal.doubts},
        }.get(name, event.get(name) == value)
        found += [] if held else [mark]
    return found
