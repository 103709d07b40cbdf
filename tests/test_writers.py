"""Many writers at once: nothing is lost, doubled or out of order."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import orjson

import bilat
from bilat.events.log.log import open_log
from bilat.events.log.merkle import Tree

WRITERS, EACH = 4, 12


def _append(place: str, writer: int) -> list[int]:
    """Append to streams of our own and, in turn, to one that all share; where each came to stand."""
    ledger = bilat.open(place)
    at = []
    for number in range(EACH):
        stream = "source/shared" if number % 4 == 3 else f"source/w{writer}-{number}"
        told: dict[str, object] = {"kind": "source-registered", "title": "T", "publisher": "P", "type": "news"}
        if stream == "source/shared":
            told = {"kind": "source-archived", "sha256": "0" * 64, "media_type": "text/plain"}
            told["size"] = writer * 100 + number
        at.append(ledger.append(told | {"stream": stream}, recorder=f"writer {writer}").first_position)
    return at


def test_nothing_is_lost_or_doubled(place: str) -> None:
    bilat.create(place).append(
        {"kind": "source-registered", "stream": "source/shared", "title": "T", "publisher": "P", "type": "news"}
    )
    with ProcessPoolExecutor(WRITERS, mp_context=get_context("spawn")) as pool:
        told = [each for found in pool.map(_append, [place] * WRITERS, range(WRITERS)) for each in found]
    with open_log(place) as log:
        lines = list(log.lines())
        assert log.head.size == len(lines) == 1 + WRITERS * EACH
        assert sorted(told) == list(range(2, len(lines) + 1)), "every writer learns where its events stand"
        assert Tree().extended(lines).root.hex() == log.head.root
    events = [orjson.loads(line) for line in lines]
    assert len({(event["stream"], event["version"]) for event in events}) == len(events)
    times = [event["recorded_at"] for event in events]
    assert times == sorted(times)
    for position, event in zip(sorted(told), events[1:], strict=True):
        assert event["recorder"].startswith("writer"), position
