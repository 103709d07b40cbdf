"""Bars: sizes of one scale are compared, and what is not nothing is seen."""

from bilat.cli.render.sheet import Bars, Measure, Sheet
from tests.cli.render.printing import printed


def bars(*measures: Measure, width: int = 60) -> list[str]:
    return printed(Sheet("", [Bars("", measures)]), width).splitlines()


def test_a_bar_is_as_long_as_its_share_of_the_longest_of_its_scale() -> None:
    whole, half, other = bars(
        Measure("whole", "10", "10"), Measure("half", "5", "5"), Measure("yen", "1", "1", scale="JPY")
    )
    assert whole.count("█") == other.count("█") == 2 * half.count("█")


def test_a_step_begins_where_the_one_before_has_come_to() -> None:
    claims, told_again, new = bars(
        Measure("claims", "8", "8"), Measure("told again", "6", "2", "8"), Measure("new", "2", "2")
    )
    assert told_again.rindex("█") == claims.rindex("█")
    assert told_again.index("█") == new.rindex("█") + 1


def test_what_is_little_is_seen_and_what_is_nothing_is_not() -> None:
    _, little, nothing, unknown = bars(
        Measure("all", "1bn", "1000000000"), Measure("little", "1", "1"), Measure("none", "0", "0"), Measure("?", "–")
    )
    assert "▏" in little
    assert set("▏█") & {*nothing, *unknown} == set()


def test_no_line_is_wider_than_there_is_room_and_a_narrow_one_has_no_bar() -> None:
    lines = bars(Measure("x" * 60, "USD 1,693,423,121.45", "5"), width=60)
    assert max(map(len, lines)) <= 60
    assert "█" not in lines[0]
