"""Each kind of event recorded by prompts alone, in a pseudo-terminal, on the shipped history."""

import json
import shutil
from pathlib import Path

import pytest

from bilat.events.kinds import KINDS
from tests.cli.conftest import Bilat
from tests.cli.terminal import Session

Answers = list[tuple[str, str]]

PLEDGE: Answers = [
    ("pledge (", ""),
    ("donor (", "japan"),
    ("recipient (", "asean"),
    ("title", "Patrols against illegal fishing"),
    ("instrument (", "grant"),
    ("amount (", "~JPY 4bn"),
    ("printed conversions (", "~USD 28m"),
]
IDENTITY: Answers = [
    ("flow (", "oda"),
    ("time it is for (", "P5Y"),
    ("meeting (", "asean-japan-2023-commemorative"),
    ("part of (", ""),
]
TOLD: Answers = [("day (", "2023-12-17"), ("source (", "jpf-wa2"), ("where in it (", "para 9"), ("quote (", "")]
NAMED: Answers = [("short name (", "")]
TAKEN: Answers = [("more? (", ""), ("record, change, or leave?", "record")]
NEW_PLEDGE = PLEDGE + IDENTITY + TOLD + NAMED + TAKEN
AGREEMENT: Answers = [("agreement (", "vision-2023"), *TOLD, *TAKEN]

