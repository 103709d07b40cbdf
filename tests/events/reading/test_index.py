"""The index beside a ledger: extended by what is new, made anew where it is of another log, never in the way."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from bilat.domain.importing import import_batch
from bilat.events import histories
from bilat.events.formats.jsonl import read
from bilat.events.log.log import Log, create_log, open_log
from bilat.events.reading.pages.page import Page
from bilat.events.reading.recorded import index as indexes
from bilat.events.reading.recorded.compared import draft_for
from bilat.events.reading.recorded.record import record_of
from tests.conftest import MIDNIGHT
from tests.events.reading.corpus import HERE

SEED = (HERE / "seed.txt").read_text(encoding="utf-8")
PLEDGE = """\
{"kind":"pledge-announced","stream":"pledge/tunnels","on":"2023-05-02","cites":[{"source":"hanoitimes-2021-10-27"}],\
"donor":"JP","recipient":"VN","title":"Tunnels","instrument":"loan","amount":{"value":"77000000","unit":"USD","bound":"exact"}}
"""
TUNNELS = "Japan reaffirmed its pledge of US$77 million to Vietnam for tunnels."


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Log]:
    """The shipped history in a ledger that counts as large."""
    monkeypatch.setattr("bilat.events.reading.recorded.record.WHOLE", 0)
    with create_log(str(tmp_path / "large.db")) as log:
        recorded(log, *histories.path("asean-japan").read_bytes().splitlines(keepends=True))
        yield log


def recorded(log: Log, *lines: bytes) -> None:
    """Record events, given as JSON Lines."""
    import_batch(log, read(BytesIO(b"".join(lines))), recorder="tester", now=lambda: MIDNIGHT)


def streams_of(log: Log, text: str) -> list[str]:
    """The streams on which a text of May 2023 lands."""
    page = Page(text, published="2023-05-20", publisher="The Post")
    return [each.event["stream"] for each in draft_for(page, record_of(log)).proposals]


def starts_of_reading(log: Log, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Note from which position on lines of a log are read."""
    starts: list[int] = []
    chunks = log.read_chunks

    def noted(start: int = 1, stop: int | None = None) -> Iterator[bytes]:
        starts.append(start)
        return chunks(start, stop)

    monkeypatch.setattr(log, "read_chunks", noted)
    return starts


def test_a_second_draft_reads_no_line_of_the_log(large: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    first = streams_of(large, SEED)
    starts = starts_of_reading(large, monkeypatch)
    assert streams_of(large, SEED) == first
    assert starts == []


def test_what_is_new_is_found_and_alone_is_read(large: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "pledge/tunnels" not in streams_of(large, TUNNELS)
    size = large.head.size
    recorded(large, PLEDGE.encode())
    starts = starts_of_reading(large, monkeypatch)
    assert "pledge/tunnels" in streams_of(large, TUNNELS)
    assert starts == [size + 1]


def test_an_amount_that_is_rounded_or_a_side_that_stands_above_finds_it_too(large: Log) -> None:
    recorded(large, PLEDGE.replace("77000000", "77400000").replace('"JP"', '"JICA"').encode())
    assert "pledge/tunnels" in streams_of(large, TUNNELS)


def test_a_side_that_was_corrected_is_found_under_the_right_one(large: Log) -> None:
    assert "pledge/tunnels" not in streams_of(large, TUNNELS)
    fields = b'{"recipient":"VN"}'
    recorded(large, PLEDGE.replace('"VN"', '"KH"').encode())
    recorded(
        large,
        b'{"kind":"entry-corrected","stream":"pledge/tunnels","target":"pledge/tunnels#1","reason":"misread","fields":'
        + fields
        + b"}\n",
    )
    assert "pledge/tunnels" in streams_of(large, TUNNELS)


@pytest.mark.parametrize("content", [b"", b"no database", None])
def test_what_is_damaged_is_made_anew(large: Log, content: bytes | None) -> None:
    first = streams_of(large, SEED)
    file = indexes.folder_of(large.location, large.id) / "streams.db"
    file.write_bytes(file.read_bytes()[:9_000] if content is None else content)
    assert streams_of(large, SEED) == first


def test_an_index_of_another_log_is_made_anew(large: Log, tmp_path: Path) -> None:
    recorded(large, PLEDGE.encode())
    streams_of(large, SEED)
    other = tmp_path / "other.db"
    with create_log(str(other)) as log:
        recorded(log, *histories.path("asean-japan").read_bytes().splitlines(keepends=True))
        indexes.folder_of(large.location, large.id).rename(f"{other}.index")
        assert "pledge/tunnels" not in streams_of(log, TUNNELS)


def test_a_folder_that_others_may_write_to_is_left_alone(large: Log) -> None:
    folder = indexes.folder_of(large.location, large.id)
    folder.mkdir()
    folder.chmod(0o777)
    assert "pledge/acpheed" in streams_of(large, SEED)
    assert not (folder / "streams.db").exists()


def test_a_ledger_that_is_read_only_is_compared_with_all_the_same(large: Log) -> None:
    place = Path(large.location).parent
    with open_log(large.location) as log:
        place.chmod(0o500)
        try:
            assert "pledge/acpheed" in streams_of(log, SEED)
        finally:
            place.chmod(0o700)
    assert not indexes.folder_of(large.location, large.id).exists()
