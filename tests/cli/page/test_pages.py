"""Pages: the same data gives the same bytes, what is shown is what was recorded, and nothing recorded acts."""

import gzip
import json
import re

import pytest

from bilat.cli.page.html import SCRIPTS, policy, render, script, style
from bilat.cli.page.shape import shape
from bilat.events.log.transparency.signed_notes import Note
from tests.cli.page.hostile import hostile_page
from tests.cli.page.pages import KEY, page_data_of, page_of


def test_the_same_data_gives_the_same_bytes() -> None:
    data = json.loads(json.dumps(page_data_of()))
    assert render(data, lambda text: Note(text).signed(KEY)) == page_of()
    assert data == page_data_of(), "rendering leaves the data as it was"


def test_the_answer_comes_first_and_is_a_sentence() -> None:
    text = re.sub(r"<[^>]+>", "", page_of()[page_of().index("<h1") :])
    assert text.startswith("Japan has promised ASEAN at least USD 1.94 billion of new public money since 2019.")


def test_a_page_is_small_enough_to_send() -> None:
    raw = page_of().encode()
    assert len(raw) <= 450 * 1024
    assert len(gzip.compress(raw, mtime=0)) <= 80 * 1024
    assert len(style("page.css", "print.css").encode() + script().encode()) <= 45 * 1024


def test_style_and_script_are_written_to_be_read() -> None:
    lines = (script() + style("page.css", "print.css")).splitlines()
    assert max(map(len, lines)) <= 120
    assert len(SCRIPTS) == 5


@pytest.mark.parametrize("relation", ["ASEAN-JP", "JP-VN", "BT-FJ", "BD-JP"])
def test_every_link_within_the_page_leads_somewhere_and_no_name_stands_twice(relation: str) -> None:
    html = render(page_data_of(relation, None)) if relation != "ASEAN-JP" else page_of()
    main = html[html.index("<body") : html.index('<script type="application/json"')]
    ids = re.findall(r'\bid="([^"]+)"', main)
    assert len(ids) == len({*ids})
    assert {*re.findall(r'href="#([^"]+)"', main)} <= {*ids}


def test_all_that_a_page_loads_is_in_it() -> None:
    html = page_of()
    assert not re.findall(r'<(?:img|link(?! rel="icon" href="data:)|iframe|object|embed|script src)\b', html)
    allowed = policy(style("page.css", "print.css"), script())
    assert f'content="{allowed}"' in html
    assert "unsafe" not in allowed
    assert "http" not in allowed


def test_every_amount_and_every_quote_says_where_it_is_from() -> None:
    quotes = re.findall(r"<blockquote([^>]*)>", hostile_page())
    assert quotes
    assert all('data-e="' in each for each in quotes)
    numbers = re.findall(r'<data class="n[^>]*>', page_of())
    assert len(numbers) > 200
    untied = [each for each in numbers if not re.search(r'data-(?:e|s|c|in)="', each)]
    assert untied == []


def test_what_acts_is_shown_in_place_of_acting() -> None:
    html = hostile_page()
    body = html[html.index("<body") : html.index('<script type="application/json"')]
    tags = {each.lower() for each in re.findall(r"<\s*([a-zA-Z!/][a-zA-Z0-9]*)", body)}
    assert not tags & {"script", "img", "iframe", "style", "object", "embed", "form", "!"}
    assert not re.findall(r"<[^>]*\son\w+\s*=", body)
    assert not re.findall(r'href="(?!#|https?://)[^"]*"', body)
    assert not re.findall("[\u202e\u2028\x07]", html[: html.index("<script type")])
    assert html.count("</script>") == 2, "no text ends the script elements"
    assert "{{" in body, "what looks like a template is text"


def test_the_digest_of_what_is_shown_sees_each_change_but_what_is_folded() -> None:
    html = page_of()
    assert shape(html.replace("<details", "<details open")) == shape(html)
    for old, new in [("Told again", "Told twice"), ('class="n"', 'class="m"'), ("<h4>", "<h5>")]:
        assert shape(html.replace(old, new, 1)) != shape(html)


@pytest.mark.parametrize("relation", ["JP-VN", "BT-FJ"])
def test_other_relations_have_pages_too(relation: str) -> None:
    html = render(page_data_of(relation, None))
    assert "</html>" in html


def test_where_nothing_is_new_the_answer_says_so_of_both() -> None:
    asked: list[tuple[str | None, str]] = [
        (None, "No new public money in JPY between Bangladesh and Japan is on record.")
    ]
    asked += [("USD", "No new public money between Bangladesh and Japan is on record.")]
    for currency, said in asked:
        html = render(page_data_of("BD-JP", currency))
        assert re.sub(r"<[^>]+>", "", html[html.index("<h1") : html.index("</h1>")]) == said


def test_how_things_stand_is_seen_at_a_glance() -> None:
    """What `bilat summary` says of the same lines, as of the same day."""
    summary = page_data_of()["reports"]["summary"]
    section = page_of().split('<section id="glance"')[1].split("</section>")[0]
    text = re.sub(r"<[^>]+>", "", section)
    assert f"{summary['span']['events']} events, from 2019-12-02 to 2024" in text
    assert summary["meetings"]["last"]["name"] in text
    assert summary["sources"]["newest"]["title"] in text
    titles = re.findall(r'<th scope="row"><a href="#p\d+"><span data-e="\d+/title">([^<]+)', section)
    assert titles == [row["title"] for row in summary["largest"]]
    assert len(titles) == 5


def test_a_page_of_parties_between_whom_nothing_is_shows_that_at_a_glance() -> None:
    section = render(page_data_of("BT-FJ", None)).split('<section id="glance"')[1].split("</section>")[0]
    text = re.sub(r"<[^>]+>", "", section)
    assert "0 events\n" in text
    assert "Last meetingnone on record" in text
    assert "The largest" not in text
