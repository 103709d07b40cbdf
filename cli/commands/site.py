"""`bilat site`: pages for every relation of a ledger, an index, and all of it to download."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilat.cli import settings
from bilat.cli.flags import Currency, PageRates
from bilat.cli.options import examples

if TYPE_CHECKING:
    from bilat.cli.page.site.presses import Asked

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(
    epilog=examples(
        "bilat site public --in USD --rates ecb-day --key seals.key --base https://example.org/record/",
        "bilat site public --serve 8000",
    )
)
def site(
    ctx: typer.Context,
    *,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to: a new folder, an empty one, or a site.")],
    key: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The private key that signs the checkpoint and each page.")
    ] = None,
    base: Annotated[
        str, typer.Option(metavar="URL", help="The address of the site, for the feed; default: links are relative.")
    ] = "",
    currency: Currency = None,
    rates: PageRates = None,
    jobs: Annotated[
        int,
        typer.Option(min=1, max=256, metavar="N", help="Processes that make pages, each in some 300 MiB; default: 1."),
    ] = 1,
    serve: Annotated[
        int | None,
        typer.Option(metavar="PORT", min=0, max=65535, help="Show it on this machine alone, and follow the ledger."),
    ] = None,
) -> None:
    """Write a site: who promised whom, a page for each relation, sources, parties, downloads, feed and tiles.

    It is of the ledger as it stands, under a checkpoint that the key signs. Written beside and moved in at the end;
    files that did not change are kept as they lie there. The log is offered as tiles (c2sp.org/tlog-tiles) too, so
    that any client of that format can follow and audit it.
    """
    one_thread()
    from bilat.cli.exits import say
    from bilat.cli.page.site.folder import check_folder
    from bilat.cli.page.site.presses import Asked
    from bilat.events.errors import BadInput
    from bilat.events.log.log import open_log
    from bilat.events.log.transparency.key_files import read_private
    from bilat.events.outputs import refuse_companion
    from bilat.events.values.addresses import is_web_address
    from bilat.projections.page.kept import folder_of

    location = settings.ledger(ctx)
    refuse_companion(folder, location)
    check_folder(folder)
    if base and not is_web_address(base):
        raise BadInput(f"{base[:60]!r} is no address of a site", "as in https://example.org/record/")
    private = read_private(key) if key else None
    with open_log(location) as log:
        kept = folder_of(log.id)
    address = base if not base or base.endswith("/") else f"{base}/"
    asked = Asked(currency, rates, private, address, kept, location, jobs)
    say(_built(location, folder, asked))
    if serve is not None:
        _follow(location, folder, asked, serve)


def one_thread() -> None:
    """Let Polars work with one thread, here and in the processes that are begun: the frames of a page are small, and
    to share them out costs more than it gives. `--jobs` is what makes use of more processors.
    """
    import os
    import sys

    if "polars" not in sys.modules:
        os.environ.setdefault("POLARS_MAX_THREADS", "1")


def _built(location: str, folder: Path, asked: "Asked") -> str:
    """Write the site and say what came of it."""
    import sys

    from bilat.cli.page.site.build import site_files
    from bilat.cli.page.site.folder import write_folder
    from bilat.events.log.log import open_log

    def passing(done: int, of: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{done} of {of} relations", end="\n" if done == of else "", file=sys.stderr, flush=True)

    with open_log(location) as log:
        found = write_folder(folder, site_files(log, asked, passing))
    return f"{folder}: {found.written} files written, {found.kept} kept as they were"


def _follow(location: str, folder: Path, asked: "Asked", port: int) -> None:
    """Serve the site on the loopback address, and build it anew whenever the ledger has grown."""
    from bilat.cli.exits import say
    from bilat.cli.page.site.serving import served
    from bilat.events.log.log import open_log

    with served(folder, port) as address, open_log(location) as log:
        say(f"{address} (Ctrl-C ends it)")
        for _ in log.follow_heads(log.head.size):
            say(_built(location, folder, asked))
