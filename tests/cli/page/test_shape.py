"""The digest of what a page shows is that of its elements, as any parser of HTML finds them."""

import base64
from collections.abc import Callable
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from bilat.cli.page.shape import shape
from tests.cli.page.hostile import hostile_page
from tests.cli.page.pages import page_of

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


class Parser(HTMLParser):
    """Python's own parser, which takes any HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.depth = 0
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "main":
            self.depth = 1
        elif self.depth and tag not in VOID:
            self.depth += 1
        if self.depth:
            given = sorted((key, value or "") for key, value in attrs if key != "open")
            self.parts.append("\x01" + tag + "".join(f"\x02{key}\x03{value}" for key, value in given) + "\x04")
            if tag in VOID:
                self.parts.append("\x05")

    def handle_endtag(self, tag: str) -> None:
        if self.depth and tag not in VOID:
            self.parts.append("\x05")
            self.depth -= 1

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.parts.append(data)


@pytest.mark.parametrize("html", [page_of, hostile_page], ids=["shipped", "hostile"])
def test_the_digest_is_that_of_the_elements_that_a_parser_finds(html: Callable[[], str]) -> None:
    parser = Parser()
    parser.feed(html())
    parser.close()
    assert shape(html()) == base64.b64encode(sha256("".join(parser.parts).encode()).digest()).decode()


@pytest.mark.parametrize("body", ["<b class=x>", "a < b", "<!-- -->", "<b", "<b a='x'>"])
def test_what_no_page_of_ours_holds_is_no_page(body: str) -> None:
    with pytest.raises(ValueError, match="no page of ours"):
        shape(f"<main>{body}</main>")


def test_names_that_begin_alike_stand_in_order() -> None:
    one, other = '<main data-b="1" data="2" x></main>', '<main x data="2" data-b="1"></main>'
    assert shape(one) == shape(other)
