"""A YAML file to fill in: every field of a kind, what it takes, what must be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bilat.events.base import ENVELOPE
from bilat.events.fields import FieldShape, Form, shapes
from bilat.events.kinds import KINDS
from bilat.events.registry import event_class

SCHEMA = "bilat.schema.json"
ADDED = ("kind", "stream", "on", "cites", "version", "label", "recorded_at", "recorder", "schema")
_CODES = frozenset(["donor", "recipient", "via", "parties", "to", "from", "observers", "absent", "member", "parent"])
_HINTS: Mapping[Form, str] = {
    "text": "text",
    "word": "text",
    "date": "2023-12-17, 2023-12, 2023, 2023-12-16/2023-12-18, 2021~",
    "decimal": "a number, as in -3.5",
    "integer": "a whole number",
    "flag": "true or false",
    "list": "[one, another]",
    "amount": 'USD 50m, ~JPY 32bn, ">=16m dose", USD 1bn..1.2bn',
    "amounts": "[~USD 276m], as the source prints them",
    "ids": "{scheme: id}, as in {iati: XM-DAC-701-8-1}",
    "json": "{field: right value}; null removes a field",
}
_NAMED = {
    "horizon": "what span the money covers: 2023/2027, ../2030, P5Y",
    "part_of": "pledge/SLUG or programme/SLUG, recorded before or in this file",
    "meeting": "meeting/SLUG",
    "agreement": "agreement/SLUG",
    "into": "pledge/SLUG",
    "target": "STREAM#VERSION, as in pledge/exchange#1",
    "origin": "the slug of the source that this one copies",
    "sector": "an OECD DAC code, 3 or 5 digits",
    "url": "https://...",
    "language": "en, ja, ...",
    "indicator": "trade, exports, imports, fdi-flow, arrivals, ...",
    "fiscal_year_start": "the day on which fiscal year 2000 began, as in 2000-04-01",
}


def template(kind: str, schema: str = SCHEMA) -> str:
    """Return the template of a kind, with a header that tells editors where its JSON Schema is."""
    return "\n".join(_lines(kind, schema)) + "\n"


def _lines(kind: str, schema: str) -> Iterator[str]:
    told_by = event_class(kind)
    yield f"# yaml-language-server: $schema={schema}"
    if schema == SCHEMA:
        yield f"# (with this file beside it, editors help: bilat schema {kind} > {SCHEMA})"
    yield f"#\n# {kind}: {KINDS[kind].help}."
    yield "# Fill in what the source tells; take the # from the lines you use, delete the others."
    yield "# Then: bilat import FILE.yaml --dry-run. Several events in one file: --- between them.\n"
    streams = KINDS[kind].streams
    yield f"kind: {kind}"
    prefix = f"{streams[0]}/" if len(streams) == 1 else ""
    name = "party code" if streams == ("party",) else "lower-case letters, digits and hyphens"
    yield _line("stream", f"{prefix or 'TYPE/'}NAME; {name}", True, prefix)
    yield _line("on", f"the day it happened or was told: {_HINTS['date']}", told_by.NEEDS_SOURCE)
    mark = "" if told_by.NEEDS_SOURCE else "# "
    yield f"{mark}cites:\n{mark}  - source:  # the slug of a source, recorded before or in this file"
    yield "    # locator: para 9\n    # quote: the very words"
    yield "    # published: 2023-12-17  # where it is not the source's day"
    own = [(name, shape) for name, shape in shapes(kind).items() if name not in ENVELOPE]
    always = [(name, shape) for name, shape in own if shape.required]
    opening = [(name, shape) for name, shape in own if name in told_by.REQUIRED and not shape.required]
    identity = [(n, s) for n, s in own if n in told_by.IDENTITY and (n, s) not in (*always, *opening)]
    rest = [each for each in own if each not in (*always, *opening, *identity)]
    for heading, fields, needed in (
        ("always told", always, True),
        (
            "told by the first event of a stream, and by no later one: delete them in a later one",
            opening,
            True,
        ),
        ("may be told by the first event of a stream, and by no later one", identity, False),
        ("may be told", [*rest, ("note", shapes(kind)["note"])], False),
    ):
        if fields:
            yield f"\n# {heading}"
            for name, shape in fields:
                yield from _field(name, shape, needed)


def _field(name: str, shape: FieldShape, needed: bool) -> Iterator[str]:
    if shape.form == "parts":
        yield _line(name, "", needed)
        for part, inner in shape.parts.items():
            yield f"#   {part}:  # {_HINTS[inner.form]}"
    else:
        yield _line(name, _hint(name, shape), needed)


def _hint(name: str, shape: FieldShape) -> str:
    if shape.words:
        return ", ".join(shape.words)
    if name in _CODES:
        several = ", or [JP, US]" if shape.form == "list" else ""
        return f"a party code{several}"
    return _NAMED.get(name, _HINTS[shape.form])


def _line(name: str, hint: str, needed: bool, value: str = "") -> str:
    said = f"{name}: {value}" if value else f"{name}:"
    return f"{'' if needed else '# '}{said}{f'  # {hint}' if hint else ''}"
