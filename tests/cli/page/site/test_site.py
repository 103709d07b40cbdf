"""Sites: every relation has its page, all of it can be downloaded and followed, and only what changed is written."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from urllib.request import Request, urlopen
from xml.etree import ElementTree

import polars as pl
import pytest

from bilat.cli.page.checking import check_page
from bilat.cli.page.site.build import site_files
from bilat.cli.page.site.folder import Written, check_folder, write_folder
from bilat.cli.page.site.presses import Asked
from bilat.cli.page.site.serving import served
from bilat.domain.admission import Draft, record
from bilat.events.errors import BadInput, StoreError
from bilat.events.log.codec import decode
from bilat.events.log.log import Log, create_log
from tests.cli.page.hostile import ADDRESSES
from tests.cli.page.pages import KEY, shipped
from tests.conftest import MIDNIGHT, event
from tests.events.log.transparency.tlog_client import Client
from tests.full import FULL

KEPT = ("party/", "source/", "membership")
PLEDGES = (b"pledge/acpheed", b"pledge/osa-my-2023", b"programme/osa")


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Log]:
    """A ledger with a few pledges of the shipped history, and all its parties and sources."""
    lines = [json.loads(line) for line in shipped().kept]
    wanted = [
        {key: value for key, value in line.items() if key not in ("version", "recorded_at", "recorder")}
        for line in lines
        if line["stream"].startswith(KEPT) or line["stream"].encode() in PLEDGES
    ]
    for line in wanted:
        for name in ("meeting", "agreement", "part_of"):
            if line.get(name, "").encode() not in PLEDGES:
                line.pop(name, None)
    with create_log(str(tmp_path_factory.mktemp("ledger") / "l.db")) as found:
        record(found, [Draft(event(line), "") for line in wanted], recorder="test", now=lambda: MIDNIGHT)
        yield found


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    kept = tmp_path_factory.mktemp("pages") / ("0123456789abcdef" * 2)
    return Asked("USD", "ecb-day", KEY, "https://example.org/record/", kept)


@pytest.fixture(scope="module")
def site(log: Log, asked: Asked, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("www") / "site"
    write_folder(folder, site_files(log, asked))
    return folder


def test_each_relation_with_a_promise_has_a_page_that_holds(site: Path) -> None:
    pages = {path.stem for path in site.glob("*-*.html")}
    assert pages == {"ASEAN-JP", "BD-JP", "FJ-JP", "JP-MY", "JP-PH"}
    for path in site.glob("*-*.html") if FULL else [site / "ASEAN-JP.html", site / "JP-MY.html"]:
        assert check_page(path.read_text(), KEY.public).findings == []


def test_every_link_leads_to_a_file_of_the_site_and_to_a_place_in_it(site: Path) -> None:
    class Links(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            given = dict(attrs)
            ids.add(given.get("id") or "")
            if tag in ("a", "link") and (href := given.get("href")):
                links.append(href)

    places: dict[Path, set[str]] = {}
    found: dict[Path, list[str]] = {}
    for path in site.rglob("*.html"):
        ids, links = set[str](), list[str]()
        Links().feed(path.read_text())
        places[path], found[path] = ids, links
    for path, targets in found.items():
        for href in targets:
            if href.startswith(("http://", "https://", "data:")):
                continue
            name, _, place = href.partition("#")
            target = (path.parent / name).resolve() if name else path
            assert target.is_file(), (path.name, href)
            if place and target.suffix == ".html":
                assert place in places[target], (path.name, href)


def test_the_log_can_be_followed_by_any_client_of_tiles(site: Path, log: Log) -> None:
    client = Client(site)
    assert client.root.hex() == log.head.root
    assert client.tree_hash(0, client.size) == client.root
    assert b"".join(line + b"\n" for line in client.entries()) == (site / "log.jsonl").read_bytes()


def test_the_downloads_are_described_and_can_be_read(site: Path) -> None:
    package = json.loads((site / "datapackage.json").read_text())
    assert {each["path"] for each in package["resources"]} >= {"log.jsonl", "pledges.csv", "pledges.parquet", "key.pub"}
    for each in package["resources"]:
        content = (site / each["path"]).read_bytes()
        assert (each["bytes"], each["hash"]) == (len(content), f"sha256:{sha256(content).hexdigest()}")
    assert pl.read_parquet(site / "pledges.parquet").height == 2
    assert all(map(decode, (site / "log.jsonl").read_bytes().splitlines()))


def test_the_feed_has_what_was_recorded_last(site: Path) -> None:
    feed = ElementTree.fromstring((site / "feed.xml").read_bytes())
    name = "{http://www.w3.org/2005/Atom}"
    entries = feed.findall(f"{name}entry")
    assert entries
    for entry in entries:
        link = entry.find(f"{name}link")
        assert link is not None
        assert link.attrib["href"].startswith("https://example.org/record/")


def test_the_index_says_who_promised_whom(site: Path) -> None:
    html = (site / "index.html").read_text()
    assert re.search(r'<a href="ASEAN-JP.html">50m</a>', html)
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert found
    assert json.loads(found[1])["@type"] == "Dataset"


def test_a_second_run_keeps_what_did_not_change(site: Path, log: Log, asked: Asked) -> None:
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()}
    found = write_folder(site, site_files(log, asked))
    assert found == Written(0, len(before))
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()} == before


def test_what_no_page_used_for_a_month_is_not_kept(log: Log, asked: Asked, site: Path) -> None:
    used = sorted(asked.kept.iterdir())
    gone, linked = asked.kept.parent / ("f" * 32), asked.kept.parent / ("e" * 32)
    gone.mkdir()
    (asked.kept.parent / "elsewhere").mkdir()
    linked.symlink_to("elsewhere")
    old = [folder / f"{'a' * 64}.json" for folder in (asked.kept, gone, linked)]
    for each in (*old, notes := asked.kept / "notes.json"):
        each.write_text("{}")
    for each in (*old, notes, *used):
        os.utime(each, (0, 0))
    assert [path for path, _ in site_files(log, asked)]
    assert sorted(asked.kept.iterdir()) == sorted([*used, notes]), "what was used stays, and what is not ours"
    assert not gone.exists(), "nobody uses a ledger that is gone"
    assert [each.exists() for each in old] == [False, False, True], "and no link is followed"


def test_a_run_that_fails_leaves_the_old_site(site: Path) -> None:
    before = sorted(path.name for path in site.parent.iterdir())

    def failing() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"half"
        raise OSError(28, "No space left on device")

    with pytest.raises(StoreError, match="the old site is as it was"):
        write_folder(site, failing())
    assert (site / "index.html").read_bytes() != b"half"
    assert sorted(path.name for path in site.parent.iterdir()) == before, "nothing is left beside it"


def test_a_folder_that_holds_something_else_is_refused(tmp_path: Path, site: Path) -> None:
    check_folder(tmp_path / "new")
    check_folder(site)
    (tmp_path / "thesis.txt").write_text("x")
    with pytest.raises(BadInput, match="holds something else"):
        check_folder(tmp_path)
    with pytest.raises(BadInput, match="is no folder"):
        check_folder(tmp_path / "thesis.txt")


def test_it_is_shown_to_this_machine_alone(site: Path) -> None:
    with served(site, 0) as address:
        with urlopen(f"{address}index.html") as answer:
            assert answer.read() == (site / "index.html").read_bytes()
        foreign = Request(f"{address}index.html", headers={"Host": "evil.example:80"})
        with pytest.raises(OSError, match="421"):
            urlopen(foreign)


def test_no_address_that_runs_is_linked() -> None:
    from bilat.cli.page.parts.sources import link

    assert [link(each) for each in ADDRESSES] == [None] * len(ADDRESSES)
    assert link("https://example.org/a") == "https://example.org/a"
