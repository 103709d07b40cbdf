"""What `verify` found, as text and as JSON."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from bilat.cli.render.inert import inert
from bilat.cli.render.json_text import json_text

if TYPE_CHECKING:
    from bilat.events.log.transparency.cosignatures import Vouched
    from bilat.events.log.verify.audit import Audit, HandedOut
    from bilat.events.log.verify.findings import Damage


def as_json(audit: "Audit") -> str:
    """Return the JSON of `verify`: what was read, what agrees, and every finding."""
    verdict, handed_out, proof = audit.verdict, audit.handed_out, audit.proof
    record: dict[str, Any] = {"report": "verify", "ok": not audit.total}
    if verdict:
        record |= {"log": verdict.name, "events": verdict.tree.size, "root": verdict.tree.root.hex()}
        record |= {"sealed": verdict.sealed, "archived": {"kept": verdict.kept, "absent": verdict.absent}}
    if audit.kept:
        record["kept"] = audit.kept
    known = handed_out.checkpoint if handed_out else None
    record["checkpoint"] = (
        {
            "origin": known.origin,
            "events": known.size,
            "root": known.root.hex(),
            "signer": handed_out.signer or None,
            "witnesses": witnesses_json(handed_out.witnesses),
        }
        if known and handed_out
        else None
    )
    record["proof"] = proof.as_record() if proof else None
    return json_text(record | {"findings": [_as_record(finding) for finding in audit.findings], "total": audit.total})


def as_text(audit: "Audit", limit: int) -> str:
    """Lines of text: what was read, the findings, and the verdict."""
    lines = [*_subject(audit)]
    shown = audit.findings[:limit] if limit else audit.findings
    for finding in shown:
        event = f" {finding.event}" if finding.event else ""
        lines += [f"{finding.where}{event}: {finding.cause}", f"  {finding.remedy}"]
    if audit.total > len(shown):
        lines.append(f"{audit.total - len(shown)} more (--limit N shows N findings, --limit 0 all)")
    if not audit.total and (unproved := "; ".join(_unproved(audit))):
        lines.append(f"not proved: {unproved}")
    lines.append(_verdict(audit))
    return "\n".join(map(inert, lines))


def _subject(audit: "Audit") -> list[str]:
    verdict, handed_out, proof = audit.verdict, audit.handed_out, audit.proof
    lines: list[str] = []
    if verdict:
        lines += [f"{verdict.name}: {verdict.tree.size} events", f"root {verdict.tree.root.hex()}"]
        if verdict.kept or verdict.absent:
            lines.append(f"archived texts: {verdict.kept} kept here, {verdict.absent} not")
    if audit.kept:
        lines.append(f"kept beside it: {audit.kept}")
    if handed_out and handed_out.checkpoint:
        known = handed_out.checkpoint
        lines.append(f"checkpoint of {known.size} events of {known.origin}, {_signed(handed_out)}")
        lines += witnesses_text(handed_out.witnesses)
    if proof and proof.line:
        lines.append(f"proof that {proof.event} is @{proof.position} of the first {proof.size} events")
    elif proof:
        lines.append(f"proof that the first {proof.size} events begin with the first {proof.first}")
    return lines


def witnesses_text(witnesses: "Iterable[Vouched]") -> list[str]:
    """Return a line for each witness that vouches, with since when."""
    return [f"vouched for by {each.name} since {each.since:%Y-%m-%d %H:%M:%S} UTC" for each in witnesses if each.since]


def witnesses_json(witnesses: "Iterable[Vouched]") -> list[dict[str, Any]]:
    """Return the witnesses asked for, each with since when it vouches, null where it does not."""
    return [{"name": each.name, "since": each.since and f"{each.since:%Y-%m-%dT%H:%M:%SZ}"} for each in witnesses]


def _verdict(audit: "Audit") -> str:
    if audit.total:
        count = "1 finding" if audit.total == 1 else f"{audit.total} findings"
        placed = [each.where for each in audit.findings if each.position is not None]
        return f"{count}; first bad position: {placed[0]}" if placed else count
    verdict = audit.verdict
    if verdict is None:
        return "verified against the checkpoint"
    agreed = [f"sealed up to @{verdict.sealed}"] if verdict.sealed else []
    if verdict.covered:
        agreed.append(f"the checkpoint covers up to @{verdict.covered}")
    if not agreed:
        return "verified; no seal or checkpoint covers these events (bilat seal)"
    rest = verdict.tree.size - max(verdict.sealed, verdict.covered)
    return f"verified; {', '.join(agreed)}, {rest} event{'' if rest == 1 else 's'} since"


def _signed(handed_out: "HandedOut") -> str:
    if handed_out.signer:
        return f"signed by {handed_out.signer}"
    if handed_out.asked:
        return f"no signature of {handed_out.asked} holds for it"
    return "no signature checked (--key)"


def _unproved(audit: "Audit") -> Iterator[str]:
    """Yield what the answer leaves open, and what would close it."""
    verdict, handed_out = audit.verdict, audit.handed_out
    if handed_out is None:
        yield "that nobody made the whole record anew (--checkpoint)"
    elif not handed_out.signer:
        yield "who made the checkpoint (--key)"
    if verdict is None:
        yield "anything else of the record, which was not read"
        return
    if handed_out and verdict.covered < verdict.tree.size:
        yield f"that nothing after @{verdict.covered} was made anew since (a later checkpoint)"
    if not verdict.named:
        yield "the ledger's id, which no seal of its own names (bilat seal)"
    if verdict.absent:
        yield "the archived texts that are not here"
    if not verdict.deep:
        yield "what each kind of event may hold (--deep)"


def _as_record(finding: "Damage") -> dict[str, Any]:
    return {
        "position": finding.position,
        "last": finding.last,
        "event": finding.event or None,
        "cause": finding.cause,
        "remedy": finding.remedy,
    }
