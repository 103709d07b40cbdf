"""Text from the record is shown, and does nothing else."""

import unicodedata
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.table import Table

from bilat.cli.render.inert import cell, inert

BIDI = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
HOSTILE = [
    ("\x1b[31mred", "\\e[31mred"),
    ("\x1b]0;title\x07", "\\e]0;title\\x07"),
    ("\x9b2J", "\\x9b2J"),
    ("two\nlines\r\n", "two\\nlines\\r\\n"),
    ("a\tb", "a\\tb"),
    ("abc\u202edcba\u202c", "abc\\u202edcba\\u202c"),
    ("\u2066x\u2069\u200f\u061c", "\\u2066x\\u2069\\u200f\\u061c"),
    ("zero\u200bwidth\ufeff", "zero\\u200bwidth\\ufeff"),
    ("line\u2028separator", "line\\u2028separator"),
    ("half \ud83d", "half \\ud83d"),
    ("tag \U000e0041", "tag \\U000e0041"),
    ("\x00\x7f", "\\x00\\x7f"),
]


@pytest.mark.parametrize(("text", "shown"), HOSTILE)
def test_what_would_act_is_spelled_out(text: str, shown: str) -> None:
    assert inert(text) == shown


@pytest.mark.parametrize("text", ["Nguyễn Xuân Phúc", "日本とASEAN", "العربية", "👩‍🚀", "50 % & <more>"])
def test_words_of_all_scripts_stay_as_they_are(text: str) -> None:
    assert inert(text) == text


@given(st.text(st.characters(codec=None)))
def test_no_text_has_controls_left(text: str) -> None:
    shown = inert(text)
    assert not any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in shown)
    assert not any(unicodedata.bidirectional(character) in BIDI for character in shown)


@pytest.mark.parametrize("text", ["[bold]x[/bold]", "[link=https://evil.example]x[/link]", ":smile:", "[/]", "\\[x]"])
def test_rich_reads_neither_markup_nor_emoji_codes(text: str) -> None:
    out = StringIO()
    table = Table(box=None, show_header=False, padding=0)
    table.add_row(cell(text))
    Console(file=out, width=80, color_system=None).print(cell(text), table)
    assert [line.rstrip() for line in out.getvalue().splitlines()] == [text, text]
