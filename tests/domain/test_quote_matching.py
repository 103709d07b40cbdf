"""Whether the words of a quote stand in a page."""

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from bilat.domain.quote_matching import fold, occurs

PAGE = (
    "<html><head><title>Summit</title><style>p{color:red}</style></head><body><!-- Japan will not -->"
    "<p>Japan will provide &ldquo;<b>fifty</b> million&rdquo; dollars&nbsp;\u2014 a <i>new</i>\n pledge.</p>"
    "<script>var x = 'Japan will take';</script></body></html>"
).encode()


@pytest.mark.parametrize(
    ("quote", "page"),
    [
        ('Japan will provide "fifty million" dollars', PAGE),
        ("Japan will provide \u201cfifty million\u201d dollars - a new pledge", PAGE),
        ("Japan  will\tprovide", PAGE),
        ("**fifty million**", b"about fifty\nmillion dollars"),
        ("fifty million", b"about **fifty** _million_ dollars"),
        ("see the text", b"see [the text](https://example.org/a) here"),
        ("5 \u00b5g of \ufb01ne dust", "5 \u03bcg of fine dust".encode()),
        ("co-operation -- now", "co\u2010operation \u2013 now".encode()),
        ("\u65e5\u672c\u306e\u652f\u63f4", "\u65e5\u672c\n  \u306e\u652f\u63f4\u3002".encode()),
        ("a < b and c > d", b"if a < b and c > d then"),
        ("Caf\u00e9", "Caf\u00e9".encode("cp1252")),
        ("Caf\u00e9", "Caf\u00e9".encode("utf-16")),
        ("\u0434\u0430", b"<meta charset=koi8-r>" + "\u0434\u0430".encode("koi8-r")),
    ],
)
def test_what_a_reader_sees_is_found(quote: str, page: bytes) -> None:
    assert occurs(quote, page)


@pytest.mark.parametrize("quote", ["japan will provide", "sixty million", "color:red".upper(), "provide million"])
def test_other_words_are_not_found(quote: str) -> None:
    assert not occurs(quote, PAGE)


@for_all(st.text(), st.text(), st.text(min_size=1))
def test_a_quote_cut_from_a_plain_text_is_found(before: str, after: str, quote: str) -> None:
    page = f"{before} {quote} {after}".encode("utf-8", "surrogatepass")
    assert fold(quote) in fold(f"{before} {quote} {after}")
    assert fold(fold(quote)) == fold(quote)
    assert page
