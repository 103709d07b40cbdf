"""Markdown in which the record's text does nothing."""

import pytest

from bilat.cli.render.markdown import md, md_sheet
from bilat.cli.render.sheet import Column, Grid, Group, Measure, Sheet, one


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a | b", "a \\| b"),
        ("<script>", "\\<script\\>"),
        ("[x](javascript:1)", "\\[x\\](javascript:1)"),
        ("*x* _y_ `z`", "\\*x\\* \\_y\\_ \\`z\\`"),
        ("a\n# b", "a\\\\n# b"),
    ],
)
def test_markup_is_escaped(text: str, escaped: str) -> None:
    assert md(text) == escaped


def test_a_page_has_headings_tables_notes_and_the_stamp() -> None:
    grid = Grid([Column("on"), Column("amount", number=True)], [Group("2020", [[one("2020-01"), one("USD 5")]])], 2)
    page = md_sheet(
        Sheet(
            "What is counted.", [grid], [("Sources", ["[1] s"])], ["root 00"], ["Two things.", Measure("net", "USD 5")]
        )
    )
    assert page == (
        "# What is counted.\n\nTwo things.  \nnet: **USD 5**  \n\n"
        "### 2020\n\n| on | amount |\n| --- | ---: |\n| 2020-01 | USD 5 |\n\n2 more\n\n"
        "## Sources\n\n- \\[1\\] s\n\nroot 00  \n"
    )
