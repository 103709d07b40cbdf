"""The console that results are printed on."""

import os
import sys
from typing import TextIO

from rich.console import Console

PIPED_WIDTH = 80


def console(out: TextIO | None = None) -> Console:
    """Make a console on standard output: as wide as the terminal, 80 columns and no colour when piped.

    `NO_COLOR`, when set to anything, turns styling off on terminals too.
    """
    stream = out or sys.stdout
    terminal = stream.isatty()
    styled = terminal and not os.environ.get("NO_COLOR")
    return Console(
        file=stream,
        width=None if terminal else PIPED_WIDTH,
        color_system="auto" if styled else None,
        force_terminal=None if styled else False,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=False,
    )
