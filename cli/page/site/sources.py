"""What rests on each source: a page a source, with its quotes and where in the site they stand; and the parties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from bilat.cli.page.html import policy, style, template
from bilat.cli.page.parts.sources import link
from bilat.cli.page.site.summary import Summary, unpacked


def source_pages(relations: Sequence[Summary]) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each source's page."""
    found: dict[str, Mapping[str, Any]] = {}
    uses: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for each in relations:
        found |= unpacked(each.sources)
        for code, use in unpacked(each.uses):
            uses[code].append(use)
    for code in sorted(found):
        page = _page("site/source.html", source=found[code], code=code, link=link(found[code]["url"]), uses=uses[code])
        yield f"sources/{code}.html", page


def parties_page(relations: Sequence[Summary], names: Mapping[str, str]) -> str:
    """Return the page of parties: each with its relations."""
    found: dict[str, list[Summary]] = defaultdict(list)
    for each in relations:
        for code in each.code.split("-"):
            found[code].append(each)
    return _page("site/parties.html", parties=sorted(found.items()), names=names)


def _page(name: str, **given: Any) -> str:
    css = style("page.css", "site.css")
    return template(name).render(css=Markup(css), policy=Markup(policy(css)), **given)
