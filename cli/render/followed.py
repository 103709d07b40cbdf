"""A page that goes on: rows that follow others, under the same columns."""

from rich.console import Console

from bilat.cli.render.grids import column_widths
from bilat.cli.render.sheet import Grid, Section, Sheet


def following(sheet: Sheet, first: Sheet | None, to: Console) -> Sheet:
    """Return the rows and notes of a page alone, in columns as wide as those of the `first` page, without headers."""
    widths = [column_widths(section, to.width) for section in (first or sheet).sections if isinstance(section, Grid)]
    return sheet._replace(
        boundary="", answer=(), stamp=(), sections=[_bare(section, widths[0]) for section in sheet.sections]
    )


def _bare(section: Section, widths: list[int]) -> Section:
    if not isinstance(section, Grid):
        return section
    columns = [column._replace(header="", width=width) for column, width in zip(section.columns, widths, strict=True)]
    return section._replace(columns=columns)
