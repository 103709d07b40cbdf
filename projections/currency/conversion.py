"""Conversion: the money of a report in one currency, each claim by one rate, once all is decided."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import polars as pl

from bilat.events.values.tables import CURRENCIES, WITHDRAWN
from bilat.projections.currency import RateTable, scaling
from bilat.projections.currency.stated import by_source
from bilat.projections.pledges.lots import ORDER, PledgeBook

DEFLATOR = pl.Struct({"iso": pl.String, "year": pl.Int32, "index": pl.String, "base": pl.String})
RATE_USED: dict[str, pl.DataType] = {
    "seq": pl.UInt32(),
    "rate": pl.String(),
    "basis": pl.String(),
    "dated": pl.String(),
    "layer": pl.String(),
    "deflator": DEFLATOR,
}
"""By what each claim was converted.

`layer` is `stated` (told in this currency), `equivalent` (printed by the claim), `converted` (ours, by a
table) or `unconverted` (no rate: rate, basis and `dated` are null). `rate` is decimal text, `dated` the day,
period or year of a table's rate. `deflator` is null until prices are restated (`deflators.constant`).
"""
_PER_YEAR = "/year"


class Converted(NamedTuple):
    """The money of a `PledgeBook` in one currency; what had no rate kept its unit.

    `lots` are `lots.LOTS` and (rate, basis, dated, layer), `claims` the claims (`claims.CLAIMS`),
    `standing` what stands within each pledge (`balances.BALANCES`), `rate_used` each claim's rate (`RATE_USED`).
    """

    lots: pl.DataFrame
    claims: pl.DataFrame
    standing: pl.DataFrame
    rate_used: pl.DataFrame


def convert(kept: PledgeBook, currency: str, table: RateTable, *, stated: bool) -> Converted:
    """Convert every claim once, to the cent, half-even, and cut its lots from the result.

    With `stated` a claim is worth the equivalent in this currency that it printed itself; without one, and
    otherwise, its rate is the table's, of the claim's days. Money per year becomes `USD/year`. An
    equivalent's own bound is kept: "at least USD 1m" makes an exact sum of yen at least that.
    """
    rows = kept.claims.sort("seq").collect()
    rated = _rated(rows, currency, table, stated=stated)
    factors = rated.filter(pl.col("num").is_not_null()).select(scaling.FACTORS.keys())
    rate_used = rated.select(RATE_USED.keys())
    standing = kept.balances.filter(pl.col("reason").is_null()).collect()
    scaled = scaling.scale(rows, factors)
    lots = scaling.scale_lots(kept.lots.sort(ORDER).collect(), scaled)
    return Converted(
        lots.join(rate_used.drop("deflator"), on="seq", how="left", maintain_order="left"),
        scaling.scale_claims(rows, scaled),
        scaling.scale_pieces(standing, scaled),
        rate_used,
    )


def convert_claims(rows: pl.DataFrame, currency: str, table: RateTable, *, stated: bool) -> pl.DataFrame:
    """Convert amounts (`claims.CLAIMS`) that are no claims of a book, such as payments, as `convert` does claims."""
    rated = _rated(rows, currency, table, stated=stated)
    factors = rated.filter(pl.col("num").is_not_null()).select(scaling.FACTORS.keys())
    return scaling.scale_claims(rows, scaling.scale(rows, factors))


def _rated(rows: pl.DataFrame, currency: str, table: RateTable, *, stated: bool) -> pl.DataFrame:
    """Return the rate of every claim: `RATE_USED` and, null where nothing is multiplied, `scaling.FACTORS`."""
    rows = rows.with_columns(base=pl.col("unit").str.strip_suffix(_PER_YEAR)).with_columns(
        becomes=pl.concat_str(
            pl.lit(currency),
            pl.when(pl.col("base") != pl.col("unit")).then(pl.lit(_PER_YEAR)).otherwise(pl.lit("")),
        )
    )
    own = rows.filter(pl.col("base") == currency).select(
        "seq", rate=pl.lit("1"), basis=pl.lit("stated"), layer=pl.lit("stated")
    )
    other = rows.filter(pl.col("base") != currency)
    printed = by_source(other) if stated else other.clear().select("seq")
    rest = other.join(printed, on="seq", how="anti", maintain_order="left")
    by_table = _tabled(rest, currency, table)
    known = pl.concat([own, printed, by_table], how="diagonal")
    without = rows.join(known, on="seq", how="anti").select("seq", layer=pl.lit("unconverted"))
    schema = RATE_USED | scaling.FACTORS
    empty = pl.DataFrame(schema=schema)
    return pl.concat([empty, known, without], how="diagonal").select(schema.keys()).sort("seq")


def _tabled(frame: pl.DataFrame, currency: str, table: RateTable) -> pl.DataFrame:
    """Return the table's rates where it has one, each distinct unit and span looked up once."""
    key = ["base", "day", "last"]
    spans = frame.filter(pl.col("base").is_in([*CURRENCIES, *WITHDRAWN])).select(key).unique().drop_nulls()
    rows: list[tuple[str, date, date, str, str, str]] = []
    for base, first, last in spans.iter_rows():
        found = table.rate(base, currency, first, last)
        if found is not None:
            rows.append((base, first, last, found.text, found.basis, found.dated))
    schema = dict.fromkeys((*key, "rate", "basis", "dated"), pl.String) | {"day": pl.Date, "last": pl.Date}
    rates = pl.DataFrame(rows, schema=schema, orient="row")
    return frame.join(rates, on=key, maintain_order="left").select(
        "seq",
        "becomes",
        num="rate",
        den=pl.lit("1"),
        num_low="rate",
        num_high="rate",
        approximate=pl.lit(False),
        rate="rate",
        basis="basis",
        dated="dated",
        layer=pl.lit("converted"),
    )
