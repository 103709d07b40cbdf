"""Printing a sheet as a pipe gets it: 80 columns, no colour."""

from io import StringIO

from rich.console import Console

from bilat.cli.render.sheet import Sheet
from bilat.cli.render.tables import print_sheet


def printed(sheet: Sheet, width: int = 80) -> str:
    """The text of a printed sheet."""
    out = StringIO()
    print_sheet(sheet, Console(width=width, color_system=None, file=out, emoji=False, markup=False, highlight=False))
    return out.getvalue()


def usd(value: str, bound: str = "exact", **more: str | None) -> dict[str, str | None]:
    """An amount in dollars, as report JSON has it."""
    return {"value": value, "unit": "USD", "bound": bound, **more}


STAMP = {"ledger": "0f" * 16, "events": 12, "root": "ab" * 32, "bilat": "0.1.0", "rates": None}
