"""Which layout belongs to which report, for tables and Markdown."""

from collections.abc import Callable, Mapping
from typing import Any

from bilat.cli.render.edition import Edition
from bilat.cli.render.sheet import Sheet

Layout = Callable[[Mapping[str, Any], Edition], Sheet]
"""Lays out a report, given what is known besides: its boundary in words, names, how much is shown."""


def layout(name: str) -> Layout:
    """Import the layout of a report. Raises LookupError for what is none."""
    match name:
        case "summary":
            from bilat.cli.render.summary import sheet
        case "timeline":
            from bilat.cli.render.timeline import sheet
        case "commitments":
            from bilat.cli.render.commitments import sheet
        case "delivery":
            from bilat.cli.render.delivery import sheet
        case "trade":
            from bilat.cli.render.trade import sheet
        case "overview":
            from bilat.cli.render.overview import sheet
        case "check":
            from bilat.cli.render.check import sheet
        case "explain":
            from bilat.cli.render.explain import sheet
        case "replay":
            from bilat.cli.render.replay import sheet
        case "diff":
            from bilat.cli.render.diff import sheet
        case _:
            raise LookupError(f"{name} is no report that is laid out")
    return sheet
