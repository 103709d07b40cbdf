"""`bilat log`: the events in order of recording."""

import json
import re
from collections.abc import Collection, Iterable
from typing import Annotated, Any

import typer

from bilat.cli import settings
from bilat.cli.completion import streams
from bilat.cli.flags import LookupFlags, with_flags
from bilat.cli.options import examples

app = typer.Typer(rich_markup_mode=None, add_completion=False)

_STREAM = re.compile(rb'"stream":"([^"]+)"')  # canonical lines have no spaces
_OPENS = b'"version":1}'
_TITLES = ("title", "name", "text", "indicator")
"""What an opening calls what its stream is about, the first that it has."""


@app.command(epilog=examples("bilat log", "bilat log pledge/ --reverse -n 10", "bilat log party/JP --format json"))
@with_flags
def log(
    ctx: typer.Context,
    *,
    stream: Annotated[
        str, typer.Argument(metavar="[STREAM]", autocompletion=streams, help="Only streams that begin so.")
    ] = "",
    reverse: Annotated[bool, typer.Option("--reverse", "--newest", help="The newest first.")] = False,
    flags: LookupFlags,
) -> None:
    """Print the events in order of recording, a line each: position, when, what kind, of what, how much."""
    from bilat.cli.render.lookups import lookup
    from bilat.cli.render.sheet import shown
    from bilat.events.log.log import open_log
    from bilat.projections.reports.stamp import stamp

    wanted = f'"stream":"{stream}'.encode()
    with open_log(settings.ledger(ctx)) as opened:
        lines = [(at, line) for at, line in enumerate(opened.lines(), 1) if wanted in line]
        ordered = lines[::-1] if reverse else lines
        visible, more = shown(ordered, flags.limit if flags.format in ("table", "md") else 0)
        # within: a line that is none of ours shows here, and is laid to the ledger
        rows = [_row(position, line) for position, line in visible]
        if flags.format != "json":  # there each event is as it was recorded
            titles = _titles((line for _, line in lines), {row["stream"] for row in rows})
            rows = [row | {"title": titles.get(row["stream"])} for row in rows]
        lookup("log", rows, stamp(opened.head), flags.format, flags.limit, more=more)


def _row(position: int, line: bytes) -> dict[str, Any]:
    event = json.loads(line)
    return {"position": position, "event": f"{event['stream']}#{event['version']}", **event}


def _titles(lines: Iterable[bytes], streams: Collection[str]) -> dict[str, str]:
    """Return what these streams were called when they were opened."""
    found: dict[str, str] = {}
    for line in lines:
        named = _STREAM.search(line) if line.rstrip().endswith(_OPENS) else None
        if named and named[1].decode() in streams:
            event = json.loads(line)
            found[event["stream"]] = next((str(event[name]) for name in _TITLES if event.get(name)), "")
    return found
