"""Where a sheet goes: on the terminal as a table, or into a page as Markdown. Each is imported when it is asked for."""

from typing import Any

import typer


def print_sheet_as(sheet: Any, *, markdown: bool, paged: bool = True) -> None:
    """Print a sheet as a table for the terminal, in the pager where it is longer than the screen, or as Markdown."""
    if markdown:
        from bilat.cli.render.markdown import md_sheet

        typer.echo(md_sheet(sheet), nl=False)
        return
    from bilat.cli.render.console import console
    from bilat.cli.render.tables import print_sheet, sheet_text

    to = console()
    if paged:
        from bilat.cli.render.pager import print_paged

        print_paged(sheet_text(sheet, to), to.height)
    else:
        print_sheet(sheet, to)
