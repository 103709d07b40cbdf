"""Quotes: where a source's text is archived, a quote that does not occur in it is refused.

How the words are compared says `wording`, which is imported when a page is there to be looked through.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pydantic import ValidationError

from bilat.domain.stream_index import StreamIndex
from bilat.events.base import Event
from bilat.events.corrections import EntryCorrected
from bilat.events.errors import Problem
from bilat.events.sources import SourceArchived
from bilat.events.values.citations import Citation

_TEXTUAL = re.compile(r"text/.*|application/(?:xhtml\+xml|xml|json)|.*\+(?:xml|json)")


def quote_problems(event: Event, index: StreamIndex, where: str) -> Iterator[Problem]:
    """Quotes of an event's citations, or of those it corrects, that the archived source does not contain."""
    for cite in _cited(event):
        if cite.quote is None:
            continue
        pages = [*_pages(index, cite.source)]
        if pages and not _stands(cite.quote, pages):
            yield Problem(
                where,
                "quote",
                f"the archived text of {cite.source} does not contain {_short(cite.quote)!r}",
                "copy the words from the text, or archive the version that has them",
            )


def _stands(quote: str, pages: Iterable[bytes]) -> bool:
    from bilat.domain.quote_matching import occurs

    return any(occurs(quote, page) for page in pages)


def _cited(event: Event) -> Iterable[Citation]:
    return (*event.cites, *_corrected(event)) if isinstance(event, EntryCorrected) else event.cites


def _corrected(event: EntryCorrected) -> Iterator[Citation]:
    for cite in event.fields.get("cites") or ():
        try:
            yield Citation.model_validate(cite)
        except ValidationError:  # text forms have no quote; what is none is refused by the correction's rules
            continue


def _pages(index: StreamIndex, source: str) -> Iterator[bytes]:
    stream = index.stream(f"source/{source}")
    for event in stream.effective_events().values() if stream.holds("source-archived") else ():
        if isinstance(event, SourceArchived) and _TEXTUAL.fullmatch(event.media_type):
            page = index.archived(event.sha256)
            if page is not None:
                yield page


def _short(quote: str) -> str:
    return quote if len(quote) <= 60 else f"{quote[:57]}..."
