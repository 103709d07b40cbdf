"""The rules of admission: an event is refused by a named rule, with a remedy."""

from typing import Any

import pytest

from bilat.events.log.log import Log
from tests.conftest import Recording
from tests.domain.facts import (
    WORLD,
    Line,
    cited,
    corrected,
    figure,
    meeting,
    merged,
    party,
    pledge,
    programme,
    retracted,
    source,
    then,
)
from tests.domain.refusals import Case, assert_refused

MERGED = [pledge("help"), pledge("twin"), merged("twin", "help")]
SEAL: dict[str, Any] = {"kind": "ledger-sealed", "stream": "ledger/x", "size": 1, "root": "0" * 64}
TOTAL: dict[str, Any] = {**programme(), "kind": "total-reported", "measure": "disbursed", "amount": "USD 5"}
JOINED: dict[str, Any] = {**meeting(), "kind": "membership-began", "stream": "party/ASEAN", "member": "VN"}

REFERENCES: dict[str, Case] = {
    "unknown source": ([], pledge(cites=["papr"]), "reference", "did you mean paper"),
    "unknown donor": (
        [],
        pledge(donor="JAIF"),
        "reference",
        "did you mean JP? Else register it with `bilat append",
    ),
    "unknown recipient": ([], pledge(recipient=["VN", "ASEAM"]), "reference", "did you mean ASEAN"),
    "unknown channel": (
        [],
        pledge(via="ZAMBIA"),
        "reference",
        "register it with `bilat append party-registered`",
    ),
    "unknown meeting": (
        [meeting(name="S", parties=["JP"])],
        pledge(meeting="meeting/sumit"),
        "reference",
        "summit",
    ),
    "unknown agreement": ([], pledge(agreement="agreement/x"), "reference", "unknown agreement 'x'"),
    "unknown umbrella": ([programme()], pledge(part_of="programme/loan"), "reference", "did you mean loans"),
    "unknown survivor": ([pledge()], merged("help", "hlp"), "reference", "did you mean help"),
    "unknown member": ([], {**JOINED, "member": "KH"}, "reference", "unknown party 'KH'"),
    "unknown parent": ([], party("JICA", parent="JPN"), "reference", "did you mean JP"),
    "unknown origin": ([], source("copy", origin="papers"), "reference", "did you mean paper"),
    "unknown side of a figure": (
        [],
        figure(to="US", **{"from": "ASEANS"}),
        "reference",
        "did you mean ASEAN",
    ),
    "unknown source of an entry": (
        [pledge()],
        cited("pledge/help#1", "papr"),
        "reference",
        "did you mean paper",
    ),
    "unknown party in a correction": (
        [pledge()],
        corrected("pledge/help#1", donor="CN"),
        "reference",
        "unknown party",
    ),
    "retracted source": (
        [source("old"), retracted("source/old#1")],
        pledge(cites=["old"]),
        "reference",
        "another name",
    ),
}
OPENINGS: dict[str, Case] = {
    "second announcement": ([pledge()], pledge(title="Again"), "once", "use pledge-restated"),
    "second party": ([], party("JP", name="Nippon"), "once", "a second party-registered"),
    "second source": ([], source(title="Another"), "once", "a second source-registered"),
    "second programme": ([programme()], programme(title="Other"), "once", "a second programme-opened"),
    "identity told later": (
        [pledge()],
        then("revised", title="Other", amount="USD 5"),
        "identity",
        "entry-corrected",
    ),
    "meeting renamed": (
        [meeting("planned", name="S", parties=["JP"])],
        meeting(name="T"),
        "identity",
        "meeting/summit#1",
    ),
    "total with identity on a pledge": (
        [pledge()],
        {**TOTAL, "stream": "pledge/help"},
        "identity",
        "leave it out",
    ),
    "total opens a pledge": (
        [],
        {**TOTAL, "stream": "pledge/new"},
        "opening",
        "open it with pledge-announced",
    ),
    "restatement opens": ([], then("restated"), "opening", "open it with pledge-announced"),
    "completion opens": ([], then("completed"), "opening", "open it with pledge-announced"),
    "membership opens": ([], {**JOINED, "stream": "party/KH"}, "opening", "open it with party-registered"),
    "correction opens": ([], corrected("pledge/help#1", note="n"), "target", "pledge/help is empty"),
    "no donor": (
        [],
        then("announced", recipient="ASEAN", title="T", instrument="loan"),
        "opening",
        "donor: the first",
    ),
    "no title": (
        [],
        then("committed", recipient="VN", donor="JP", instrument="loan"),
        "opening",
        "title: the first",
    ),
    "nameless meeting": ([], meeting(parties=["JP"]), "opening", "name: the first event"),
}
OWN: dict[str, Case] = {
    "pledge to oneself": ([], pledge(recipient=["ASEAN", "JP"]), "oneself", "JP is donor and recipient"),
    "top-up in another unit": (
        [pledge()],
        then("topped-up", amount="JPY 5bn"),
        "unit",
        "record `pledge-revised`",
    ),
    "top-up after a revision": (
        [pledge(), then("revised", amount="JPY 9bn")],
        then("topped-up", amount="USD 5m"),
        "unit",
        "a pledge in JPY",
    ),
    "merger into itself": ([pledge()], merged("help", "help"), "merged", "name the pledge that survives"),
    "event after a merger": (
        MERGED,
        then("committed", "twin", amount="USD 5"),
        "merged",
        "record it on pledge/help",
    ),
    "second merger": (
        [*MERGED, pledge("third")],
        merged("twin", "third"),
        "merged",
        "only corrections may follow",
    ),
    "state with a long code": ([], party("JAPAN", type="state"), "code", "no state's ISO 3166-1 code"),
    "group with a state's code": ([], party("KH", type="group"), "code", "is a state's ISO 3166-1 code"),
    "state with a reserved code": ([], party("EU", type="state"), "code", "no state's ISO 3166-1 code"),
    "own parent": ([], party("JICA", type="agency", parent="JICA"), "parent", "leave `parent` out"),
    "own member": ([], {**JOINED, "member": "ASEAN"}, "member", "cannot be a member of itself"),
    "own origin": ([], source("copy", origin="copy"), "origin", "leave `origin` out"),
    "part of itself": ([], pledge(part_of="pledge/help"), "part-of", "leave `part_of` out"),
    "seal of another ledger": ([], SEAL, "ledger", "is not this ledger"),
    "seal of a longer log": ([], SEAL | {"size": 99}, "seal", "the first 99 events"),
    "retold nothing": (
        [pledge()],
        then("restated", target="pledge/help#2"),
        "target",
        "the last is pledge/help#1",
    ),
    "retold elsewhere": (
        [pledge(), pledge("twin")],
        then("restated", target="pledge/twin#1"),
        "target",
        "on the event's own stream",
    ),
    "year of nobody": ([], pledge(donor="US", on="FY2020"), "fiscal-year", "`fiscal_year_start`"),
    "two years": ([], pledge(on="FY2020", horizon="FY2021"), "fiscal-year", "write one as an interval"),
    "year beyond the calendar": ([], pledge(on="FY9999"), "fiscal-year", "write the interval"),
    "horizon over before it begins": (
        [],
        pledge(horizon="../2022"),
        "horizon",
        "ends before the pledge opens",
    ),
    "horizon beyond the calendar": ([], pledge(on="9999", horizon="P5Y"), "horizon", "leaves the calendar"),
    "wrong version": ([pledge()], then("completed", version=3), "version", "leave `version` out"),
    "address that runs": ([], source("s", url="javascript:alert(1)"), "address", "begins with https:// or http://"),
    "address that holds a page": ([], source("s", url="data:text/html,x"), "address", "or leave `url` out"),
    "address without a host": ([], source("s", url="https:///x"), "address", "no address on the web"),
    "address corrected into one that runs": (
        [source("s")],
        corrected("source/s#1", url="javascript:alert(1)"),
        "address",
        "no address on the web",
    ),
    "version taken": ([pledge()], then("completed", version=1), "version", "is to get version 2"),
}
CASES = {
    f"{rule}: {name}": case
    for rule, cases in (("reference", REFERENCES), ("opening", OPENINGS), ("own", OWN))
    for name, case in cases.items()
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_an_event_against_a_rule_is_refused_with_a_remedy(given: Recording, ledger: Log, case: Case) -> None:
    assert_refused(given, ledger, case)


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ([pledge()], then("restated", title="Its other name", donor="US", amount="JPY 5bn")),
        ([pledge()], {**TOTAL, "stream": "pledge/help", "donor": None, "recipient": None, "title": None}),
        ([], TOTAL),
        ([], then("disbursed", donor="JP", recipient="VN", title="T", instrument="grant", amount="USD 5")),
        ([then("committed", donor="JP", recipient="VN", title="T", instrument="loan")], then("announced")),
        ([pledge(amount=None)], then("topped-up", amount="JPY 5bn")),
        ([pledge(), then("cancelled")], then("disbursed", amount="EUR 99m")),
        ([pledge()], then("disbursed", amount="USD -5")),
        ([pledge(horizon="../2024")], then("restated", on="2025", horizon="../2024")),
        ([], pledge(horizon="2015/2018")),
    ],
)
def test_what_happens_in_the_world_is_admitted(given: Recording, before: list[Line], line: Line) -> None:
    given(*WORLD, *before)
    outcome = given({name: value for name, value in line.items() if value is not None})
    assert len(outcome.recorded) == 1
