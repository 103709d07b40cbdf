"""Which renderer lays out which report, for tables and Markdown."""

from collections.abc import Callable, Mapping
from typing import Any

from bilat.cli.render.sheet import Sheet

Layout = Callable[[Mapping[str, Any], str, Mapping[str, str], int], Sheet]
"""Lays out a report, given the boundary in words, a line about each source, and how many rows are shown."""


def layout(name: str) -> Layout:
    """Import the renderer of a report that is a sheet. Raises LookupError for any other."""
    match name:
        case "timeline":
            from bilat.cli.render.timeline import sheet
        case "commitments":
            from bilat.cli.render.commitments import sheet
        case "trade":
            from bilat.cli.render.trade import sheet
        case "check":
            from bilat.cli.render.check import sheet
        case "replay":
            from bilat.cli.render.replay import sheet
        case "diff":
            from bilat.cli.render.diff import sheet
        case _:
            raise LookupError(f"{name} is no report that is laid out as a sheet")
    return sheet
