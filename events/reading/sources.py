"""The source that a page becomes: its slug, its day, its registration."""

from __future__ import annotations

import re
from typing import Any

from bilat.events.reading.doubts import NAMES, Doubt
from bilat.events.reading.pages.page import Page
from bilat.events.reading.proposals import Proposal
from bilat.events.reading.times import find_moments
from bilat.events.reading.titles import slug_of
from bilat.events.reading.voices import Voice


def publication_day(beginning: str) -> str:
    """Return the first whole date of a text's beginning, a dateline or the line below a title; empty for none."""
    return next((each.edtf for each in find_moments(beginning, "") if each.exact and len(each.edtf) == 10), "")


def source_slug(page: Page) -> str:
    """Return a slug for the page: its publisher, else its title, and its day."""
    named = re.sub(r"^the ", "", page.publisher or page.title or page.file or "text", flags=re.IGNORECASE)
    return slug_of(named, page.published, limit=60)


def source_proposal(page: Page, slug: str, voice: Voice, *, media_type: str = "text/plain") -> Proposal:
    """Return the registration of a page as a source."""
    event: dict[str, Any] = {"kind": "source-registered", "stream": f"source/{slug}", "title": page.title[:500]}
    event |= {"publisher": page.publisher} if page.publisher else {}
    event |= {"published": page.published} if page.published else {}
    event |= {"url": page.url} if page.url else {}
    event |= {"language": "en", "type": "official" if voice.official else "news"}
    doubts = [] if page.publisher else [Doubt("publisher", NAMES["publisher"])]
    doubts += [] if page.published else [Doubt("date", "the day of publication is not told")]
    return Proposal(event, 0.95, ("the page itself",), tuple(doubts)).settled()
