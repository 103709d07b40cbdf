"""Lines of a log that are read when a report asks for them."""

from collections.abc import Iterator
from contextlib import nullcontext

import pytest

from bilat.projections.reports.recorded_lines import RecordedLines, lines_at

LINES = [f"line {number}".encode() for number in range(1, 5_001)]


class Counting:
    """A log in memory that counts what is read of it."""

    def __init__(self) -> None:
        self.read: list[tuple[int, int | None]] = []

    def lines(self, start: int = 1, stop: int | None = None) -> Iterator[bytes]:
        self.read.append((start, stop))
        return iter(LINES[start - 1 : stop])


def test_lines_that_lie_close_together_are_read_at_once_and_others_are_not_read() -> None:
    log = Counting()
    lines = RecordedLines(lambda: nullcontext(log), len(LINES))
    found = lines_at(lines, [4_000, 3, 5, 3, 300])
    assert found == {each: LINES[each - 1] for each in (3, 5, 300, 4_000)} == lines_at(LINES, [3, 5, 300, 4_000])
    assert log.read == [(3, 300), (4_000, 4_000)]


def test_they_are_a_sequence_like_the_list_of_all() -> None:
    lines = RecordedLines(lambda: nullcontext(Counting()), len(LINES))
    assert [*lines] == LINES
    assert (len(lines), lines[0], lines[-1]) == (5_000, LINES[0], LINES[-1])
    assert lines[10:20] == LINES[10:20]
    with pytest.raises(IndexError):
        lines[5_000]
