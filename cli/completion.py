"""What the shell offers to complete: read from the ledger's streams, without loading a report."""

from collections.abc import Iterable

import typer

from bilat.cli import settings


def known(ctx: typer.Context, prefix: str) -> list[str]:
    """Return the streams of the ledger that begin with `prefix`; none where no ledger can be read."""
    from bilat.events.errors import BilatError
    from bilat.events.log.log import open_log

    try:
        with open_log(settings.ledger(ctx)) as log:
            return log.streams(prefix)
    except BilatError:
        return []


def names(ctx: typer.Context, kind: str) -> list[str]:
    """Return the known names of one type of stream: party codes, source slugs."""
    return [stream.partition("/")[2] for stream in known(ctx, f"{kind}/")]


def beginning(words: Iterable[str], incomplete: str) -> list[str]:
    """Return the words that begin as typed."""
    return [word for word in words if word.startswith(incomplete)]


def relations(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete a relation: first one party code, then the other."""
    codes = names(ctx, "party")
    first, dash, _ = incomplete.partition("-")
    if not dash:
        return [f"{code}-" for code in beginning(codes, incomplete)]
    return beginning((f"{first}-{code}" for code in codes if code != first), incomplete)


def streams(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the name of a stream: its type first, where nothing is typed yet."""
    from bilat.events.kinds import STREAM_TYPES

    if "/" not in incomplete:
        return beginning((f"{kind}/" for kind in STREAM_TYPES), incomplete)
    return beginning(known(ctx, incomplete), incomplete)


def parties(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete a party code."""
    return beginning(names(ctx, "party"), incomplete)


def sources(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the slug of a source."""
    return beginning(names(ctx, "source"), incomplete)


def kinds(incomplete: str) -> list[tuple[str, str]]:
    """Complete a kind of event, with its help."""
    from bilat.events.kinds import KINDS

    return [(kind.name, kind.help) for kind in KINDS.values() if kind.name.startswith(incomplete)]


def findings(incomplete: str) -> list[tuple[str, str]]:
    """Complete a kind of finding, with its help."""
    from bilat.projections.checks.registry import KINDS

    return [(kind, help) for kind, help in KINDS.items() if kind.startswith(incomplete)]


def histories(incomplete: str) -> list[str]:
    """Complete the name of a shipped history."""
    from bilat.events import histories

    return beginning(histories.names(), incomplete)
