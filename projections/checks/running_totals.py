"""Running totals against each other: those that fall, differ on one day, or stand in the wrong order."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from bilat.projections.checks.context import CheckContext
from bilat.projections.checks.finding import Finding, amount_words, join_words
from bilat.projections.checks.tolerance import interval
from bilat.projections.pledges.running_totals import CHAIN, reported_totals

KINDS = {
    "total-falls": "a running total is lower than the one before it",
    "totals-differ": "one running total is told with two amounts for one day",
    "total-bounds-differ": "one running total is told with two bounds for one day",
    "totals-out-of-order": "more is told as paid than as committed or announced",
}
_GROWING = ("announced", "committed", "disbursed", "achieved", "unspecified")
_ORDER = (("disbursed", "committed"), ("disbursed", "announced"), ("committed", "announced"))
_TELLING = ("value", "unit", "bound", "upper", "event", "until", "own")


def find(record: CheckContext) -> Iterator[Finding]:
    """Compare the totals of each stream, measure, unit and beginning.

    What a source converted itself is compared too, but only with a total told in that currency: two
    conversions move with the rates.
    """
    claims = _claims(record)
    points = _points(claims)
    yield from _falls(points)
    yield from _differences(claims.filter("own"))
    for lower, upper in _ORDER:
        yield from _out_of_order(points, lower, upper)


def _claims(record: CheckContext) -> pl.DataFrame:
    """Every total told, in its own unit and (`own` false) as its source converted it, with least and most."""
    frame = reported_totals(record.money)
    key = ["seq", "event", "stream", "measure", "since", "until"]
    amount = {part: f"amount_{part}" for part in ("value", "unit", "bound", "upper")}
    own = frame.select(*key, **amount, own=pl.lit(True))
    printed = record.equivalents.drop("event", "stream").join(frame.select(key), on="seq")
    rows = pl.concat([own, printed.select(*key, *amount, own=pl.lit(False))])
    least, most = interval("value", "upper", "bound")
    return rows.with_columns(least=least, most=most).sort("seq", "own", descending=[False, True])


def _points(claims: pl.DataFrame) -> pl.DataFrame:
    """Return a row a day and chain: the claim that allows the least (`low`), and the one that allows the most."""
    claim = pl.struct(_TELLING)
    return (
        claims.group_by(*CHAIN, "until", maintain_order=True)
        .agg(
            low=claim.sort_by("least").first(),
            high=claim.sort_by("most", nulls_last=True).last(),
            least=pl.col("least").min(),
            most=pl.when(pl.col("most").is_not_null().all()).then(pl.col("most").max()),
            own=pl.col("own").any(),
        )
        .sort(*CHAIN, "until")
    )


def _falls(points: pl.DataFrame) -> Iterator[Finding]:
    before = {name: pl.col(name).shift(1).over(CHAIN) for name in ("least", "low", "own")}
    found = points.with_columns(before=before["low"]).filter(
        pl.col("measure").is_in(_GROWING), before["least"] > pl.col("most"), before["own"] | pl.col("own")
    )
    for measure, earlier, later in found.select("measure", "before", "high").iter_rows():
        yield Finding(
            "total-falls",
            (earlier["event"], later["event"]),
            f"{_words(measure)} fell from {_dated(earlier)} to {_dated(later)}",
            "they may count different things: keep two programmes, or say in a note what each counts",
        )


def _differences(claims: pl.DataFrame) -> Iterator[Finding]:
    found = (
        claims.group_by(*CHAIN, "until", maintain_order=True)
        .agg(
            differ=pl.col("least").max() > pl.col("most").min(),
            bounds=pl.col("bound").n_unique() > 1,
            claimed=pl.struct("value", "unit", "bound", "upper"),
            events=pl.col("event").unique(maintain_order=True),
        )
        .filter(pl.col("differ").fill_null(False) | pl.col("bounds"))
    )
    columns = ("measure", "until", "differ", "claimed", "events")
    for measure, until, differ, amounts, events in found.select(columns).iter_rows():
        yield Finding(
            "totals-differ" if differ else "total-bounds-differ",
            tuple(events),
            f"{_words(measure)} up to {until} is told as {join_words(map(amount_words, amounts))}",
            "read the sources again; if one was misread, correct it: bilat append entry-corrected"
            if differ
            else "quote the sources; the bound that the original text uses is the one to rely on",
        )


def _out_of_order(points: pl.DataFrame, lower: str, upper: str) -> Iterator[Finding]:
    """Totals of measure `upper` below the highest of measure `lower` told for an earlier day, or the same."""
    key = ["stream", "unit", "since"]
    ordered = points.with_columns(pl.col("since").fill_null("")).sort("until", *key)
    reached = ordered.filter(pl.col("measure") == lower)
    reached = reached.filter((pl.col("least") > pl.col("least").cum_max().shift(1).over(key)).fill_null(True)).select(
        *key, "until", reached="low", reached_least="least", reached_own="own"
    )
    found = (
        ordered.filter(pl.col("measure") == upper)
        .join_asof(reached, on="until", by=key, check_sortedness=False)
        .filter(pl.col("reached_least") > pl.col("most"), pl.col("reached_own") | pl.col("own"))
    )
    for more, less in found.select("reached", "high").iter_rows():
        yield Finding(
            "totals-out-of-order",
            (more["event"], less["event"]),
            f"{_dated(more)} was told as {lower}, but only {_dated(less)} as {upper}",
            f"what was told as {upper} may be an older sum, or at another rate: not new money",
        )


def _words(measure: str) -> str:
    return "the running total" if measure == "unspecified" else f"the total {measure}"


def _dated(claim: dict[str, object]) -> str:
    return f"{amount_words(claim)}{'' if claim['own'] else ' (as its source converts it)'} up to {claim['until']}"
