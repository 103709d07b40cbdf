"""The history of ASEAN and Japan that ships with the program."""

import json
import re
from io import BytesIO
from typing import Any

import pytest

from bilat.domain.importing import import_batch
from bilat.events import histories
from bilat.events.errors import BadInput
from bilat.events.formats.jsonl import read
from bilat.events.formats.reading import Context
from bilat.events.log.codec import decode, encode
from bilat.events.log.log import Log
from tests.conftest import MIDNIGHT

CONTENT = histories.path("asean-japan").read_bytes()
LINES = CONTENT.splitlines()
EVENTS: list[dict[str, Any]] = [json.loads(line) for line in LINES]


def shipped(kind: str, **fields: Any) -> list[dict[str, Any]]:
    """The events of a kind with these values."""
    return [each for each in EVENTS if each["kind"] == kind and fields.items() <= each.items()]


def test_every_line_is_canonical_and_tells_what_a_person_would_type() -> None:
    assert CONTENT.endswith(b"\n")
    assert b"\n".join(LINES) + b"\n" == CONTENT
    for line in LINES:
        assert encode(decode(line)) == line
    added = {"version", "recorded_at", "recorder"}
    assert not [each for each in EVENTS if added & set(each)]


def test_the_history_is_recorded_once_and_only_once(ledger: Log) -> None:
    first, second = (
        import_batch(ledger, read(BytesIO(CONTENT), Context()), recorder="t", now=lambda: MIDNIGHT) for _ in range(2)
    )
    assert (first.count, first.already) == (len(LINES), 0)
    assert (second.count, second.already) == (0, len(LINES))


@pytest.mark.parametrize("day", ["2020-11-12", "2021-10-27", "2022-11-12", "2023-09-06", "2023-12-17"])
def test_the_five_summits_are_held(day: str) -> None:
    held = {each["stream"] for each in shipped("meeting-held") if each["on"] == day}
    parties = [set(each.get("parties", [])) for each in EVENTS if each["stream"] in held]
    assert any({"ASEAN", "JP"} <= together for together in parties)


def test_the_asean_japan_fund_is_one_pledge_told_many_times() -> None:
    [opening] = [each for each in shipped("pledge-announced", recipient="JAIF") if _money(each) == ("100000000", "USD")]
    assert opening["donor"] == "JP"
    assert len(shipped("pledge-restated", stream=opening["stream"])) >= 3


def test_the_health_centre_is_one_pledge_of_fifty_million() -> None:
    openings = [each for each in EVENTS if each["kind"] == "pledge-announced" and "acpheed" in each["stream"]]
    assert [_money(each) for each in openings] == [("50000000", "USD")]


def test_public_and_private_money_together_is_mixed() -> None:
    [whole] = [each for each in shipped("pledge-announced") if _money(each) == ("35000000000", "USD")]
    assert whole["flow"] == "mixed"


@pytest.mark.parametrize(("period", "billions"), [("2019", "2259"), ("2020", "2040"), ("2022", "2685")])
def test_the_trade_figures_are_told(period: str, billions: str) -> None:
    figures = shipped("figure-reported", indicator="trade", period=period)
    assert any(each.get("value", {}).get("value") == billions + "00000000" for each in figures)


def test_the_members_joined_when_they_did() -> None:
    joined = {each["member"]: each["on"] for each in shipped("membership-began", stream="party/ASEAN")}
    assert len(joined) == 11
    assert joined["KH"] == "1999-04-30"
    assert joined["TL"] == "2025-10-26"


@pytest.mark.parametrize(("code", "parent"), [("JICA", "JP"), ("METI", "JP"), ("JAIF", "ASEAN")])
def test_agencies_and_funds_have_a_parent(code: str, parent: str) -> None:
    assert shipped("party-registered", stream=f"party/{code}", parent=parent)


def test_copies_share_an_origin_and_second_sources_join() -> None:
    assert [each for each in shipped("source-registered") if "origin" in each]
    assert shipped("entry-cited")
    assert shipped("total-reported")


def test_everything_is_dated_cited_and_free_of_garble() -> None:
    for each in EVENTS:
        if not re.match("party-r|source-|entry-", each["kind"]):
            assert each["on"]
            assert each["cites"]
    assert "�" not in CONTENT.decode()


def test_histories_are_found_by_name() -> None:
    assert "asean-japan" in histories.names()
    with pytest.raises(BadInput, match="did you mean asean-japan"):
        histories.path("asean-japn")


def _money(event: dict[str, Any]) -> tuple[str, str] | None:
    amount = event.get("amount")
    return (amount["value"], amount["unit"]) if amount else None
