"""Constant prices: converted money in the prices of one year, by a file of price indices."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

import polars as pl

from bilat.events.errors import BadInput
from bilat.events.values.alpha3 import ALPHA_2
from bilat.events.values.decimals import plain
from bilat.projections.currency import scaling
from bilat.projections.currency.conversion import DEFLATOR, Converted
from bilat.projections.currency.csv_files import Line
from bilat.projections.currency.csv_files import read as read_csv

COLUMNS = ("iso", "year", "index")
CURRENT = " (current prices)"
"""What the unit of converted money ends with where no index reaches: it is never added to constant prices."""
_ISO = re.compile(r"[A-Za-z][A-Za-z0-9]{1,11}", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)


class Deflators(NamedTuple):
    """Price indices: `indices[code][year]`, states by alpha-2 code; `version` names file and content."""

    version: str
    indices: Mapping[str, Mapping[int, Decimal]]


def read(path: str, year: str) -> Deflators:
    """Read `iso,year,index`: an index of prices by state (alpha-2 or alpha-3) or currency, on any base.

    Raises BadInput, naming file, line and column: a column or cell that is missing, an index that is not
    above 0, a year told twice, a year missing between two; and where no index reaches `year`.
    """
    if not _YEAR.fullmatch(year):
        raise BadInput(f"{year[:20]!r} is not a year", "prices are those of one year, such as 2020")
    sheet = read_csv(path, COLUMNS)
    record: dict[str, dict[int, tuple[Line, Decimal]]] = defaultdict(dict)
    for line in sheet.lines:
        code, of = _code(line), line.cells["year"]
        if not _YEAR.fullmatch(of):
            raise line.wrong("year", f"{of[:20]!r} is not a year")
        if earlier := record[code].get(int(of)):
            raise line.wrong("year", f"{of} of {line.cells['iso']} stands on line {earlier[0].number}")
        record[code][int(of)] = line, line.positive("index")
    for code, years in record.items():
        for before, after in pairwise(sorted(years)):
            if after != before + 1:
                gap = f"nothing is told of {code} between {before} and {after}"
                raise years[after][0].wrong("year", gap, "fill the gap")
    indices = {code: {year: value for year, (_, value) in years.items()} for code, years in record.items()}
    if not any(int(year) in years for years in indices.values()):
        raise BadInput(f"{path}, column year: no index reaches {year}", "name a year that the file tells")
    return Deflators(sheet.version, indices)


def constant_prices(
    converted: Converted,
    openings: pl.DataFrame,
    parents: Mapping[str, str],
    currency: str,
    year: int,
    deflators: Deflators,
) -> Converted:
    """Restate converted money in the prices of `year`: times that year's index, over the claim's year's.

    The index is that of the donor's state (`parents` leads from an agency to it), else that of the currency,
    or of its state. Each claim is multiplied and rounded once, as in conversion. What no index reaches
    keeps its value, and its unit says `CURRENT`; other units stay as they are.
    """
    money = pl.col("unit").is_in([currency, f"{currency}/year"])
    donors = openings.select("stream", donor=pl.col("donor").list.unique().list.sort())
    shown_rows = converted.claims.filter(money).with_columns(of=pl.col("day").dt.year())
    asked = shown_rows.join(donors, on="stream", how="left", maintain_order="left")
    rows = []
    for seq, unit, donor, of in asked.select("seq", "unit", "donor", "of").iter_rows():
        code = _index_of(donor or (), parents, currency, (year, of), deflators)
        if code is not None:
            rows.append((seq, unit, code, of, deflators.indices[code][year], deflators.indices[code][of]))
    names = ("seq", "becomes", "iso", "year", "base", "index")
    found = pl.DataFrame(
        [(*row[:4], plain(row[4]), plain(row[5])) for row in rows],
        orient="row",
        schema=dict.fromkeys(names, pl.String) | {"seq": pl.UInt32, "year": pl.Int32},
    )
    factors = found.select(
        "seq", "becomes", num="base", den="index", num_low="base", num_high="base", approximate=pl.lit(False)
    )
    without = shown_rows.join(found, on="seq", how="anti")["seq"]
    deflated = found.select("seq", deflator=pl.struct("iso", "year", "index", "base").cast(DEFLATOR))
    scaled = scaling.scale(converted.claims, factors)
    frames = (
        scaling.scale_lots(converted.lots, scaled),
        scaling.scale_claims(converted.claims, scaled),
        scaling.scale_pieces(converted.standing, scaled),
    )
    lots, claims, standing = (_at_current_prices(frame, without) for frame in frames)
    rate_used = converted.rate_used.drop("deflator").join(deflated, on="seq", how="left", maintain_order="left")
    return Converted(lots, claims, standing, rate_used.select(converted.rate_used.columns))


def _code(line: Line) -> str:
    text = line.cells["iso"]
    if not _ISO.fullmatch(text):
        raise line.wrong("iso", f"{text[:20]!r} is not a code", "a state's code such as JPN, or a currency's")
    return ALPHA_2.get(text.upper(), text.upper())


def _index_of(
    donors: Iterable[str],
    parents: Mapping[str, str],
    currency: str,
    years: tuple[int, int],
    deflators: Deflators,
) -> str | None:
    """Return the code that the file tells both years of: the donors' one state, else the currency, or its state."""
    items = {code for code, index in deflators.indices.items() if all(year in index for year in years)}
    states = {next((code for code in _upwards(donor, parents) if code in items), None) for donor in donors}
    if len(states) == 1 and (state := states.pop()) is not None:
        return state
    return next((code for code in (currency, currency[:2]) if code in items), None)


def _upwards(code: str | None, parents: Mapping[str, str]) -> list[str]:
    chain: list[str] = []
    while code is not None and code not in chain:
        chain.append(code)
        code = parents.get(code)
    return chain


def _at_current_prices(frame: pl.DataFrame, seqs: pl.Series) -> pl.DataFrame:
    here = pl.col("seq").is_in(seqs.implode())
    return frame.with_columns(unit=pl.when(here).then(pl.col("unit") + CURRENT).otherwise("unit"))
