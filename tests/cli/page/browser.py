"""Chromium, as the system has it, driven by playwright; and what a page says in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

CHROMIUM = os.environ.get("BILAT_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


class Seen(NamedTuple):
    """What came of opening a page: its verdict, what is wrong, requests, and what the console said."""

    pill: str
    wrong: list[str]
    broken: int
    requests: list[str]
    console: list[str]


@contextmanager
def chromium(*more: str) -> Iterator[Any]:
    """A browser, without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", *more])
        try:
            yield running
        finally:
            running.close()


class Tab:
    """One page in a browser of a size and a colour scheme; everything that it asks for or says is kept."""

    def __init__(self, browser: Any, width: int = 1280, scheme: str = "light", **more: Any) -> None:
        self.context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **more)
        self.page = self.context.new_page()
        self.requests: list[str] = []
        self.console: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.console.append(message.text))
        self.page.on("pageerror", lambda error: self.console.append(str(error)))

    def open(self, target: Path | str, *, wait: bool = True) -> Seen:
        """Open a file or an address, wait for the check, and say what came of it."""
        self.requests.clear()
        self.console.clear()
        self.page.goto(target.resolve().as_uri() if isinstance(target, Path) else target)
        if wait:
            self.page.wait_for_function("document.getElementById('verdict').dataset.ms", timeout=60_000)
        return self.seen()

    def seen(self) -> Seen:
        """Say what the page shows now."""
        pill = self.page.evaluate("document.getElementById('pill').textContent")
        wrong = self.page.evaluate("[...document.querySelectorAll('#verdict li.no')].map(e => e.textContent)")
        broken = self.page.evaluate("document.querySelectorAll('.broken').length")
        return Seen(pill, wrong, broken, [*self.requests], [*self.console])

    def open_all(self) -> None:
        """Unfold everything."""
        self.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        self.page.wait_for_timeout(100)

    def close(self) -> None:
        """Close the tab."""
        self.context.close()
