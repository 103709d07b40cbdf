"""A draft against the record: what is on record already lands on its stream."""

from collections import Counter
from pathlib import Path
from typing import Any

import orjson
import pytest

from bilat.domain.importing import import_batch
from bilat.events import histories
from bilat.events.formats.jsonl import read
from bilat.events.log.log import create_log
from bilat.events.reading.drafting import Draft
from bilat.events.reading.pages.page import Page
from bilat.events.reading.recorded.compared import draft_for
from bilat.events.reading.recorded.record import Record, record_from, record_of
from tests.conftest import MIDNIGHT
from tests.events.reading.corpus import HERE

SEED = (HERE / "seed.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def shipped() -> Record:
    """The shipped history, as drafts are compared with it."""
    return record_from(history())


def history() -> list[dict[str, Any]]:
    """The events of the shipped history with their versions."""
    versions: Counter[str] = Counter()
    found = []
    for line in histories.path("asean-japan").read_text(encoding="utf-8").splitlines():
        event = orjson.loads(line)
        versions[event["stream"]] += 1
        found.append({"version": versions[event["stream"]], **event})
    return found


def drafted(text: str, record: Record, **fields: str) -> Draft:
    """The draft of a text that was published in October 2021, unless the fields say otherwise."""
    given = {"published": "2021-10-27", "publisher": "The Harbour Gazette", **fields}
    return draft_for(Page(text, **given), record)


def test_the_six_facts_of_the_seed_article_land_on_their_streams(shipped: Record) -> None:
    streams = [each.event["stream"] for each in drafted(SEED, shipped).proposals]
    assert streams[:7] == [
        "source/harbour-gazette-2021-10-27",
        "meeting/asean-japan-2021",
        "series/asean-japan-trade",
        "series/japan-asean-fdi",
        "programme/acrf-loans",
        "programme/vaccine-doses",
        "programme/covid-grants",
    ]
    assert streams[7] == "pledge/acpheed"


def test_no_party_of_the_seed_article_is_unknown_to_the_shipped_history(shipped: Record) -> None:
    assert not any(each.event["kind"] == "party-registered" for each in drafted(SEED, shipped).proposals)


def test_a_promise_on_record_told_again_is_a_restatement_with_the_reason(shipped: Record) -> None:
    text = "Japan reaffirmed its pledge of US$50 million for the ASEAN Centre for Public Health Emergencies."
    proposal = drafted(text, shipped, published="2022-03-01").proposals[-1]
    assert (proposal.event["kind"], proposal.event["stream"]) == ("pledge-restated", "pledge/acpheed")
    assert proposal.event["on"] == "2022-03-01"
    assert "donor" not in proposal.event
    assert any("the same sides and amount" in why for why in proposal.why)


def test_a_later_total_goes_onto_the_programme_and_an_equal_one_is_a_citation(shipped: Record) -> None:
    text = "Japan has donated more than 30 million doses of vaccine to ASEAN."
    later = drafted(text, shipped, published="2022-10-01").proposals[-1]
    assert (later.event["kind"], later.event["stream"]) == ("total-reported", "programme/vaccine-doses")
    equal = drafted(text.replace("30", "16"), shipped).proposals[-1]
    assert (equal.event["kind"], equal.event["stream"]) == ("entry-cited", "programme/vaccine-doses")


def test_another_promise_between_the_same_parties_is_a_promise_of_its_own(shipped: Record) -> None:
    proposal = drafted("Japan will provide US$77 million to Vietnam for tunnels.", shipped).proposals[-1]
    assert proposal.event["kind"] == "pledge-announced"
    assert proposal.event["stream"] not in shipped.streams


def test_a_page_that_the_ledger_knows_is_not_registered_again(shipped: Record) -> None:
    url = "http://hanoitimes.vn/asean-japan-to-stabilize-supply-chains-319106.html"
    proposals = drafted(SEED, shipped, url=url).proposals
    assert not any(each.event["kind"] == "source-registered" for each in proposals)
    assert proposals[0].event["cites"][0]["source"] == "hanoitimes-2021-10-27"


def test_parties_that_the_ledger_lacks_come_first_parents_before_their_organs() -> None:
    text = "USAID will give Kenya US$5 million through the Lake Basin Rescue Fund (LBRF)."
    streams = [each.event["stream"] for each in drafted(text, Record()).proposals]
    assert streams[:4] == ["source/harbour-gazette-2021-10-27", "party/US", "party/USAID", "party/KE"]


def test_what_was_retracted_is_not_compared_with() -> None:
    lines = history()
    gone = {
        "kind": "entry-retracted",
        "stream": "pledge/acpheed",
        "version": 99,
        "target": "pledge/acpheed#1",
        "reason": "never said",
    }
    record = record_from([*lines, gone])
    assert "pledge/acpheed" not in record.streams


def test_a_large_ledger_is_compared_like_a_small_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with create_log(str(tmp_path / "large.db")) as log, histories.path("asean-japan").open("rb") as file:
        import_batch(log, read(file), recorder="tester", now=lambda: MIDNIGHT)  # type: ignore[arg-type]  # IO[bytes]
        whole = drafted(SEED, record_of(log))
        monkeypatch.setattr("bilat.events.reading.recorded.record.WHOLE", 0)
        assert drafted(SEED, record_of(log)).proposals == whole.proposals
