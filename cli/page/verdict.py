"""What `verify` found of a page, as text and as JSON."""

from typing import TYPE_CHECKING

from bilat.cli.render.inert import inert
from bilat.cli.render.json_text import json_text
from bilat.cli.render.verify import witnesses_json, witnesses_text

if TYPE_CHECKING:
    from bilat.cli.page.checking import CheckedPage


def as_json(found: "CheckedPage") -> str:
    """Return the JSON of `verify` of a page: what it rests on, what is wrong, what was not looked at."""
    point = found.checkpoint
    return json_text(
        {
            "report": "verify",
            "ok": not found.findings,
            "page": {"lines": found.lines},
            "checkpoint": {
                "origin": point.origin,
                "events": point.size,
                "root": point.root.hex(),
                "signer": found.signer or None,
                "witnesses": witnesses_json(found.witnesses),
            },
            "findings": [
                {
                    "position": each.position,
                    "last": each.last,
                    "event": each.event or None,
                    "cause": each.cause,
                    "remedy": each.remedy,
                }
                for each in found.findings
            ],
            "not_proved": found.remarks,
            "total": len(found.findings),
        }
    )


def as_text(found: "CheckedPage", file: str, limit: int) -> str:
    """Lines of text: what was read, the findings, and the verdict."""
    point = found.checkpoint
    signed = f"signed by {found.signer}" if found.signer else "no signature checked"
    lines = [
        f"{file}: a page that carries {found.lines} lines",
        f"checkpoint of {point.size} events of {point.origin}, {signed}",
        f"root {point.root.hex()}",
    ]
    lines += witnesses_text(found.witnesses)
    shown = found.findings[:limit] if limit else found.findings
    for each in shown:
        event = f" {each.event}" if each.event else ""
        lines += [f"{'page' if each.position is None else each.where}{event}: {each.cause}", f"  {each.remedy}"]
    total = len(found.findings)
    if total > len(shown):
        lines.append(f"{total - len(shown)} more (--limit N shows N findings, --limit 0 all)")
    lines.append(f"not proved: {'; '.join(found.remarks)}")
    if total:
        lines.append("1 finding" if total == 1 else f"{total} findings")
    else:
        lines.append("verified: the page made again from its own lines is this page, byte for byte")
    return "\n".join(map(inert, lines))
