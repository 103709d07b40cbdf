"""Histories that ship with the program: real events, told in our own words, with their sources."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable

from bilat.events.errors import BadInput
from bilat.events.suggestions import did_you_mean


def names() -> list[str]:
    """Return the shipped histories, sorted."""
    return sorted(
        each.name.removesuffix(".jsonl") for each in files(__name__).iterdir() if each.name.endswith(".jsonl")
    )


def path(name: str) -> Traversable:
    """Return the JSON Lines of a shipped history. Raises BadInput, with near names, for an unknown one."""
    if name not in names():
        raise BadInput(f"no history {name!r} is shipped", did_you_mean(name, names()) or f"known: {', '.join(names())}")
    return files(__name__) / f"{name}.jsonl"
