"""`bilat chart`: one chart of a page, as a file for a paper or a slide."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from bilat.cli import settings
from bilat.cli.flags import PageFlags, Relation, with_flags
from bilat.cli.options import examples

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(
    epilog=examples(
        "bilat chart ASEAN-JP --kind fall --in USD --rates ecb-day -o fall.svg",
        "bilat chart ASEAN-JP --kind timeline -o timeline.svg",
    )
)
@with_flags
def chart(
    ctx: typer.Context,
    *,
    relation: Relation = None,
    kind: Annotated[
        Literal["fall", "years", "timeline", "trade", "delivery"], typer.Option(help="Which chart.")
    ] = "fall",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to, .svg or .png; default: SVG on standard output."),
    ] = None,
    flags: PageFlags,
) -> None:
    """Draw one chart of a page on its own, with its title, what it counts, and the stamp of the ledger.

    PNG needs the extra `png`: pip install 'bilat[png]'.
    """
    from bilat.cli.page.alone import alone, needed
    from bilat.events.log.log import open_log
    from bilat.projections.page.make import make

    with open_log(settings.ledger(ctx)) as log:
        text = alone(make(log, relation, flags.boundary(), None, None, needed(kind)), kind)
    png = output is not None and output.suffix.lower() == ".png"
    typer.echo(_png(text) if png else text, nl=False)


def _png(svg: str) -> bytes:
    """Return the picture of an SVG. Raises BadInput where what draws it is not installed."""
    from bilat.events.errors import BadInput

    try:
        import resvg_py
    except ImportError:
        raise BadInput("what draws PNG is not installed", "pip install 'bilat[png]', or write .svg") from None
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=2))
