"""Printing a sheet as a pipe gets it: 80 columns, no colour."""

from collections.abc import Mapping
from io import StringIO

from rich.console import Console

from bilat.cli.render.edition import Edition
from bilat.cli.render.names import Names
from bilat.cli.render.sheet import Sheet
from bilat.cli.render.tables import print_sheet


def printed(sheet: Sheet, width: int = 80) -> str:
    """The text of a printed sheet."""
    out = StringIO()
    print_sheet(sheet, Console(width=width, color_system=None, file=out, emoji=False, markup=False, highlight=False))
    return out.getvalue()


def edition(
    about: str = "",
    sources: Mapping[str, str] | None = None,
    limit: int = 100,
    *whole: str,
    parties: Mapping[str, str] | None = None,
    titles: Mapping[str, str] | None = None,
) -> Edition:
    """What a layout knows besides the report; `whole` are the flags that ask for what is short by default."""
    return Edition(about, Names(parties, lambda: titles or {}, lambda: sources or {}), limit, frozenset(whole))


def usd(value: str, bound: str = "exact", **more: str | None) -> dict[str, str | None]:
    """An amount in dollars, as report JSON has it."""
    return {"value": value, "unit": "USD", "bound": bound, **more}


STAMP = {"ledger": "0f" * 16, "events": 12, "root": "ab" * 32, "bilat": "0.1.0", "rates": None}
