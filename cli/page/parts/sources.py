"""Sources with what they are quoted for, and findings in the record."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from bilat.cli.page.context import Context, grouped, words
from bilat.cli.render.inert import inert
from bilat.events.values.addresses import is_web_address


def sources(context: Context) -> list[dict[str, Any]]:
    """Return the sources in order of slug, each with its quotes; a link only where it leads to the web."""
    quotes = _quotes(context)
    return [
        {
            **source,
            "code": code,
            "id": context.source_ids[code],
            "link": link(source["url"]),
            "at": context.position(f"source/{code}#1"),
            "quotes": quotes[code],
            "shown": {
                field: context.ties.text(f"source/{code}#1", field, source[field] or None)
                for field in ("title", "publisher", "published")
            },
        }
        for code, source in context.data["sources"].items()
    ]


def _quotes(context: Context) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for name, event in context.ties.events.items():
        for index, cite in enumerate(event.get("cites", ())):
            if cite.get("quote"):
                where = f"{context.ties.at(event)}/cites.{index}.quote"
                target = context.ids.get(name) or context.ids.get(str(event.get("target")))
                found[cite["source"]].append({"quote": cite["quote"], "where": where, "id": target})
    return found


def link(url: str | None) -> str | None:
    """Return an address that may be linked: on the web, and shown as it is."""
    return url if url and inert(url) == url and is_web_address(url) else None


def findings(context: Context) -> list[dict[str, Any]]:
    """Return what does not agree, by kind."""
    found = grouped(context.reports["check"]["rows"], lambda row: row["kind"])
    return [{"kind": words(kind), "rows": rows} for kind, rows in found.items()]
