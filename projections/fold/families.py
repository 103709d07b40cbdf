"""Families: the pledges and programmes that may decide over each other's money."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

LINKS = ("part_of", "into")
"""The fields by which one pledge names another."""


def families(lines: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return the family of every stream that tells of money or is named by one: the name of one of its streams.

    Two streams are of one family where one was ever said to be part of the other or merged into it, even by
    mistake, directly or through others. What happens in one family moves no money of another.
    """
    parents: dict[str, str] = {}

    def root(stream: str) -> str:
        parents.setdefault(stream, stream)
        while parents[stream] != stream:
            parents[stream] = parents[parents[stream]]
            stream = parents[stream]
        return stream

    for line in lines:
        if not line["stream"].startswith(("pledge/", "programme/")):
            continue
        if not line.get("fields") and not any(map(line.get, LINKS)):
            parents.setdefault(line["stream"], line["stream"])
            continue
        here = root(line["stream"])
        for record in (line, line.get("fields") or {}):
            for other in filter(None, map(record.get, LINKS)):
                parents[root(other)] = here
    return {stream: root(stream) for stream in parents}
