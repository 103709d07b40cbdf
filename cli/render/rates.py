"""Rates: those that the record implies, and what a converted cell says of its own."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from bilat.cli.render.amounts import amount, number
from bilat.cli.render.inert import inert
from bilat.cli.render.sheet import Cell, Column, Grid, Group, Row, shown
from bilat.cli.render.timeline import date

COLUMNS = (
    Column("on", cap=11),
    Column("told by", share=1),
    Column("amounts", number=True),
    Column("rate", number=True),
    Column("ECB", number=True),
)
DIGITS = 6
LAYERS = {
    "stated": "as told",
    "equivalent": "by sources",
    "converted": "by rates",
    "unconverted": "no rate",
}
ROUNDED = "Converted sums are shown to four decimals; JSON and CSV have every digit."


def rates_grid(rates: Sequence[Row], limit: int) -> Grid:
    """Return a row per implied rate: who told it, the two sums, and the ECB's rate of those days beside it."""
    rows, more = shown(rates, limit)
    return Grid(COLUMNS, [Group("", [_row(row) for row in rows])], more, heading="Implied rates")


def short(rate: str) -> str:
    """Return a rate at six significant digits; JSON and CSV have all."""
    digits = Decimal(rate)
    places = max(DIGITS - 1 - digits.adjusted(), 0)
    text = f"{digits:,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def converted(record: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None) -> list[str]:
    """Return what a converted cell adds to the amounts as told: its value, then by which rate."""
    cells = [record] if isinstance(record, Mapping) else record or []
    return [line for cell in cells for line in _lines(cell)]


def layers(total: Mapping[str, Any]) -> list[str]:
    """Return what of a sum is of which layer, where not all of it is as told."""
    value = total.get("layers", {})
    if set(value) <= {"stated", "unconverted"}:
        return []
    return [f"{LAYERS[of]} {number(value[of], rounded=True)}" for of in LAYERS if of in value]


def _row(row: Row) -> tuple[Cell, ...]:
    events = [row["event"], *([f"and {row['and_event']}"] if row["and_event"] else [])]
    deviation = [f"{Decimal(row['deviation_percent']):+f}%"] if row["deviation_percent"] is not None else []
    return (
        date(row["on"]),
        Cell((row["title"] or row["event"],), below=events),
        Cell((amount(row["amount"]), amount(row["equivalent"]))),
        Cell((short(row["rate"]),), (f"{row['currency']} per {row['per_unit_of']}",)),
        Cell((short(row["ecb_day"]) if row["ecb_day"] else "–",), deviation),
    )


def _lines(cell: Mapping[str, Any]) -> list[str]:
    deflated = cell.get("deflator")
    if cell["layer"] in ("stated", "unconverted") and not deflated:
        return []
    if "parts" in cell:
        how = [f"{len(cell['parts'])} rates"]
    else:
        by = {"equivalent": "the source's own", "converted": f"{cell['basis']} {inert(cell['date'])}"}
        how = [by[cell["layer"]]] if cell["layer"] in by else []
    prices = [f"prices by {inert(deflated['iso'])}"] if deflated else []
    return [f"= {amount(cell)}", *how, *prices]
