"""Pages in Chromium: what they ask for, say and prove; skipped where no Chromium or playwright is installed."""

from __future__ import annotations

import functools
import http.server
import importlib.util
import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bilat.events.log.verify.proof_files import read
from tests.cli.page.browser import CHROMIUM, Tab, chromium
from tests.cli.page.hostile import hostile_page
from tests.cli.page.pages import page_data_of, page_of
from tests.cli.page.tamperings import NAMES, REFUSED, random_digits, tampered
from tests.full import FULL

pytestmark = [
    pytest.mark.skipif(importlib.util.find_spec("playwright") is None, reason="playwright is not installed"),
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium is installed (apt-get install chromium)"),
]
SLICE = [*NAMES[:: 1 if FULL else 5], *REFUSED]
"""The changes that are tried in the browser; all of them are tried without one (`test_checking.py`)."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One browser for all tests of this file."""
    with chromium("--host-resolver-rules=MAP plain.test 127.0.0.1") as running:
        yield running


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the page."""
    found = tmp_path_factory.mktemp("pages")
    (found / "page.html").write_text(page_of())
    return found


@pytest.fixture(scope="module")
def tab(browser: Any) -> Iterator[Tab]:
    """A tab to open one page after another in."""
    found = Tab(browser)
    yield found
    found.close()


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """The folder, served on plain http."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://plain.test:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_page_is_proved_with_one_request_and_in_silence(tab: Tab, folder: Path) -> None:
    seen = tab.open(folder / "page.html")
    assert (seen.pill, seen.wrong, seen.broken, seen.console) == ("✓ Proved: 192 lines, signed", [], 0, [])
    tab.open_all()
    tab.page.evaluate("location.hash = document.querySelector('.events li').id")
    tab.page.wait_for_timeout(100)
    assert len(tab.seen().requests) == 1, "the page itself"
    assert tab.seen().console == []


def test_over_plain_http_it_agrees_and_says_that_no_signature_was_checked(tab: Tab, address: str) -> None:
    seen = tab.open(f"{address}/page.html")
    assert seen.pill == "✓ Agrees: 192 lines, signature not checked"
    assert (len(seen.requests), seen.console) == (1, [])


def test_each_proof_that_leaves_the_page_holds(tab: Tab, folder: Path) -> None:
    tab.open(folder / "page.html")
    positions = [position for position, _ in page_data_of()["proof"]["lines"]]
    proofs = tab.page.evaluate("positions => positions.map(x => JSON.stringify(bilatProof(x)))", positions)
    for position, text in zip(positions, proofs, strict=True):
        proof = read(text.encode())
        assert list(proof.faults()) == []
        assert (proof.position, proof.root) == (position, page_data_of()["stamp"]["root"])


def test_a_key_that_is_pasted_is_compared(tab: Tab, folder: Path) -> None:
    tab.open(folder / "page.html")
    own = page_data_of()["proof"]["key"]
    for text, said in [(own, "✓ example.org/seals signed"), (own[:-2] + "A=", "✗ This is no key"), ("", "")]:
        tab.page.fill("#tools input", text)
        tab.page.wait_for_function(
            "said => document.querySelector('#tools output').textContent.startsWith(said)", arg=said
        )


@pytest.mark.parametrize("name", SLICE)
def test_a_change_is_shown_as_broken(tab: Tab, tmp_path: Path, name: str) -> None:
    (tmp_path / "page.html").write_text(tampered(page_of(), name))
    seen = tab.open(tmp_path / "page.html", wait=name not in REFUSED)
    if name in REFUSED:
        refused = any("Content Security Policy" in each for each in seen.console)
        assert refused, "the policy refuses what was not in the page when it was made"
        assert not seen.pill.startswith("✓") or name != "the script"
    else:
        assert seen.pill == "✗ Broken: see what"
        assert seen.wrong or tab.page.evaluate("document.querySelector('#verdict p')") is not None


def test_a_random_digit_is_shown_as_broken(tab: Tab, tmp_path: Path) -> None:
    missed = []
    for at, html in random_digits(page_of(), 150 if FULL else 8, seed=3):
        (tmp_path / "page.html").write_text(html)
        if tab.open(tmp_path / "page.html").pill != "✗ Broken: see what":
            missed.append(html[at - 40 : at + 20])
    assert missed == []


@pytest.mark.parametrize("policy", [True, False], ids=["with the policy", "without it"])
def test_hostile_text_does_nothing(tab: Tab, tmp_path: Path, policy: bool) -> None:
    html = hostile_page()
    if not policy:
        html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
    (tmp_path / "page.html").write_text(html)
    seen = tab.open(tmp_path / "page.html")
    tab.open_all()
    assert tab.page.evaluate("globalThis.acted") is None
    assert (seen.pill.split(":")[0], seen.wrong, seen.console, len(seen.requests)) == ("✓ Agrees", [], [], 1)


def test_without_javascript_every_number_is_there(browser: Any, folder: Path) -> None:
    tab = Tab(browser, java_script_enabled=False)
    tab.page.goto((folder / "page.html").as_uri())
    assert "Not checked: needs JavaScript" in tab.page.inner_text("#pill")
    html = tab.page.content()
    for given in re.findall(r'<data class="n[^>]*>([^<]+)</data>', page_of()):
        assert given in html
    tab.close()


def test_no_page_is_wider_than_a_small_phone(browser: Any, folder: Path) -> None:
    tab = Tab(browser, width=320)
    tab.open(folder / "page.html")
    tab.open_all()
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= 320
    tab.close()


VIEWS = [(1280, "light", False), (390, "dark", True)]
ALL_VIEWS = [
    (width, scheme, opened) for width in (390, 1280) for scheme in ("light", "dark") for opened in (False, True)
]


@pytest.mark.parametrize(("width", "scheme", "opened"), ALL_VIEWS if FULL else VIEWS)
def test_everyone_can_use_it(browser: Any, folder: Path, width: int, scheme: str, opened: bool) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python", reason="axe-playwright-python, which brings axe-core, is missing"
    )
    script = (Path(axe.__file__).parent / "axe.min.js").read_text()
    tab = Tab(browser, width, scheme, bypass_csp=True)
    tab.open(folder / "page.html")
    if opened:
        tab.open_all()
    tab.page.evaluate(script)
    found = tab.page.evaluate(
        "axe.run(document, {resultTypes: ['violations']}).then(r => JSON.stringify(r.violations))"
    )
    assert [(each["id"], each["nodes"][0]["html"]) for each in json.loads(found)] == []
    tab.close()


def test_on_paper_the_answer_stands_on_the_first_of_few_sheets(browser: Any, folder: Path, tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    tab = Tab(browser)
    tab.open(folder / "page.html")
    tab.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    tab.page.pdf(path=str(tmp_path / "page.pdf"), format="A4")
    sheets = pypdf.PdfReader(tmp_path / "page.pdf").pages
    assert "of new public money since 2019." in " ".join(sheets[0].extract_text().split())
    assert len(sheets) <= 30
    tab.close()
