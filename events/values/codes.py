"""Codes and names: parties (ISO 3166-1), currencies (ISO 4217), units in kind, slugs, streams, texts."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer

from bilat.events.errors import BadInput
from bilat.events.kinds import STREAM_TYPES
from bilat.events.suggestions import did_you_mean
from bilat.events.values.tables import CURRENCIES, RESERVED, STATES, WITHDRAWN

_ORGANISATION = re.compile(r"[A-Z][A-Z0-9]{2,11}", re.ASCII)
_NOUN = re.compile(r"[a-z][a-z-]{0,39}", re.ASCII)
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,79}", re.ASCII)
_REFERENCE = re.compile(r"(?P<stream>[a-z]+/[A-Za-z0-9-]+)#(?P<version>[1-9]\d{0,8})", re.ASCII)
_SCALE_WORDS = frozenset("k m mn mio mm b bn bln mrd t tn trn thousand million billion trillion".split())
TEXT_LIMIT = 10_000


def check_unit(unit: str) -> str:
    """Accept an ISO 4217 code or a lower-case noun. Raises BadInput with near currencies otherwise."""
    if unit in CURRENCIES or unit in WITHDRAWN or (_NOUN.fullmatch(unit) and unit not in _SCALE_WORDS):
        return unit
    raise BadInput(
        f"unknown currency or unit {unit[:20]!r}",
        did_you_mean(unit, CURRENCIES) or "an ISO 4217 code, or a lower-case singular noun such as `dose`",
    )


def is_state(code: str) -> bool:
    """Tell whether a party code is a state's (ISO 3166-1 alpha-2, or XK)."""
    return code in STATES


def check_party(code: str) -> str:
    """Accept the form of a party code: a state's alpha-2 code, `EU`, `UN`, else 3 to 12 capitals and digits."""
    if code in STATES or code in RESERVED or _ORGANISATION.fullmatch(code):
        return code
    capitals = code.upper()
    meant = [capitals] if capitals in STATES | RESERVED or _ORGANISATION.fullmatch(capitals) else STATES
    raise BadInput(
        f"{code[:20]!r} is not a party code",
        did_you_mean(capitals, meant) or "a state's ISO 3166-1 code such as JP, else 3 to 12 capitals such as ASEAN",
    )


def check_slug(slug: str) -> str:
    """Accept `[a-z0-9][a-z0-9-]{0,79}`."""
    if _SLUG.fullmatch(slug):
        return slug
    raise BadInput(f"{slug[:90]!r} is not a slug", "lower-case letters, digits and hyphens, at most 80")


def check_stream(stream: str) -> str:
    """Accept `<type>/<slug>`, or `party/<CODE>`."""
    kind, slash, name = stream.partition("/")
    if not slash or kind not in STREAM_TYPES:
        hint = did_you_mean(kind, STREAM_TYPES) or f"a stream is TYPE/NAME, TYPE one of {', '.join(STREAM_TYPES)}"
        raise BadInput(f"{stream[:90]!r} is not a stream", hint)
    (check_party if kind == "party" else check_slug)(name)
    return stream


def split_reference(reference: str) -> tuple[str, int]:
    """`pledge/acpheed#2` as its stream and version. Raises BadInput for anything else."""
    found = _REFERENCE.fullmatch(reference)
    if not found:
        raise BadInput(f"{reference[:90]!r} is not an event reference", "STREAM#VERSION, as in pledge/acpheed#1")
    return check_stream(found["stream"]), int(found["version"])


def _check_reference(reference: str) -> str:
    split_reference(reference)
    return reference


def _stream_of(*types: str) -> Any:
    def check(stream: str) -> str:
        check_stream(stream)
        if stream.partition("/")[0] not in types:
            raise BadInput(f"{stream!r} is not a {' or '.join(types)} stream")
        return stream

    return AfterValidator(check)


def _some_codes(given: Any) -> Any:
    codes = [given] if isinstance(given, str) else given
    if isinstance(codes, list | tuple) and len(set(map(str, codes))) != len(codes):
        raise BadInput("a party is named twice")
    return codes


def _code_or_list(codes: tuple[str, ...]) -> str | list[str]:
    return codes[0] if len(codes) == 1 else list(codes)


Unit = Annotated[str, AfterValidator(check_unit)]
Slug = Annotated[str, AfterValidator(check_slug)]
Code = Annotated[str, AfterValidator(check_party)]
Codes = Annotated[tuple[Code, ...], Field(min_length=1), BeforeValidator(_some_codes)]
"""One or several party codes, written as a JSON list."""
CodeOrCodes = Annotated[
    tuple[Code, ...],
    Field(min_length=1),
    BeforeValidator(_some_codes, json_schema_input_type=str | list[str]),
    PlainSerializer(_code_or_list, return_type=str | list[str]),
]
"""One code, or several: a single one is written as plain text, several as a JSON list."""
Stream = Annotated[str, AfterValidator(check_stream)]
Reference = Annotated[str, AfterValidator(_check_reference)]
MeetingStream = Annotated[str, _stream_of("meeting")]
AgreementStream = Annotated[str, _stream_of("agreement")]
PledgeStream = Annotated[str, _stream_of("pledge")]
UmbrellaStream = Annotated[str, _stream_of("pledge", "programme")]
Text = Annotated[str, Field(min_length=1, max_length=TEXT_LIMIT)]
"""Any text of 1 to 10,000 characters."""
Texts = Annotated[tuple[Text, ...], Field(min_length=1)]
"""One or several texts."""
