"""Where a sheet goes: on the terminal as a table, or into a page as Markdown. Each is imported when it is asked for."""

from typing import Any

import typer


def print_sheet_as(sheet: Any, *, markdown: bool) -> None:
    """Print a sheet as a table for the terminal, or as a Markdown page."""
    if markdown:
        from bilat.cli.render.markdown import md_sheet

        typer.echo(md_sheet(sheet), nl=False)
    else:
        from bilat.cli.render.console import console
        from bilat.cli.render.tables import print_sheet

        print_sheet(sheet, console())
