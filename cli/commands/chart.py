"""`bilat chart`: one chart of a page, as a file for a paper or a slide."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from bilat.cli import settings
from bilat.cli.flags import Relation
from bilat.cli.options import examples

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(
    epilog=examples(
        "bilat chart ASEAN-JP --kind fall --in USD --rates ecb-day -o fall.svg",
        "bilat chart ASEAN-JP --kind timeline -o timeline.svg",
    )
)
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
    since: Annotated[str | None, typer.Option("--from", metavar="DATE", help="Events from this date on.")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Events up to this date.")] = None,
    known_by: Annotated[str | None, typer.Option(metavar="DATE", help="What the public knew by then.")] = None,
    recorded_by: Annotated[str | None, typer.Option(metavar="@N|TIME", help="What this ledger said then.")] = None,
    members: Annotated[bool, typer.Option("--members", help="Members' own relations too.")] = False,
    currency: Annotated[str | None, typer.Option("--in", metavar="CUR", help="Convert to this currency: USD.")] = None,
    rates: Annotated[str | None, typer.Option(metavar="RATES", help="With --in: stated, ecb-day or ecb-year.")] = None,
) -> None:
    """Draw one chart of a page on its own, with its title, what it counts, and the stamp of the ledger.

    PNG needs the extra `png`: pip install 'bilat[png]'.
    """
    from bilat.cli.page.alone import alone
    from bilat.events.log.log import open_log
    from bilat.events.outputs import refuse_target, written_beside
    from bilat.projections.page.make import make
    from bilat.projections.view.boundary import Boundary

    location = settings.ledger(ctx)
    if output is not None:
        refuse_target(output, location)
    boundary = Boundary(
        since=since,
        until=until,
        members=members,
        known_by=known_by,
        recorded_by=recorded_by,
        currency=currency,
        rates=rates,
    )
    with open_log(location) as log:
        text = alone(make(log, relation, boundary, None, None), kind)
    if output is None:
        typer.echo(text, nl=False)
        return
    content = _png(text) if output.suffix.lower() == ".png" else text.encode()
    with written_beside(output) as out:
        out.write(content)


def _png(svg: str) -> bytes:
    """Return the picture of an SVG. Raises BadInput where what draws it is not installed."""
    from bilat.events.errors import BadInput

    try:
        import resvg_py
    except ImportError:
        raise BadInput("what draws PNG is not installed", "pip install 'bilat[png]', or write .svg") from None
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=2))
