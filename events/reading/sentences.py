"""Sentences of a text, each with where it begins and ends; headings and items of lists are sentences too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BLOCK = re.compile(r"\n[ \t]*\n\s*|\n(?=[ \t]*(?:[-*•–·▪]|\d{1,2}[.)]|\(\w{1,3}\)|#{1,6})[ \t])")
_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9$€£¥]|\s*$)|[.!?][\"”’](?=\s)|;(?=\s+and\s+[A-Z])")
_SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|No|Nos|Gen|Sen|Rep|Gov|Hon|Prof|Lt|Col|Capt|Jr|Sr|Inc|Ltd|Co|Corp|Rs|vs|approx|Approx"
    r"|ca|cf|para|paras|Art|Arts|Fig|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Mt|Ft"
    r"|est|etc|e\.g|i\.e|Amb|H\.E"
    r"|Rep|p\.a|Vol|bn|mn|tn)|\b[A-Z](?:\.[A-Z])*)\.$"
)
_STARTS = re.compile(
    r"\s+[\"“‘(]*(?:The|It|In|He|She|They|This|That|These|On|At|A|An|Under|For|Its|His|Her|We|But|And|However|Since|"
    r"Among|During|According|Last|Of|As|With|Both|Meanwhile|Earlier|President|Prime)\b"
)
_ROW = re.compile(r"[ \t]*(?:\|.*|[^\n:|–—\t]{2,60}?(?:[:|–—\t]| -{1,2} |\.{3,})[^\n]{0,40}\d[^\n]{0,80})")
"""A line of a list or a table: a name, then what parts it from a number."""
LONGEST = 1_500
"""Characters of a sentence; a longer one is parted."""
_WRAPPED = 120
"""Characters; a line longer than this is no line of a wrapped paragraph."""


@dataclass(frozen=True)
class Sentence:
    """A sentence of the text, from `start` to `end`, and of which paragraph (from 0). A heading ends without a stop."""

    start: int
    end: int
    text: str
    paragraph: int
    heading: bool = False


def sentences(text: str) -> list[Sentence]:
    """Return the sentences in order; white space between them belongs to none."""
    found: list[Sentence] = []
    for number, (start, end) in enumerate(paragraphs(text)):
        for first, last in _split(text, start, end):
            part = text[first:last]
            heading = not re.search(r"[.!?…:;,][\"'”’)\]]*$", part) and len(part) < 200
            found.append(Sentence(first, last, part, number, heading))
    return found


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return where paragraphs begin and end: between blank lines, else each long or unfinished line by itself."""
    found: list[tuple[int, int]] = []
    at = 0
    for gap in [*_BLOCK.finditer(text), None]:
        end = gap.start() if gap else len(text)
        found += _lines(text, at, end)
        at = gap.end() if gap else end
    return [(start, end) for start, end in found if text[start:end].strip()]


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Part a block whose lines are paragraphs of their own, as pages without blank lines have them."""
    block = text[start:end]
    lines = block.split("\n")
    rows = sum(1 for line in lines if _ROW.fullmatch(line))
    if (rows < 2 or rows < len(lines) - 1) and (len(lines) < 2 or max(map(len, lines)) <= _WRAPPED):
        first = len(lines[0])
        if len(lines) > 1 and _is_headline(lines[0], lines[1]):
            yield start, start + first
            yield start + first + 1, end
        else:
            yield start, end
        return
    at = start
    for line in lines:
        yield at, at + len(line)
        at += len(line) + 1


def _is_headline(first: str, second: str) -> bool:
    return bool(re.search(r"[^\s.!?,;:]\s*$", first)) and len(first) < 100 and second[:1].isupper()


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for stop in _END.finditer(text, start, end):
        if _inside(text, at, stop, end):
            continue
        yield from _trimmed(text, at, stop.end())
        at = stop.end()
    yield from _trimmed(text, at, end)


def _inside(text: str, at: int, stop: re.Match[str], end: int) -> bool:
    """Tell whether this stop ends an abbreviation and not a sentence."""
    if stop[0][0] != "." or stop.end() >= end:
        return False
    short = _SHORT.search(text[max(at, stop.start() - 10) : stop.start() + 1])
    if short is None:
        return False
    return not (re.search(r"[A-Z]\.[A-Z]\.$", short[0]) and _STARTS.match(text, stop.end()))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    part = text[start:end]
    inner = part.strip()
    if inner:
        first = start + part.index(inner)
        yield from _cut(text, first, first + len(inner))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Part what is longer than any sentence, between words: what is said of all pairs within one stays bounded."""
    while end - start > LONGEST:
        at = max((text.rfind(mark, start + LONGEST // 2, start + LONGEST) for mark in ("; ", ", ", " ")), default=-1)
        at = start + LONGEST if at < 0 else at + 1
        yield start, at
        start = at
    yield start, end
