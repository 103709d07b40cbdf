"""Small files of many mistakes: the readers stop after a thousand, soon, and say so."""

import time

import pytest

from bilat.events.errors import BadInput
from bilat.events.formats.tables.mapping import combined
from tests.events.formats import activities
from tests.events.formats.flows import download, flow
from tests.events.formats.reading_of import problems

ROW = '{"kind":"pledge-anounced","stream":"pledge/a"}\n'


@pytest.mark.parametrize(
    ("format", "content"),
    [
        ("csv", ",".join(f"column{n}" for n in range(60_000)) + "\n"),
        ("csv", "kind,stream\n" + "pledge-anounced,pledge/a\n" * 300_000),
        ("jsonl", ROW * 100_000),
        ("yaml", "- a\n" * 1_000_000),
    ],
)
def test_the_reading_stops_after_a_thousand_problems(format: str, content: str) -> None:
    started = time.monotonic()
    found = problems(format, content)
    assert len(found) == 1_001
    assert "the reading stopped here, after 1,000 problems" in found[-1]
    assert time.monotonic() - started < 5


def test_one_event_of_many_unknown_fields_is_refused_soon() -> None:
    fields = ",".join(f'"field{n}":1' for n in range(60_000))
    started = time.monotonic()
    assert len(problems("jsonl", '{"kind":"meeting-held",' + fields + "}")) == 1_001
    assert "more than 100,000 values" in problems("yaml", "kind: [" + "a, " * 200_000 + "]")[0]
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("toml", [b"ignore = 5", b"ignore = true", b"ignore = 1.5", b"a = " + b"[" * 2_000])
def test_a_mapping_of_other_types_is_refused(toml: bytes) -> None:
    with pytest.raises(BadInput, match="mapping"):
        combined(toml)


def test_one_column_to_pass_over_may_be_a_text() -> None:
    assert combined(b'ignore = "abc"\n[columns]\nx = "donor"')["ignore"] == ["abc"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"parentFlowId": "USAID/BHA"}, "line 2: parentFlowId: 'USAID/BHA' is not a flow's number"),
        ({"destinationObjects_Organization.name": "x" * 10_001}, "line 2: name of a PartyRegistered"),
        ({"destinationObjects_GlobalCluster.name": "x" * 10_001}, "line 2: topics.0 of a Pledge"),
    ],
)
def test_an_unusual_flow_is_refused_in_words(changes: dict[str, str], said: str) -> None:
    assert said in problems("fts", download(flow("1", **changes)))[0]


def test_a_file_generated_on_no_day_is_refused() -> None:
    content = activities.file(activities.activity(activities.transaction()), generated="dose")
    assert "line 1: generated-datetime" in problems("iati", content.replace("doseT00:00:00Z", "dose"))[0]
