"""What an event must say to be one, whatever is recorded already."""

from typing import Any

import pytest

from bilat.events.base import ENVELOPE, Event
from bilat.events.kinds import KINDS, STREAM_TYPES
from bilat.events.log.codec import read_event
from bilat.events.registry import event_class

CITED = {"on": "2023", "cites": ["s"]}
DONE = {"kind": "pledge-completed", "stream": "pledge/x", **CITED}
PLEDGE = {
    "kind": "pledge-announced",
    "stream": "pledge/x",
    "donor": "JP",
    "recipient": "ASEAN",
    "title": "Health",
    "instrument": "grant",
    "amount": "USD 50m",
    **CITED,
}
FIGURE = {
    "kind": "figure-reported",
    "stream": "series/x",
    "indicator": "trade",
    "from": "JP",
    "to": "ASEAN",
    "period": "2020",
    "value": "USD 204bn",
    **CITED,
}
FIX = {
    "kind": "entry-corrected",
    "stream": "pledge/x",
    "target": "pledge/x#1",
    "fields": {"note": None},
    "reason": "r",
}
SEAL = {"kind": "ledger-sealed", "stream": "ledger/x", "size": 0, "root": "0" * 64}
SOURCE = {"kind": "source-registered", "stream": "source/x", "title": "t", "publisher": "p", "type": "news"}


@pytest.mark.parametrize("line", [DONE, PLEDGE, FIGURE, FIX, SEAL, SOURCE], ids=lambda line: str(line["kind"]))
def test_the_lines_spoiled_below_are_good_ones(line: dict[str, Any]) -> None:
    assert isinstance(read_event(line, ""), Event)


@pytest.mark.parametrize(
    ("line", "change", "message"),
    [
        (DONE, {"cites": None}, "cites: "),
        (DONE, {"cites": []}, "needs `cites`"),
        (DONE, {"on": None}, "needs `on`"),
        (DONE, {"stream": "party/JP"}, "belongs on a pledge stream"),
        (DONE, {"raeson": "r"}, "unknown field (did you mean reason or "),
        (DONE, {"reason": "x" * 10_001}, "reason: has 10,001 characters, 10,000 are the most"),
        (DONE, {"reason": ""}, "reason: is empty (write a text of 1 to 10,000 characters, or leave it out)"),
        (DONE, {"version": 0}, "version: 0 is not a version"),
        (DONE, {"version": "1"}, "version: '1' is not a version"),
        (DONE, {"version": True}, "true is not a version"),
        (DONE, {"recorded_at": "2024-01-31T23:59:59Z"}, "no time of recording"),
        (DONE, {"recorded_at": "2024-02-31T23:59:59.000000Z"}, "recorded_at: "),
        (DONE, {"recorded_at": "２０２４-01-31T23:59:59.000000Z"}, "no time of recording"),
        (DONE, {"label": "FY２０２０"}, "label: "),
        (DONE, {"cites": ["S"]}, "not a slug"),
        (DONE, {"cites": [{"source": "s", "page": 3}]}, "unknown field"),
        (PLEDGE, {"amount": "USD -5"}, "above 0"),
        (PLEDGE, {"amount": {"value": 50.5, "unit": "USD", "bound": "exact"}}, "in quotes"),
        (PLEDGE, {"donor": "JPN2x"}, "not a party code"),
        (PLEDGE, {"donor": "asean"}, "did you mean ASEAN?"),
        (PLEDGE, {"donor": "jp"}, "did you mean JP?"),
        (PLEDGE, {"donor": []}, "donor: is empty"),
        (PLEDGE, {"recipient": ["VN", "VN"]}, "named twice"),
        (PLEDGE, {"instrument": "gift"}, "instrument: 'gift' is none of its words (one of grant, loan"),
        (PLEDGE, {"part_of": "agreement/x"}, "not a pledge or programme stream"),
        (PLEDGE, {"sector": "health"}, "'health' is not a purpose code of the OECD (write 3 or 5 digits"),
        (PLEDGE, {"new_money": "no"}, "new_money: 'no' is not a yes or no (write true or false)"),
        (PLEDGE, {"terms": {}}, "at least one of rate_percent"),
        (PLEDGE, {"horizon": "P0Y"}, "empty"),
        (PLEDGE, {"horizon": "5Y"}, "../2030, 2023-12-17/.. and P5Y"),
        (PLEDGE, {"equivalents": ["USD 49m"]}, "amount's own unit"),
        (PLEDGE, {"equivalents": ["JPY 5bn"], "amount": None}, "needs the amount"),
        (PLEDGE, {"equivalents": []}, "equivalents: is empty"),
        (FIGURE, {"from": None, "to": None}, "at least one side"),
        (FIGURE, {"from": "ASEAN"}, "not ASEAN and itself"),
        (FIGURE, {"value": None}, "at least one of value"),
        (FIGURE, {"rank": 0}, "rank: "),
        (FIGURE, {"place": 0}, "rank: "),
        (FIGURE, {"place": 4, "rank": 4}, "place: unknown field"),
        (FIGURE, {"schema": 2, "place": 4}, "place: unknown field"),
        (FIGURE, {"indicator": "Trade"}, "indicator: "),
        (FIGURE, {"from_": "VN"}, "unknown field"),
        (FIGURE, {"equivalents": ["USD 200bn"]}, "amount's own unit"),
        (FIX, {"target": "pledge/y#1"}, "belongs on the stream of its target"),
        (FIX, {"target": "pledge/x"}, "not an event reference"),
        (FIX, {"fields": {}}, "fields: is empty"),
        (FIX, {"kind": "entry-cited", "fields": None, "reason": None}, "needs `cites`"),
        (SEAL, {"root": "F" * 64}, "root: "),
        (SEAL, {"size": -1}, "size: "),
        (SOURCE, {"url": "www.mofa.go.jp"}, "'www.mofa.go.jp' is not an address (write one such as https://"),
        (SOURCE, {"published": "2023/2024"}, "one date is meant"),
        (SOURCE, {"language": "english language"}, "language: "),
    ],
)
def test_a_line_that_is_no_event_is_refused(line: dict[str, Any], change: dict[str, Any], message: str) -> None:
    kept = {name: value for name, value in (line | change).items() if value is not None or name == "cites"}
    found = read_event(kept, "line 7")
    assert isinstance(found, list), found
    assert any(message in str(problem) for problem in found), found
    assert all(problem.where == "line 7" for problem in found)


@pytest.mark.parametrize("donor", ["asean", ["asean"], ["JP", "asean"]])
def test_a_code_that_is_none_is_one_problem(donor: str | list[str]) -> None:
    found = read_event(PLEDGE | {"donor": donor}, "line 7")
    assert isinstance(found, list)
    assert len(found) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_told_by_one_class_that_explains_itself(kind: str) -> None:
    cls = event_class(kind)
    assert cls.model_fields["kind"].default == kind
    assert cls.__doc__
    assert cls.REQUIRED <= cls.IDENTITY <= set(cls.own_fields())
    assert set(KINDS[kind].streams) <= set(STREAM_TYPES)
    assert not set(cls.own_fields()) & set(ENVELOPE)


def test_events_are_frozen() -> None:
    event = read_event(DONE, "")
    assert isinstance(event, Event)
    with pytest.raises(ValueError, match="frozen"):
        setattr(event, "stream", "pledge/y")  # noqa: B010  # mypy knows too that it cannot be set
