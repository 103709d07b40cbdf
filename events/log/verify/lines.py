"""Verifying, line by line: what each canonical line must be, given the lines before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

import orjson

from bilat.events.errors import BadInput, StoreError
from bilat.events.fields import REFERENCE_FIELDS
from bilat.events.kinds import KINDS
from bilat.events.log.codec import canonical, decode, encode
from bilat.events.log.transparency.merkle import Tree, leaf_hash
from bilat.events.log.verify.findings import RESTORE, Damage, DamageList
from bilat.events.log.verify.leaves import joined
from bilat.events.values.codes import check_stream

CHUNK = 2000
Row = tuple[Any, ...]
"""Position and line; from a store also the columns beside it: stream, version, topic."""
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)
_NAMING = frozenset(REFERENCE_FIELDS)
_HOMES = frozenset((kind.name, home) for kind in KINDS.values() for home in kind.streams)


class Seal(NamedTuple):
    """What a `ledger-sealed` at `position` says, on the stream of the ledger whose seal it is."""

    position: int
    stream: str
    size: Any
    root: Any


class Archived(NamedTuple):
    """What a `source-archived` at `position` says."""

    position: int
    sha256: Any
    size: Any


class LineVerifier:
    """What is known of a log after its lines so far. `trees` holds the tree at every size of `marks`.

    `latest` is the last moment at which anything can have been recorded; empty where nobody knows.
    """

    def __init__(
        self,
        findings: DamageList,
        marks: Iterable[int],
        kept: Mapping[int, Any] | None = None,
        *,
        columns: bool,
        deep: bool,
        latest: str = "",
    ) -> None:
        self.findings, self.columns, self.deep = findings, columns, deep
        self.tree, self.trees = Tree(), {0: Tree()}
        self.last, self.recorded_at = 0, ""
        self.seals: list[Seal] = []
        self.archived: list[Archived] = []
        self._marks = sorted(marks)
        self._kept, self._differed = joined(kept or {}), False
        self._latest = latest
        self._versions: dict[str, int] = {}
        self._unresolved: dict[str, tuple[int, str, str]] = {}

    def over(self, rows: Iterable[Row]) -> None:
        """Look at every row, then at what only the end can tell."""
        waiting = iter(rows)
        while chunk := list(islice(waiting, CHUNK)):
            leaves = [leaf_hash(line if isinstance(line, bytes) else str(line).encode()) for _, line, *_ in chunk]
            self._grow(leaves)
            for row in chunk:
                self._look(*row)
            if self._kept:
                self._compare([row[0] for row in chunk], leaves)
        for name, (position, event, field) in self._unresolved.items():
            if name not in self._versions:
                self.findings.add(Damage(position, f"{field}: {name} is on record nowhere", RESTORE, event))

    def _compare(self, positions: Sequence[int], leaves: Sequence[bytes]) -> None:
        """Compare with the hashes kept at recording; of a run of differences the first is told."""
        for position, leaf in zip(positions, leaves, strict=True):
            kept = self._kept[32 * (position - 1) : 32 * position] if position > 0 else b""
            differs = bool(kept) and kept != leaf
            if differs and not self._differed:
                cause = "this is not the line that was recorded here: its hash is not the one that was kept"
                self.findings.add(Damage(position, cause, RESTORE))
            self._differed = differs

    def _grow(self, whole: Sequence[bytes]) -> None:
        start = self.tree.size
        first, last = (bisect_right(self._marks, size) for size in (start, start + len(whole)))
        for mark in self._marks[first:last]:
            self.tree = self.tree.grown(whole[self.tree.size - start : mark - start])
            self.trees[mark] = self.tree
        self.tree = self.tree.grown(whole[self.tree.size - start :])

    def _look(self, position: int, line: Any, *beside: Any) -> None:
        if position != self.last + 1:
            self._gap(position)
        self.last = max(position, self.last)
        fields = self._fields(position, line, beside)
        if fields is None:
            return
        stream, version, kind = fields.get("stream"), fields.get("version"), fields.get("kind")
        causes = [*self._place(kind, stream, version)]
        if self.columns and beside != (stream, version, kind):
            text, tells = f"{beside[0]}#{beside[1]} {beside[2]}", f"{stream}#{version} {kind}"
            causes.append(f"the columns beside the line tell {text}, the line {tells}")
        at, recorder = fields.get("recorded_at"), fields.get("recorder")
        if at != self.recorded_at or not at:
            causes += self._moment(at)
        if not recorder or not isinstance(recorder, str):
            causes.append("no `recorder`")
        event = f"{stream}#{version}"
        if "target" in fields:
            causes += _target(fields["target"], stream, version)
        if self.deep:
            causes += _deep(line, fields)
        for cause in causes:
            self.findings.add(Damage(position, cause, RESTORE, event))
        for name, field in mentioned(fields):
            if name not in self._versions:
                self._unresolved.setdefault(name, (position, event, field))
        if kind == "ledger-sealed":
            self.seals.append(Seal(position, str(stream), fields.get("size"), fields.get("root")))
        elif kind == "source-archived":
            self.archived.append(Archived(position, fields.get("sha256"), fields.get("size")))

    def _gap(self, position: int) -> None:
        if position < 1:
            self.findings.add(Damage(position, f"a row stands at {position}: positions count from 1"))
        else:
            until = f" to {position - 1}" if position > self.last + 2 else ""
            self.findings.add(Damage(self.last + 1, f"position {self.last + 1}{until} is missing"))

    def _fields(self, position: int, line: Any, beside: Row) -> dict[str, Any] | None:
        cause, fields = "", None
        try:
            fields = orjson.loads(line)
            if not isinstance(fields, dict):
                cause, fields = "the line is no JSON object", None
            elif not isinstance(line, bytes) or canonical(fields) != line:
                cause = "the line is not canonical: these are not the bytes that were recorded"
        except (ValueError, TypeError):
            cause = "the line is not JSON that this program writes"
        if cause:
            text = f"{beside[0]}#{beside[1]}" if beside else ""
            self.findings.add(Damage(position, cause, RESTORE, text))
        return fields

    def _place(self, kind: Any, stream: Any, version: Any) -> Iterator[str]:
        if not isinstance(stream, str) or not isinstance(kind, str) or type(version) is not int:
            yield "a recorded event has `kind`, `stream` and `version`"
            return
        if (kind, stream.partition("/")[0]) not in _HOMES:
            yield (f"{kind[:40]} does not belong on {stream[:90]}" if kind in KINDS else f"unknown kind {kind[:40]}")
        expected = self._versions.get(stream, 0) + 1
        if version != expected:
            yield f"version {version} of {stream[:90]} stands where version {expected} is due"
        elif expected == 1:
            try:
                check_stream(stream)
            except BadInput as error:
                yield error.message
        self._versions[stream] = version

    def _moment(self, at: Any) -> Iterator[str]:
        if not isinstance(at, str) or not _STAMP.fullmatch(at):
            yield "no `recorded_at` that the ledger could have written"
            return
        if at < self.recorded_at:
            yield f"recorded at {at}, before its predecessor at {self.recorded_at}"
        if at > self._latest and self._latest:
            yield f"recorded at {at}, which is still to come: nothing later can be recorded at its own time"
            self._latest = ""  # of those that follow the first is enough
        self.recorded_at = at


def mentioned(fields: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the streams that an event's fields name, or those of a correction, each with the name of the field."""
    cites = fields.get("cites")
    for cite in cites if isinstance(cites, list) else ():
        if isinstance(cite, dict):
            yield f"source/{cite.get('source')}", "cites"
    for field in () if _NAMING.isdisjoint(fields) else [name for name in REFERENCE_FIELDS if name in fields]:
        value = fields[field]
        for each in value if isinstance(value, list) else (value,):
            if each is not None:
                yield f"{REFERENCE_FIELDS[field]}{each}", field
    corrected = fields.get("fields")
    if isinstance(corrected, dict):
        yield from mentioned({name: value for name, value in corrected.items() if name != "fields"})


def _target(target: Any, stream: Any, version: Any) -> Iterator[str]:
    name, _, earlier = str(target).rpartition("#")
    below = version if isinstance(version, int) else 0
    if name != stream or not earlier.isdecimal() or not 0 < int(earlier[:10]) < below:
        yield f"target: {str(target)[:90]} is no earlier event of {stream}"


def _deep(line: Any, fields: Mapping[str, Any]) -> Iterator[str]:
    try:
        event = decode(bytes(line) if isinstance(line, bytes) else str(line).encode())
    except StoreError as error:
        yield f"the vocabulary does not admit it: {error.__cause__ or error}".replace("\n", " ")
        return
    if encode(event) != line:
        yield "the line is not written as this program writes that event"
