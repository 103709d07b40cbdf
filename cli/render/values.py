"""How single values of a report read in a cell, the same in tables, CSV and Markdown."""

import re
from collections.abc import Mapping
from typing import Any

from bilat.cli.render.amounts import amount
from bilat.cli.render.inert import inert


def plain(value: Any) -> str:
    """Any value of the report JSON as one line of inert text; nothing for none, `; ` between list items."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Mapping() if "unit" in value:
            return amount(value)
        case Mapping():
            return "; ".join(f"{inert(key)}={plain(item)}" for key, item in value.items())
        case list() | tuple():
            return "; ".join(plain(item) for item in value)
    return inert(value)


ACRONYMS = {"fdi": "FDI", "oda": "ODA"}
_SHORTENED = re.compile(rf"\b({'|'.join(ACRONYMS)})(-[a-z]+)+\b")


def words(name: str) -> str:
    """Return a kind, a reason or an indicator in words: `meeting-held` reads `meeting held`, `fdi-flow` `FDI flow`."""
    return " ".join(ACRONYMS.get(word, word) for word in inert(name).split("-"))


def spoken(text: str) -> str:
    """Return a text in which indicators stand as they are typed with each in words: `FDI flow from JP to ASEAN`."""
    return _SHORTENED.sub(lambda found: words(found[0]), text)


def parties(codes: Any) -> str:
    """Party codes side by side: `JP, US`."""
    return ", ".join(inert(code) for code in ([codes] if isinstance(codes, str) else codes or []))


def direction(row: Mapping[str, Any], source: str, target: str) -> str:
    """From whom to whom: `JP → ASEAN`; one side alone where the other is not told."""
    one, other = parties(row.get(source)), parties(row.get(target))
    return f"{one} → {other}" if one and other else one or (other and f"→ {other}")
