"""The bar of a long import: how far it has come, events a second, and the time that remains."""

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn


class Bar:
    """Two tasks, one after the other: reading (and checking), counted in bytes, and recording, in events."""

    def __init__(self, size: int | None, console: Console | None = None) -> None:
        self.events = 0
        self._console = console or Console(stderr=True)
        known = [BarColumn(), TextColumn("{task.percentage:>3.0f}%")] if size is not None else []
        self._bar = Progress(
            TextColumn("{task.description}"),
            *known,
            TextColumn("{task.fields[count]}"),
            TimeElapsedColumn() if size is None else TimeRemainingColumn(),
            console=self._console,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task = self._bar.add_task("reading and checking", total=size, count="")
        self._recording = False

    def start(self) -> None:
        """Show the bar."""
        self._bar.start()

    def stop(self) -> None:
        """Take the bar away."""
        self._bar.stop()

    def read(self, events: int, done: int | None) -> None:
        """So many events were read and checked, from so many bytes, where that is known."""
        self.events = events
        self._bar.update(self._task, completed=done or 0, count=self._count(events))

    def recording(self, done: int) -> None:
        """So many of them have gone into the store."""
        if not self._recording:
            self._recording = True
            self._bar.reset(self._task, total=self.events, description="recording", count="")
        self._bar.update(self._task, completed=done, count=self._count(done))

    def _count(self, events: int) -> str:
        seconds = self._bar.tasks[0].elapsed or 0
        rate = f", {events / seconds:,.0f} a second" if seconds > 0.1 else ""
        return f"{events:,} events{rate}"
