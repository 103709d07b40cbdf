"""What rests on each source: a page a source, with its quotes and where in the site they stand; and the parties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson
from markupsafe import Markup

from bilat.cli.page.context import words
from bilat.cli.page.html import policy, style, template
from bilat.cli.page.parts.sources import link
from bilat.cli.page.site.relation import Relation


def source_pages(relations: Sequence[Relation]) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each source's page."""
    found: dict[str, dict[str, Any]] = {}
    uses: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for each in relations:
        found |= each.data["sources"]
        shown = {row["event"] for row in each.data["reports"]["timeline"]["rows"]}
        for position, line in each.data["proof"]["lines"]:
            _cited(orjson.loads(line), position, each, shown, uses)
    for code in sorted(found):
        page = _page("site/source.html", source=found[code], code=code, link=link(found[code]["url"]), uses=uses[code])
        yield f"sources/{code}.html", page


def parties_page(relations: Sequence[Relation], names: Mapping[str, str]) -> str:
    """Return the page of parties: each with its relations."""
    found: dict[str, list[Relation]] = defaultdict(list)
    for each in relations:
        for code in each.code.split("-"):
            found[code].append(each)
    return _page("site/parties.html", parties=sorted(found.items()), names=names)


def _cited(
    event: Mapping[str, Any], position: int, of: Relation, shown: set[str], uses: dict[str, list[dict[str, Any]]]
) -> None:
    for cite in event.get("cites", ()):
        name = f"{event['stream']}#{event['version']}"
        what = event.get("title") or event.get("name") or event.get("text") or event.get("target") or event["stream"]
        target = f"{of.path}#e{position}" if name in shown else of.path
        use = {"kind": words(str(event["kind"])), "on": event.get("on"), "what": what, "relation": of.code}
        uses[cite["source"]].append(use | {"target": target, "quote": cite.get("quote")})


def _page(name: str, **given: Any) -> str:
    css = style("page.css", "site.css")
    return template(name).render(css=Markup(css), policy=Markup(policy(css)), **given)