BY_PROMPTS: dict[str, Answers] = {
    "party-registered": [
        ("party code (", "US"),
        ("name", "United States"),
        ("type (", "state"),
        ("parent (", ""),
        ("more? (", "fiscal-year-start"),
        ("fiscal year start (", "1999-10-01"),
        *TAKEN,
    ],
    "membership-began": [("party (", "acpheed"), ("member (", "Thailand"), *TOLD, *TAKEN],
    "membership-ended": [("party (", "ACPHEED"), ("member (", "TH"), *TOLD, *TAKEN],
    "source-registered": [
        ("title", "Leaders meet again"),
        ("publisher", "The Gazette"),
        ("type (", "news"),
        ("published (", "2024-05-24"),
        ("web address (", "https://example.org/leaders"),
        ("language (", "en"),
        *NAMED,
        *TAKEN,
    ],
    "source-archived": [("source (", "jpf-wa2"), ("file (", "page.html"), *TAKEN],
    "meeting-planned": [
        ("meeting (", ""),
        ("name", "27th ASEAN-Japan summit"),
        ("parties (", "ASEAN, JP"),
        ("level (", "summit"),
        ("planned for (", "2024"),
        ("place (", "Vientiane"),
        *TOLD,
        *NAMED,
        *TAKEN,
    ],
    "meeting-held": [
        ("meeting (", ""),
        ("name", "Health ministers"),
        ("parties (", "ASEAN, JP"),
        ("level (", "min"),
        ("place (", "Bali"),
        ("mode (", ""),
        *TOLD,
        *NAMED,
        *TAKEN,
    ],
    "meeting-called-off": [
        ("meeting (", ""),
        ("name", "Talks"),
        ("parties (", "ASEAN, JP"),
        ("level (", ""),
        *TOLD,
        *NAMED,
        *TAKEN,
    ],
    "statement-made": [
        ("who speaks (", "JP"),
        ("what was said", "Japan calls ASEAN a trusted partner."),
        ("speaker (", "Fumio Kishida"),
        ("role (", "Prime Minister"),
        ("to whom (", "ASEAN"),
        ("meeting (", ""),
        *TOLD,
        *NAMED,
        *TAKEN,
    ],
    "agreement-reached": [
        ("title", "Memorandum on fisheries"),
        ("parties (", "ASEAN, JP"),
        ("meeting (", ""),
        ("what was agreed (", ""),
        *TOLD,
        *NAMED,
        *TAKEN,
    ],
    "agreement-entered-into-force": AGREEMENT,
    "agreement-amended": AGREEMENT,
    "agreement-terminated": AGREEMENT,
    "pledge-announced": NEW_PLEDGE,
    "pledge-revised": NEW_PLEDGE,
    "pledge-committed": [*PLEDGE, ("agreement (", ""), *IDENTITY, *TOLD, *NAMED, *TAKEN],
    "pledge-disbursed": NEW_PLEDGE,
    "pledge-restated": [
        ("pledge (", "acpheed"),
        ("amount (", "~USD 50m"),
        ("printed conversions (", ""),
        *TOLD,
        *TAKEN,
    ],
    "pledge-topped-up": [
        ("pledge (", "jaif-2023"),
        ("amount (", "USD 5m"),
        ("printed conversions (", "JPY 700m"),
        *TOLD,
        *TAKEN,
    ],
    "pledge-completed": [("pledge (", "acpheed"), ("reason (", ""), *TOLD, *TAKEN],
    "pledge-suspended": [("pledge (", "wa-project-2"), ("reason (", "Under review"), *TOLD, *TAKEN],
    "pledge-cancelled": [("pledge (", "wa-project-2"), ("reason (", "Withdrawn"), *TOLD, *TAKEN],
    "promise-assessed": [
        ("statement or programme (", "pledge/acpheed"),
        ("assessor", "Think Tank"),
        ("verdict (", "kept"),
        ("period (", "2022"),
        ("method (", ""),
        *TOLD,
        *TAKEN,
    ],
    "pledge-merged": [
        ("pledge (", "decarbonisation-training-2021"),
        ("which pledge survives", "aeti-2021"),
        ("reason", "Recorded twice"),
        *TAKEN,
    ],
    "programme-opened": [
        ("programme (", ""),
        ("donor (", "JP"),
        ("recipient (", "ASEAN"),
        ("title", "Scholarships"),
        ("instrument (", "grant"),
        ("flow (", "oda"),
        ("part of (", ""),
        *TOLD,
        *NAMED,
        *TAKEN,
    ],
    "total-reported": [
        ("pledge or programme (", "vaccine-doses"),
        ("measure (", "disb"),
        ("amount (", ">=24m dose"),
        ("printed conversions (", ""),
        ("as of (", ""),
        *TOLD,
        *TAKEN,
    ],
    "figure-reported": [
        ("indicator", "trade"),
        ("period (", "2024"),
        ("from (", "ASEAN"),
        ("to (", "JP"),
        ("value (", "USD 236.6bn"),
        ("change percent (", "-1.2"),
        ("printed conversions (", ""),
        *TOLD,
        ("short name (series/...) [asean-japan-trade]", ""),
        *TAKEN,
    ],
    "entry-cited": [
        ("which event (", "acpheed"),
        ("which of them [1]", ""),
        ("source (", "jpf-wa2"),
        ("where in it (", ""),
        ("quote (", "fifty million"),
        *TAKEN,
    ],
    "entry-corrected": [
        ("which event (", "@1"),
        ("which field was wrong", "name"),
        ("right name (now", "Association of South-East Asian Nations"),
        ("another field (", ""),
        ("reason", "Misread"),
        *TAKEN,
    ],
    "entry-retracted": [("which event (", "statement/kishida-foip-2021#1"), ("reason", "Never said"), *TAKEN],
    "ledger-sealed": [("ledger [", ""), ("size [", ""), ("root [", ""), *TAKEN],
}


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with the shipped history, to be copied."""
    import bilat

    place = tmp_path_factory.mktemp("shipped") / "shipped.db"
    bilat.create(str(place), "asean-japan")
    return place


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_recorded_by_prompts_alone(kind: str, shipped: Path, bilat: Bilat) -> None:
    shutil.copy(shipped, "bilat.db")
    Path("page.html").write_text("<p>fifty million</p>")
    with Session("append", kind) as session:
        session.answers(*BY_PROMPTS[kind])
        ended = session.end()
    assert ended.code == 0, ended.screen
    assert "recorded " in ended.screen
    event = json.loads(bilat("export").out.splitlines()[-1])
    assert event["kind"] == kind
    assert event["stream"].partition("/")[0] in KINDS[kind].streams
