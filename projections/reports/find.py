"""Find: what on record has some words, in titles, names, slugs, notes, texts and quotes; typos are forgiven."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import polars as pl

from bilat.events.errors import BadInput
from bilat.events.likeness.titles import folded
from bilat.projections.columns import Frame
from bilat.projections.view.as_of import as_of
from bilat.projections.view.boundary import Boundary

FIELDS = {
    "title": 1.0,
    "name": 1.0,
    "slug": 1.0,
    "publisher": 0.9,
    "text": 0.9,
    "speaker": 0.9,
    "note": 0.85,
    "quote": 0.85,
}
"""Where words are sought, and what a word found there weighs."""
_PLAIN = tuple(name for name in FIELDS if name not in ("slug", "quote"))
NEAR = 78
"""How alike two words are from which on one may be the other mistyped, of 100 (rapidfuzz, `ratio`)."""
_BEGINS, _INSIDE = 0.95, 0.85
_WORDS = 12
_AROUND = 60


def find(frame: Frame, words: str, limit: int | None = None) -> list[dict[str, Any]]:
    """Return the streams in which all the words stand, best first: `what`, `stream`, `event`, `on`, `title`, `where`,
    `found`, `score`.

    `what` is the type of stream, `event` the one that has the words (the first of the best), `where` the field and
    `found` the words around; `score` is 0 to 100. As corrected so far; retracted events have no words. Each word of
    the record is compared once, however often it stands there. Raises BadInput where no word is given.
    """
    sought = folded(words).split()[:_WORDS]
    if not sought:
        raise BadInput("there is nothing to look for", "give some words: bilat find vaccine doses")
    texts = _texts(frame)
    split = texts.with_columns(words=pl.col("text").map_elements(folded, pl.String, skip_nulls=True).str.split(" "))
    vocabulary = split["words"].explode().drop_nulls().unique().to_list()
    best = {word: _near(word, vocabulary) for word in sought}
    near = {each for scores in best.values() for each in scores}
    hit = split.filter(pl.col("words").list.eval(pl.element().is_in(list(near))).list.any())
    found: dict[str, dict[str, Any]] = {}
    for row in hit.iter_rows(named=True):
        score = _score(row["words"], best) * FIELDS[row["where"]]
        if score and score > found.get(row["stream"], {"score": 0})["score"]:
            row["score"], row["found"] = score, _around(row.pop("text"), row.pop("words"), near)
            found[row["stream"]] = row
    rows = sorted(found.values(), key=lambda row: (-row["score"], row["stream"]))
    return [{**row, "score": round(row["score"] * 100)} for row in rows[:limit]]


def _texts(frame: Frame) -> pl.DataFrame:
    """Return every text: what, stream, event, on, title, where, text; events in order of recording."""
    columns = ["stream", "event", "stream_type", "position", "on", "cites", *_PLAIN]
    view = as_of(frame, Boundary()).select(columns).collect().sort("position")
    titles = (
        view.filter(pl.coalesce("title", "name").is_not_null())
        .unique("stream", keep="first", maintain_order=True)
        .select("stream", called=pl.coalesce("title", "name"))
    )
    view = view.join(titles, on="stream", how="left", maintain_order="left")
    shown = ["stream", "event", "on", pl.col("stream_type").alias("what"), pl.col("called").alias("title")]
    quotes = view.select(*shown, text=pl.col("cites").str.json_decode(pl.List(pl.Struct({"quote": pl.String}))))
    quotes = quotes.explode("text").with_columns(text=pl.col("text").struct.field("quote"))
    slugs = view.unique("stream", keep="first", maintain_order=True)
    parts = [
        slugs.select(*shown, text=pl.col("stream").str.split("/").list.last(), where=pl.lit("slug")),
        quotes.with_columns(where=pl.lit("quote")),
        *(view.select(*shown, text=pl.col(name), where=pl.lit(name)) for name in _PLAIN),
    ]
    return pl.concat([part.select("what", "stream", "event", "on", "title", "where", "text") for part in parts]).filter(
        pl.col("text").is_not_null()
    )


def _near(word: str, vocabulary: Sequence[str]) -> dict[str, float]:
    """Return the words of the record that may be this one, and how surely, up to 1."""
    from rapidfuzz import fuzz, process

    found = {
        known: score / 100
        for known, score, _ in process.extract(word, vocabulary, scorer=fuzz.ratio, score_cutoff=NEAR, limit=None)
    }
    if len(word) > 1:
        for known in vocabulary:
            if word in known:
                found[known] = max(found.get(known, 0), _BEGINS if known.startswith(word) else _INSIDE)
    return found | ({word: 1.0} if word in found else {})


def _score(text: Iterable[str], best: dict[str, dict[str, float]]) -> float:
    """Return how surely all the words stand in a text, up to 1; 0 where one does not."""
    words = set(text)
    scores = [max((near[word] for word in words if word in near), default=0.0) for near in best.values()]
    return sum(scores) / len(scores) if all(scores) else 0.0


def _around(text: str, words: Sequence[str], near: set[str]) -> str:
    """Return the text around the first word found in it."""
    if len(text) <= 2 * _AROUND:
        return text
    first = next((index for index, word in enumerate(words) if word in near), 0)
    start = max(0, len(" ".join(words[:first])) - _AROUND // 2)
    piece = text[start : start + 2 * _AROUND]
    return f"{'…' if start else ''}{piece.strip()}{'…' if start + 2 * _AROUND < len(text) else ''}"


def ranked(rows: Iterable[dict[str, Any]], words: str) -> Iterator[dict[str, Any]]:
    """Yield the rows in whose title, stream or parties all the words stand, best first."""
    best_of = folded(words).split()[:_WORDS]
    listed = [(row, folded(f"{row['title'] or ''} {row['stream'].partition('/')[2]}").split()) for row in rows]
    vocabulary = sorted({word for _, each in listed for word in each})
    best = {word: _near(word, vocabulary) for word in best_of}
    scored = [(_score(each, best), row) for row, each in listed]
    yield from (row for score, row in sorted(scored, key=lambda each: -each[0]) if score)
