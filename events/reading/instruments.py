"""In which form help comes, and whose money it is, by the words around an amount."""

from __future__ import annotations

import re

_FORMS = (
    ("export-credit", r"export[ -](?:credits?|financ\w+|loans?)|buyer[’']s credit"),
    ("guarantee", r"(?:loan |credit |political risk )?guarantees?|insurance cover"),
    (
        "technical-cooperation",
        r"technical (?:assistance|cooperation|support)|train(?:s|ed|ing|ees?)?|scholarships?|capacity[- ]building",
    ),
    (
        "loan",
        r"loans?|lend(?:s|ing)?|lent|lines? of credit|credit(?:s| lines?| facility| facilities)?"
        r"|concessional financing|yen loans?|borrow\w*|financing agreement|currency swap|swap line",
    ),
    (
        "grant",
        r"grants?(?:-in-aid| aid)?|donat(?:e|es|ed|ion|ions|ing)|humanitarian (?:aid|assistance)"
        r"|non-refundable|grant aid|gifts?|aid(?! package)|debt (?:relief|cancellation)",
    ),
    ("equity", r"equity|stakes?|shares?|capital injection|invest(?:s|ed|ing|ments?|ors?)?"),
)
_PATTERNS = tuple((name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for name, words in _FORMS)
_MIXED_FLOW = re.compile(
    r"public[- ](?:and|&)[- ]private|private[- ](?:and|&)[- ]public|public-private|mobili[sz]|leverag|crowd",
    re.IGNORECASE,
)
_PRIVATE = re.compile(
    r"\b(?:private[- ]sector|private (?:capital|investors?|finance|funding|money|investment)"
    r"|companies|firms|corporations|businesses)\b",
    re.IGNORECASE,
)
_ODA = re.compile(r"\b(?:ODA|official development assistance|development aid|humanitarian)\b")


def instrument_of(clause: str, at: int, *, goods: bool, unit: str = "") -> str:
    """Return the instrument that the words nearest to the place `at` of a clause say; `unspecified` where none do."""
    if goods and unit.rpartition("-")[2] not in (
        "officer",
        "teacher",
        "worker",
        "soldier",
        "nurse",
        "doctor",
        "engineer",
        "official",
        "youth",
        "scholar",
        "person",
        "scholarship",
        "trainee",
        "student",
        "expert",
        "professional",
    ):
        return "in-kind"
    near: list[tuple[int, str]] = []
    for name, pattern in _PATTERNS:
        for found in pattern.finditer(clause):
            distance = found.start() - at if found.start() >= at else at - found.end()
            if distance <= 90:
                near.append((distance, name))
    if goods:
        return "technical-cooperation"
    if not near:
        return "unspecified"
    if re.search(r"\b(?:grants? and (?:\w+ )?loans?|loans? and (?:\w+ )?grants?)\b", clause, re.IGNORECASE):
        return "mixed"
    return min(near)[1]


def flow_of(clause: str, *, private: bool) -> str | None:
    """Return whose money it is, where the clause tells."""
    if _MIXED_FLOW.search(clause):
        return "mixed"
    if private or _PRIVATE.search(clause):
        return "private"
    return "oda" if _ODA.search(clause) else None
