"""What an event did, in words: which totals it moved, or why it moved none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from bilat.events.kinds import KINDS
from bilat.events.values.amounts import scaled

_STATED = (
    "pledge-announced",
    "pledge-revised",
    "pledge-restated",
    "pledge-topped-up",
    "pledge-committed",
    "pledge-disbursed",
    "total-reported",
)
_SAYS: Mapping[str, str] = {
    "party": "a party, and no money",
    "membership": "who belongs to whom, and no money",
    "source": "a source, and no money",
    "meeting": "a meeting, and no money",
    "statement": "what was said is never summed",
    "agreement": "an agreement, and no money of its own",
    "figure": "a figure, and no promise",
    "programme": "a programme, counted by what is part of it",
    "promise": "a judgement of a promise, and no money",
    "ledger": "seals what was recorded before it",
}
_STAGES: Mapping[str, str] = {
    "pledge-completed": "the stage alone",
    "pledge-suspended": "the stage alone",
    "pledge-cancelled": "the stage alone: nothing stood that was not paid out",
    "pledge-merged": "nothing that stood was moved",
    "pledge-committed": "a column of its own: what was promised stands",
    "pledge-disbursed": "a column of its own: what was promised stands",
}


def effect(line: Mapping[str, Any], moves: Sequence[Mapping[str, Any]], hidden: str) -> str:
    """Say what an event did. `moves` are those of a row of `replay`; `hidden` is why it cannot be seen, if so.

    Raises LookupError for a kind that it has no words for.
    """
    if line["kind"] not in KINDS:
        raise LookupError(f"a replay does not know what {line['kind']} does")
    if moves:
        text = "; ".join(_moved(move) for move in moves)
        return f"{_mended(line)}: {text}" if "target" in line and line["kind"].startswith("entry-") else text
    return _nothing(line, hidden)


def named(total: str, reason: str | None) -> str:
    """Return the name of a total: `net`, or for the excluded their reason."""
    return total if reason is None else f"excluded as {reason}"


def _moved(move: Mapping[str, Any]) -> str:
    unit, before, after = move["unit"], scaled(Decimal(move["from"])), scaled(Decimal(move["to"]))
    name = named(move["total"], move["reason"])
    return f"{name} {unit} {before} to {after}" if unit[:1].isupper() else f"{name} {before} to {after} {unit}"


def _nothing(line: Mapping[str, Any], hidden: str) -> str:
    kind = line["kind"]
    if kind.startswith("entry-"):
        return f"{_mended(line)}: no total moved"
    if hidden:
        return f"no total moved: {hidden}"
    if kind in _STATED and "amount" not in line:
        return "states no amount"
    if kind in _STAGES:
        return _STAGES[kind]
    if kind in _STATED:
        return "no total moved"
    return _said(kind)


def _said(kind: str) -> str:
    try:
        return _SAYS[kind.partition("-")[0]]
    except KeyError:
        raise LookupError(f"a replay does not know what {kind} does") from None


def _mended(line: Mapping[str, Any]) -> str:
    match line["kind"]:
        case "entry-corrected":
            return f"corrects {', '.join(line['fields'])} of {line['target']}"
        case "entry-retracted":
            return f"retracts {line['target']}"
        case "entry-cited":
            return f"another source of {line['target']}"
    raise LookupError(f"a replay does not know what {line['kind']} does")
