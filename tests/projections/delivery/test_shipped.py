"""What the shipped history says of its promises."""

from pathlib import Path

import pytest

import bilat


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> bilat.Ledger:
    return bilat.create(str(tmp_path_factory.mktemp("shipped") / "asia.db"), "asean-japan")


def test_the_health_centre_is_paid_in_full_and_the_summit_that_was_planned_is_held(ledger: bilat.Ledger) -> None:
    rows = {row["stream"]: row for row in ledger.report("delivery", "ASEAN-JP", as_of="2023-12-31")["rows"]}
    centre, summit = rows["pledge/acpheed"], rows["meeting/asean-japan-2023-commemorative"]
    assert (centre["state"], centre["share_low"], centre["because"]) == ("delivered", "1", "pledge/acpheed#4")
    assert (summit["state"], summit["promised_on"], summit["heard"]) == ("delivered", "2021-10-27", "2023-12-17")


def test_before_it_was_held_the_summit_was_an_open_promise(ledger: bilat.Ledger) -> None:
    report = ledger.report("delivery", "ASEAN-JP", as_of="2022-06-30")
    rows = {row["stream"]: row for row in report["rows"]}
    summit = rows["meeting/asean-japan-2023-commemorative"]
    assert (summit["state"], summit["due"]) == ("open", "2023-12-31")
    assert sum(report["states"].values()) == len(rows)


def test_a_frame_of_promises_has_exact_amounts(ledger: bilat.Ledger, tmp_path: Path) -> None:
    frame = ledger.delivery("ASEAN-JP", as_of="2023-12-31", filters={"state": "delivered"})
    assert frame["stream"].to_list() == ["pledge/acpheed", "meeting/asean-japan-2023-commemorative"]
    assert frame["paid"][0][0]["value"] == 50_000_000
    assert bilat.create(str(tmp_path / "empty.db")).delivery().is_empty()
