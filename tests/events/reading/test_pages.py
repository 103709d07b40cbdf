"""Pages: the words of text, Markdown, HTML and PDF, and what is none."""

import io
from collections.abc import Callable

import pytest

from bilat.events.errors import BadInput
from bilat.events.reading.pages.forms import LIMIT, read_page

ARTICLE = "Japan will provide US$50 million to Vietnam for flood defences. " * 5
HTML = f"""<!doctype html><html><head><title>Aid &amp; trade</title>
<meta property="og:site_name" content="The Harbour Gazette">
<meta property="article:published_time" content="2021-10-27T08:00:00+07:00">
<link rel="canonical" href="https://example.org/aid">
<script>var bait = "China pledged $9 billion";</script></head>
<body><nav>Home | News</nav><article><h1>Aid &amp; trade</h1><p>{ARTICLE}</p><p>Second&nbsp;part <b>bold</b>ly.</p>
<aside>More: Russia owes $3 billion</aside></article><footer>© all</footer></body></html>"""


def test_a_broken_pdf_is_refused_and_nothing_else_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        read_page(b"%PDF-1.4\ngarbage", "bad.pdf")
    assert capsys.readouterr().err == ""


def test_a_row_of_a_table_is_one_line() -> None:
    table = (
        b"<html><body><table><tr><th>Donor</th><th>Pledged</th></tr><tr><td><p>Norway</p></td><td>9</td></tr></table>"
    )
    assert "| Norway | 9 |" in read_page(table, "t.html").text


def pdf(words: str) -> bytes:
    """A PDF of one page with these words, which may be none."""
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    page = writer.add_blank_page(600, 200)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): writer._add_object(font)})}
    )
    content = DecodedStreamObject()
    content.set_data(f"BT /F1 12 Tf 20 100 Td ({words}) Tj ET".encode() if words else b"")
    page[NameObject("/Contents")] = writer._add_object(content)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def test_html_gives_the_words_of_the_article_and_what_its_head_tells() -> None:
    page = read_page(HTML.encode(), "page.html")
    assert (page.title, page.publisher, page.published) == ("Aid & trade", "The Harbour Gazette", "2021-10-27")
    assert page.url == "https://example.org/aid"
    assert ARTICLE.strip() in page.text
    assert "Second part boldly." in page.text
    assert not any(word in page.text for word in ("bait", "Home | News", "Russia", "©"))


def test_html_without_an_article_is_read_whole() -> None:
    assert "Vietnam" in read_page(f"<html><body><div>{ARTICLE}</div></body></html>".encode()).text


def test_markdown_gives_words_without_marks() -> None:
    source = (
        "---\ntitle: Aid\ndate: 2021-10-27\n---\n# Aid\n\nJapan gives **US$5 million** to [Fiji](https://x.example)."
    )
    page = read_page(source.encode(), "a.md")
    assert page.text == "Aid\n\nJapan gives US$5 million to Fiji.\n"
    assert (page.title, page.published) == ("Aid", "2021-10-27")


def test_a_pdf_gives_its_words() -> None:
    assert "Japan gives Fiji 5 million euros" in read_page(pdf("Japan gives Fiji 5 million euros"), "a.pdf").text


@pytest.mark.parametrize(
    ("content", "file", "says"),
    [
        (lambda: b"\x00\x01\x02 Japan gives aid" * 9, "a.txt", "no text"),
        (lambda: b"  12 34 \n", "a.txt", "no words"),
        (lambda: b"", "a.html", "no"),
        (lambda: pdf(""), "a.pdf", "no words"),
        (lambda: b"%PDF-1.7 nothing else", "a.pdf", "cannot be read"),
        (lambda: b"a" * (LIMIT + 1), "a.txt", "MiB"),
    ],
)
def test_what_is_no_page_is_refused_with_a_remedy(content: Callable[[], bytes], file: str, says: str) -> None:
    with pytest.raises(BadInput, match=says) as refused:
        read_page(content(), file)
    assert refused.value.remedy


def test_other_encodings_and_line_ends_are_read() -> None:
    assert read_page("Côte d’Ivoire gives aid\r\n".encode("cp1252")).text == "Côte d’Ivoire gives aid\n"
    assert read_page("Côte d’Ivoire gives aid".encode("utf-16")).text == "Côte d’Ivoire gives aid"
