"""The IATI codelists that matter to the record, as small tables (IATI 2.03, OECD DAC)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from bilat.events.parties import PartyType
from bilat.events.pledges import Flow, Instrument

Direction = Literal["out", "in"]


class Moves(NamedTuple):
    """What a transaction type tells.

    The kind of event, whose money it is, its sign, and its name where we note it.
    """

    kind: str
    direction: Direction
    sign: int = 1
    name: str = ""


TRANSACTIONS: Mapping[str, Moves] = {
    "1": Moves("pledge-disbursed", "in", 1, "incoming funds"),
    "2": Moves("pledge-committed", "out"),
    "3": Moves("pledge-disbursed", "out"),
    "4": Moves("pledge-disbursed", "out", 1, "expenditure"),
    "6": Moves("pledge-disbursed", "out", -1, "loan repayment"),
    "7": Moves("pledge-disbursed", "out", 1, "reimbursement"),
    "8": Moves("pledge-disbursed", "out", 1, "purchase of equity"),
    "10": Moves("pledge-committed", "out", 1, "credit guarantee"),
    "11": Moves("pledge-committed", "in", 1, "incoming commitment"),
    "12": Moves("pledge-announced", "out", 1, ""),
    "13": Moves("pledge-announced", "in", 1, "incoming pledge"),
}
"""TransactionType. A reimbursement pays what the recipient spent; a loan repayment flows back."""

NO_PROMISE: Mapping[str, str] = {
    "5": "an interest payment is no part of what was promised",
    "9": "the proceeds of a sale of equity are no part of what was promised",
}
"""TransactionType codes that tell no event of ours, and why."""

STAGES: Mapping[str, str] = {"4": "pledge-completed", "5": "pledge-cancelled", "6": "pledge-suspended"}
"""ActivityStatus to the event it tells; the others (pipeline, implementation, finalisation) tell none."""

BUDGETS: Mapping[str, str] = {"1": "original", "2": "revised"}
"""BudgetType."""
BUDGET_STATUS: Mapping[str, str] = {"1": "indicative", "2": "committed"}
"""BudgetStatus."""

_ORGANISATIONS: Mapping[PartyType, tuple[str, ...]] = {
    "agency": ("10", "11", "15"),
    "ngo": ("21", "22", "23", "24"),
    "multilateral": ("40",),
    "company": ("70", "71", "72", "73"),
}
ORGANISATION_TYPES: Mapping[str, PartyType] = {code: kind for kind, codes in _ORGANISATIONS.items() for code in codes}
"""OrganisationType; all others are `other`."""
TYPE_OF_PARTY: Mapping[str, str] = {
    "state": "10",
    "agency": "10",
    "ngo": "21",
    "multilateral": "40",
    "group": "40",
    "company": "70",
}
"""And back; all others are 90, other."""

FLOWS: Mapping[str, Flow] = {
    "10": "oda",
    "20": "other-official",
    "21": "other-official",
    "22": "other-official",
    "30": "private",
    "35": "private",
    "36": "private",
    "37": "private",
}
"""FlowType."""
FLOW_CODES: Mapping[str, str] = {"oda": "10", "other-official": "20", "private": "30"}
"""And back; `official` and `mixed` have no code."""

FINANCE_CODES: Mapping[str, str] = {
    "grant": "110",
    "technical-cooperation": "110",
    "loan": "421",
    "equity": "510",
    "guarantee": "1100",
    "export-credit": "451",
}
"""Instrument to FinanceType."""
TECHNICAL = "D02"
"""AidType: other technical assistance. D01 and D02 are technical cooperation."""


def instrument(finance: str, aid: str) -> Instrument:
    """FinanceType (by its ranges) and AidType to an instrument; `unspecified` where neither tells one."""
    if aid.startswith("D") and finance in ("", "110"):
        return "technical-cooperation"
    if not finance.isdecimal():
        return "unspecified"
    match int(finance):
        case 110 | 111 | 210 | 211:
            return "grant"
        case code if 410 <= code < 440 and code not in (432, 433):
            return "loan"
        case code if 450 <= code < 460:
            return "export-credit"
        case code if code in (310, 311, 432) or 500 <= code < 540:
            return "equity"
        case code if 1100 <= code < 1200:
            return "guarantee"
        case _:
            return "unspecified"


LIFTED: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("transaction-type", "code"): {
        "IF": "1",
        "C": "2",
        "D": "3",
        "E": "4",
        "IP": "5",
        "LR": "6",
        "R": "7",
        "QP": "8",
        "QS": "9",
        "CG": "10",
    },
    ("participating-org", "role"): {
        "funding": "1",
        "accountable": "2",
        "extending": "3",
        "implementing": "4",
    },
    ("activity-date", "type"): {
        "start-planned": "1",
        "start-actual": "2",
        "end-planned": "3",
        "end-actual": "4",
    },
    ("sector", "vocabulary"): {"DAC": "1", "DAC-3": "2"},
    ("budget", "type"): {"original": "1", "revised": "2"},
}
"""Element and attribute to what its 1.04 and 1.05 codes are called in 2.03."""
