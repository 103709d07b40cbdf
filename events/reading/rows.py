"""Lists and tables: rows of a party and an amount, whose verb and other side stand in the words above them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache

from bilat.events.reading.context import Context
from bilat.events.reading.cues import Cue, find_cues
from bilat.events.reading.doubts import NAMES, Doubt
from bilat.events.reading.facts import HELP, Fact
from bilat.events.reading.roles import Sense
from bilat.events.reading.sentences import Sentence
from bilat.events.reading.side_words import TOWARD, WITHIN
from bilat.events.reading.sides import Sides

LEADS = 3
"""Sentences above a list that are looked at: its opening words, the line above them, the heading."""
_BEGINS = re.compile(r"[\s|*•·▪–—-]*(?:\d{1,2}[.)]\s*)?(?:(?:[Tt]he |[Gg]overnment of (?:the )?|Republic of )*)")
_PARTS = re.compile(r"\s*(?:\([^)\n]*\))?\s*(?:[:|–—\t]|-{1,2}|,|\.{3,})\s*(?:\|\s*)?")
_TOTAL = re.compile(r"[\s|*•·▪–—-]*(?:(?:grand |sub-?)?total|sum|altogether|all donors)\b[^.;]{0,40}$", re.IGNORECASE)
_TABLE = re.compile(r"\s*\|")


def read_rows(context: Context, facts: Sequence[Fact]) -> list[Fact]:
    """Return the facts, those of rows with the role and the sides that the words above their list say.

    That these stand above is a named doubt; a row of which nothing above says promised or paid stays as it is.
    """
    owners = [_owner(context, fact) for fact in facts]
    rows = {fact.sentence.start for fact, owner in zip(facts, owners, strict=True) if owner != ""}
    above = _above_rows(context.sentences, rows)
    found = []
    for fact, owner in zip(facts, owners, strict=True):
        if owner != "":
            leads, head = above[fact.sentence.start]
            if cue := _column_cue(context.text, fact, head) or _best_cue(leads):
                fact = _as_row(fact, owner, cue, _above(context, leads, cue))
        found.append(fact)
    return found


def _above_rows(
    sentences: Sequence[Sentence], rows: Collection[int]
) -> dict[int, tuple[tuple[Sentence, ...], Sentence | None]]:
    """Return what stands above each row (by where it begins): sentences that are no rows, the nearest first, and the
    head of its table.
    """
    found: dict[int, tuple[tuple[Sentence, ...], Sentence | None]] = {}
    leads: tuple[Sentence, ...] = ()
    head: Sentence | None = None
    for sentence in sentences:
        cells = bool(_TABLE.match(sentence.text))
        if sentence.start in rows:
            found[sentence.start] = leads, head
        elif not cells:
            leads = (sentence, *leads)[:LEADS]
        head = (head or sentence) if cells else None
    return found


def _owner(context: Context, fact: Fact) -> str | None:
    """Return the party of a row; None for a row of totals, empty for what is no row."""
    text, start = context.text, fact.sentence.start
    if fact.role in HELP and not fact.sense.nominal:
        return ""
    within = context.mentions_in(start, fact.sum.start)
    if not within:
        return None if _TOTAL.fullmatch(text[start : fact.sum.start]) else ""
    first = within[0]
    between = text[first.end : fact.sum.start]
    begins = bool(_BEGINS.fullmatch(text[start : first.start]))
    cells = bool(_TABLE.match(text, start)) and "|" in between
    return first.code if begins and (cells or _PARTS.fullmatch(between)) else ""


def _as_row(fact: Fact, owner: str | None, cue: Cue, above: tuple[tuple[str, ...], tuple[str, ...]]) -> Fact:
    """Return a fact as what its list is about: its own party gives, or gets where somebody gives above the list."""
    giver, getters = above
    mine = (owner,) if owner else ()
    donors, recipients = (giver, mine) if giver and owner else (mine or giver, getters)
    doubts, carried = [*fact.doubts], []
    for name, codes in (("donor", donors), ("recipient", recipients)):
        if not codes or codes != mine:
            said = f"taken from above the list: {', '.join(codes)}" if codes else "nobody is told"
            doubts.append(Doubt(name, f"{NAMES[name]}: {said}"))
            carried.append(name)
    sides = Sides(donors, tuple(code for code in recipients if code not in donors), 2.6, 1.0)
    sense = Sense(cue.role, cue, 0.6)
    return replace(fact, sense=sense, sides=sides, doubts=(*doubts,), carried=(*carried,))


@lru_cache(maxsize=64)
def _best_cue(leads: tuple[Sentence, ...]) -> Cue | None:
    """Return the strongest cue of the nearest sentence that says promised, signed or paid."""
    for sentence in leads:
        cues = [each for each in find_cues(sentence.text, sentence.start) if each.role in HELP]
        if cues:
            return max(cues, key=lambda each: each.weight)
    return None


def _column_cue(text: str, fact: Fact, head: Sentence | None) -> Cue | None:
    """Return the cue of the head of the column in which an amount stands, in a table whose head says one."""
    column = text.count("|", fact.sentence.start, fact.sum.start)
    cells = head.text.split("|") if head else []
    if head is None or column >= len(cells):
        return None
    before = head.start + sum(len(cell) + 1 for cell in cells[:column])
    cues = [each for each in find_cues(cells[column], before) if each.role in HELP]
    return max(cues, key=lambda each: each.weight) if cues else None


def _above(context: Context, leads: Sequence[Sentence], cue: Cue) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return who gives and who gets, as the words above a list tell: whoever promises in them, and to whom."""
    givers: dict[str, None] = {}
    getters: dict[str, None] = {}
    for sentence in leads:
        for mention in context.mentions_in(sentence.start, sentence.end):
            before = context.text[max(sentence.start, mention.start - 60) : mention.start].replace("\n", " ")
            if TOWARD.search(before) or WITHIN.search(before):
                getters[mention.code] = None
            elif sentence.start <= cue.start < sentence.end and mention.end <= cue.start and mention.sort != "capital":
                givers[mention.code] = None
        if getters:
            break
    return (*givers,)[:1], tuple(code for code in getters if code not in givers)[:4]
