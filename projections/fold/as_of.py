"""What the record says at a moment: the recorded clock, corrections and retractions, then the known clock."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from bilat.events.renamed import renamed
from bilat.events.values.dates import span

Line = Mapping[str, Any]

_OPENED = ("pledge/", "programme/", "meeting/", "agreement/")
"""Streams whose openings say what all of their events are about."""
OPEN_TO_ALL = ("party-", "membership-", "source-")
"""Kinds that the known clock never hides."""


class FoldEntry(NamedTuple):
    """An event as corrected. `hidden`: an opening not yet public, kept for all it says beside its amount."""

    stream: str
    version: int
    fields: Line
    day: date | None
    hidden: bool = False

    @property
    def kind(self) -> str:
        """The kind of event."""
        return str(self.fields["kind"])

    @property
    def ref(self) -> str:
        """The event's reference, `pledge/acpheed#1`."""
        return f"{self.stream}#{self.version}"

    @property
    def amount(self) -> Line | None:
        """The amount told, as its JSON object; None where none is told or it is hidden."""
        return None if self.hidden else self.fields.get("amount")


def read(
    lines: Sequence[Line], *, recorded_by: int | None = None, known_by: date | None = None, by: date | None = None
) -> dict[str, list[FoldEntry]]:
    """Return the streams in view, each in fold order: the opening first, then by day, then by version.

    `recorded_by` is a position: the first that many lines are read, and their corrections always apply.
    `known_by` hides what was published later; a pledge or programme is in view as soon as any event of it is.
    `by` hides what happened later, likewise; what has no day stays.
    """
    entries = [as_entry(fields) for fields in mended(lines[:recorded_by])]
    if known_by is not None:
        entries = _known(entries, known_by)
    if by is not None:
        entries = _in_view(entries, [each for each in entries if each.day is None or _always(each) or each.day <= by])
    streams: dict[str, list[FoldEntry]] = {}
    for entry in sorted(entries, key=fold_order):
        streams.setdefault(entry.stream, []).append(entry)
    return streams


def mended(lines: Iterable[Line]) -> list[Line]:
    """Apply corrections, added citations and retractions in log order; leave those and seals out."""
    mended: dict[str, dict[str, Any]] = {}
    retracted: set[str] = set()
    for line in lines:
        match line["kind"]:
            case "entry-cited":
                target = mended[line["target"]]
                target["cites"] = [*target.get("cites", ()), *line["cites"]]
            case "entry-corrected":
                target = mended[line["target"]]
                for name, value in renamed(target["kind"], line["fields"]).items():
                    if value is None:
                        target.pop(name, None)
                    else:
                        target[name] = value
            case "entry-retracted":
                retracted.add(line["target"])
            case "ledger-sealed":
                pass
            case _:
                mended[f"{line['stream']}#{line['version']}"] = dict(line)
    return [
        fields for ref, fields in mended.items() if not {ref, f"{fields['stream']}#1"} & retracted
    ]  # a stream whose opening is retracted is void


def as_entry(fields: Line, hidden: bool = False) -> FoldEntry:
    """Return an event as the fold reads it."""
    on = fields.get("on")
    return FoldEntry(fields["stream"], fields["version"], fields, span(on).first if on else None, hidden)


def _known(entries: Sequence[FoldEntry], known_by: date) -> list[FoldEntry]:
    published = {
        entry.stream.removeprefix("source/"): entry.fields["published"]
        for entry in entries
        if entry.kind == "source-registered" and "published" in entry.fields
    }
    public = [entry for entry in entries if known_from(entry, published) <= known_by]
    return _in_view(entries, public)


def _in_view(entries: Sequence[FoldEntry], seen: list[FoldEntry]) -> list[FoldEntry]:
    """Return what is seen, with the hidden openings of streams of which something else is."""
    refs, streams = {entry.ref for entry in seen}, {entry.stream for entry in seen if entry.stream.startswith(_OPENED)}
    late = [each for each in entries if each.version == 1 and each.stream in streams and each.ref not in refs]
    return seen + [as_entry(entry.fields, hidden=True) for entry in late]


def _always(entry: FoldEntry) -> bool:
    return entry.kind.startswith(OPEN_TO_ALL)


def known_from(entry: FoldEntry, published: Mapping[str, str]) -> date:
    """Return the day from which the event was public; `published` holds the sources' own dates by slug."""
    if _always(entry):
        return date.min
    on = entry.fields.get("on")
    value = (cite.get("published") or published.get(cite["source"]) for cite in entry.fields.get("cites", ()))
    dates = [span(text).last for text in value if text]
    if not dates:
        return span(on).last if on else date.min
    return max(min(dates), span(on).first) if on and entry.kind != "meeting-planned" else min(dates)


def fold_order(entry: FoldEntry) -> tuple[bool, date, int]:
    """Return where an event comes in its stream: the opening first, then by day, then by version."""
    return (entry.version != 1, entry.day or date.min, entry.version)
