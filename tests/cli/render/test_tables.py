"""Sheets on a terminal: answers of eight lines, tables that keep every number whole."""

from bilat.cli.render.sheet import Cell, Column, Grid, Group, Measure, Sheet, one
from tests.cli.render.printing import printed

BARS = [Measure(name, "USD 1", "1") for name in ("promised", "paid", "open")]


def test_an_answer_has_as_many_bars_as_have_room_in_eight_lines() -> None:
    for sentences, bars in [(1, 3), (5, 2), (6, 0), (8, 0)]:  # one bar compares nothing
        text = printed(Sheet("All parties.", [], (), (), [*["It is so."] * sentences, *BARS]))
        assert sum(text.count(bar.label) for bar in BARS) == bars
        assert text.count("It is so.") == sentences


def test_sentences_that_take_two_lines_leave_less_room() -> None:
    text = printed(Sheet("All parties.", [], (), (), [*["so " * 30] * 3, *BARS]), 80)
    assert [bar.label in text for bar in BARS] == [False, False, False]
    assert [bar.label in printed(Sheet("", [], (), (), [*["so " * 30] * 3, *BARS]), 80) for bar in BARS] == [
        True,
        True,
        False,
    ]


def test_a_table_that_is_too_wide_has_the_ends_of_intervals_below_each_other() -> None:
    columns = [Column("unit"), *(Column(name, number=True) for name in ("promised", "open"))]
    grid = Grid(columns, [Group("", [(one("JPY"), Cell(("JPY 1.1903tn–1.1908tn",)), Cell(("JPY 1bn–2bn",)))])])
    wide, narrow = (printed(Sheet("", [grid]), width).splitlines() for width in (80, 34))
    assert "JPY 1.1903tn–1.1908tn" in wide[-1]
    assert [line.split() for line in narrow[-2:]] == [["JPY", "JPY", "1.1903tn–", "JPY", "1bn–"], ["1.1908tn", "2bn"]]
    assert max(map(len, narrow)) <= 34
