"""The bar of a long import."""

from io import StringIO

import pytest
from rich.console import Console

from bilat.cli.render.progress import Bar


@pytest.fixture
def console() -> Console:
    """A terminal of 100 columns."""
    return Console(width=100, file=StringIO(), force_terminal=True, color_system=None)


def shown(bar: Bar, console: Console) -> str:
    """What the bar looks like now."""
    with console.capture() as captured:
        console.print(bar._bar.get_renderable())
    return captured.get()


def test_a_file_of_known_size_shows_its_part_and_the_remaining_time(console: Console) -> None:
    bar = Bar(1_000, console)
    bar.read(30, 250)
    assert "reading and checking" in shown(bar, console)
    assert " 25% 30 events" in shown(bar, console)
    assert "-:--:--" in shown(bar, console), "no rate yet, so the remaining time is unknown"


def test_a_pipe_shows_how_many_events_were_read(console: Console) -> None:
    bar = Bar(None, console)
    bar.read(12_345, None)
    assert "12,345 events" in shown(bar, console)
    assert "%" not in shown(bar, console)


def test_recording_is_counted_in_events(console: Console) -> None:
    bar = Bar(1_000, console)
    bar.read(4_000, 1_000)
    bar.recording(1_000)
    assert "recording" in shown(bar, console)
    assert " 25% 1,000 events" in shown(bar, console)
