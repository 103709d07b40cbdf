"""Whatever is written in a format reads back as the same events, to the byte."""

from collections.abc import Sequence
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilat.events.base import Event
from bilat.events.formats import reader, writer
from bilat.events.formats.reading import Context, LooseCell
from bilat.events.kinds import KINDS
from bilat.events.log.codec import encode
from tests.events.strategies import events
from tests.full import FULL
from tests.histories import canonical, histories, stamped

FORMATS = ("jsonl", "csv", "xlsx", "yaml", "parquet")
APART = ("parquet",)
"""Read by a process of its own, half a second each: what could be many files is one."""
TRICKY = (
    "=1+1",
    "'=1+1",
    "''=x",
    "+5",
    "-",
    "@a",
    "\tx",
    "a|b",
    " a ",
    "[a]",
    "{a}",
    "a\r\nb",
    "a\rb",
    "\x00\x1b",
    "_x0041_",
    "\ufeffa",
    "\u2028",
    '"a"',
    "1.234,56",
    "true",
    "null",
    "~",
    "2023-12-17",
    "# a",
    "a: b",
    "\ufdd0\uffff",
    "NO",
    "１",
    "＝1",
)


def batched(kinds: Sequence[str], size: int) -> list[tuple[str, ...]]:
    return [tuple(kinds[start : start + size]) for start in range(0, len(kinds), size)]


def written(name: str, lines: list[bytes]) -> bytes:
    out = BytesIO()
    writer(name)([b"\n".join(lines)] if lines else [], out)
    return out.getvalue()


def read(name: str, content: bytes) -> list[bytes]:
    found = []
    for reading in reader(name)(BytesIO(content), Context()):
        if isinstance(reading, LooseCell):
            continue
        assert isinstance(reading[0], Event), (reading, content)
        found.append(encode(reading[0]))
    return found


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in APART])
@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=5 if FULL else 2)
@given(data=st.data())
def test_every_kind_comes_back(name: str, kind: str, data: st.DataObject) -> None:
    lines = [encode(event) for event in data.draw(st.lists(events(kind), min_size=1, max_size=3))]
    assert read(name, written(name, lines)) == lines


@pytest.mark.parametrize("name", APART)
@pytest.mark.parametrize("kinds", batched(list(KINDS), 4))
@settings(max_examples=50 if FULL else 1)
@given(data=st.data())
def test_every_kind_comes_back_from_a_file_of_four(name: str, kinds: tuple[str, ...], data: st.DataObject) -> None:
    lines = [encode(data.draw(events(kind))) for kind in kinds]
    assert read(name, written(name, lines)) == lines


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=8 if FULL else 2)
@given(histories())
def test_a_whole_log_comes_back(name: str, history: list[dict[str, object]]) -> None:
    lines = [canonical(line) for line in stamped(history)]
    assert read(name, written(name, lines)) == lines


def full_of(text: str) -> list[bytes]:
    """Return the lines of a party and a meeting with the text wherever one may stand."""
    party = {"kind": "party-registered", "name": text, "note": text, "stream": "party/JP", "type": "state"}
    meeting = {"chairs": [text, "x"], "cites": [{"locator": text, "source": "s"}], "kind": "meeting-held", "on": "2023"}
    return [canonical({**party, "ids": {"other": text}}), canonical({**meeting, "stream": "meeting/m"})]


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in APART])
@pytest.mark.parametrize("text", TRICKY)
def test_texts_that_mean_something_to_a_format_come_back(name: str, text: str) -> None:
    assert read(name, written(name, full_of(text))) == full_of(text)


@pytest.mark.parametrize("name", APART)
def test_all_of_these_texts_come_back_from_one_file(name: str) -> None:
    lines = [line for text in TRICKY for line in full_of(text)]
    assert read(name, written(name, lines)) == lines


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_log_comes_back(name: str) -> None:
    assert read(name, written(name, [])) == []


@pytest.mark.parametrize("text", TRICKY)
def test_no_cell_of_csv_starts_a_formula(text: str) -> None:
    line = canonical({"kind": "party-registered", "name": text, "stream": "party/JP", "type": "state"})
    cells = written("csv", [line]).decode().split("\r\n", 1)[1].split(",")
    assert not any(cell.lstrip('"').startswith(("=", "@", "\t", "\r", "＝")) for cell in cells)
    assert not any(cell.lstrip('"').startswith(("+", "-")) and not cell[1:].isdigit() for cell in cells)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("sign", ["", "-"])
def test_a_number_longer_than_decimals_default_context_comes_back_whole(name: str, sign: str) -> None:
    rate = f"{sign}10000000000000.000000000000001"
    restated = {"kind": "pledge-restated", "stream": "pledge/a", "on": "2023", "terms": {"rate_percent": rate}}
    lines = [canonical({**restated, "cites": [{"source": "s"}]})]
    assert read(name, written(name, lines)) == lines
