"""Every kind in the table, all the way: appended, reported, exported, imported, replayed, and shown to those who ask.

A kind that is added to the table fails here until everything knows it; a kind that is not in the table is refused by
whatever meets it.
"""

import json
import shlex
from collections.abc import Mapping, Sequence
from io import BytesIO
from itertools import cycle
from pathlib import Path
from typing import Any

import orjson
import pytest

import bilat
from bilat.cli.commands.append.examples import EXAMPLES
from bilat.cli.exits import run
from bilat.cli.main import root
from bilat.cli.render.values import words
from bilat.events.errors import BadInput, BilatError, Refused, StoreError
from bilat.events.formats import FORMATS
from bilat.events.formats.yaml.template import template
from bilat.events.kinds import KINDS
from bilat.events.log.codec import canonical
from bilat.events.log.log import open_log
from bilat.events.log.stores.application import StoredLine
from bilat.events.registry import event_class
from bilat.projections.reports.registry import REPORTS
from docs.tools.events_page import page
from tests.full import FULL

RELATION = "ASEAN-JP"
NOT_TOLD = {"party", "source", "ledger"}
"""The streams that a timeline leaves to the registers and to `verify`."""
NOT_WHOLE = {"iati", "fts"}
"""The formats that carry money alone, or are only read."""
UNDONE = {"entry-cited", "entry-corrected", "entry-retracted"}
"""Corrections, applied before all else where the order is that of happening."""
UNKNOWN = "treaty-signed"
PAIRS = [(kind, report) for kind in KINDS for report in REPORTS] if FULL else [*zip(KINDS, cycle(REPORTS))][::7]
"""Each kind with every report, or some of each in turn."""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> bilat.Ledger:
    """The shipped history, an example of every kind (those of the help, as the command line records them), a seal."""
    place = str(tmp_path_factory.mktemp("kinds") / "kinds.db")
    ledger = bilat.create(place, "asean-japan")
    for kind, examples in EXAMPLES.items():
        if kind != "ledger-sealed":
            for example in examples:
                assert run(root(), ["--ledger", place, "--as", "clerk", *shlex.split(example)[1:]]) == 0, example
    ledger.seal(recorder="clerk")
    return ledger


@pytest.fixture(scope="module")
def lines(ledger: bilat.Ledger) -> list[bytes]:
    return exported(ledger).splitlines()


@pytest.fixture(scope="module")
def last(lines: list[bytes]) -> dict[str, tuple[int, dict[str, Any]]]:
    """The last event of each kind, and its position."""
    return {event["kind"]: (at, event) for at, event in enumerate(map(orjson.loads, lines), 1)}


@pytest.fixture(scope="module")
def replayed(ledger: bilat.Ledger) -> list[dict[str, Any]]:
    """The rows of a replay of the relation."""
    rows: list[dict[str, Any]] = ledger.replay(RELATION)["rows"]
    return rows


@pytest.fixture(scope="module")
def newer(ledger: bilat.Ledger, lines: list[bytes], tmp_path_factory: pytest.TempPathFactory) -> bilat.Ledger:
    """The same ledger, after a newer program recorded an event of a kind that this one does not know."""
    grown = bilat.create(str(tmp_path_factory.mktemp("newer") / "newer.db"))
    grown.import_(BytesIO(b"\n".join(lines)), preserve=True)
    event = {
        "kind": UNKNOWN,
        "stream": "pledge/new",
        "version": 1,
        "donor": ["JP"],
        "recipient": ["ASEAN"],
        "seals": 2,
        "amount": {"value": "5", "unit": "USD", "bound": "exact"},
        "on": "2024-01-01",
        "recorder": "clerk",
        "recorded_at": "2099-01-01T00:00:00.000000Z",
    }
    with open_log(grown.place, "w") as log:
        stored = StoredLine("pledge/new", 1, UNKNOWN, canonical(event))
        log.record([stored], str(event["recorded_at"]), after=len(lines))
    return grown


def exported(ledger: bilat.Ledger, format: str = "jsonl") -> bytes:
    out = BytesIO()
    ledger.export(out, format=format)
    return out.getvalue()


def asked(ledger: bilat.Ledger, report: str, position: int) -> dict[str, Any]:
    """A report as of the first events; a diff is of what the last of them changed."""
    if report == "diff":
        return ledger.diff(RELATION, f"@{position - 1}", f"@{position}")
    return ledger.report(report, RELATION, recorded_by=f"@{position}")


def amounts(total: Sequence[Mapping[str, str]]) -> dict[str, str]:
    return {amount["unit"]: amount["value"] for amount in total}


def test_the_ledger_holds_every_kind(last: dict[str, Any]) -> None:
    assert set(last) == set(KINDS)


@pytest.mark.parametrize("report", REPORTS)
def test_a_report_is_made_of_them_all_and_holds_when_it_is_computed_again(
    report: str, ledger: bilat.Ledger, lines: list[bytes]
) -> None:
    assert ledger.check_report(asked(ledger, report, len(lines))).reasons == []


@pytest.mark.parametrize(("kind", "report"), PAIRS)
def test_a_report_is_made_where_it_is_the_newest_and_holds_when_it_is_computed_again(
    kind: str, report: str, ledger: bilat.Ledger, last: dict[str, Any]
) -> None:
    position, _ = last[kind]
    assert ledger.check_report(asked(ledger, report, position)).reasons == []


def test_replay_says_of_every_event_what_it_did(ledger: bilat.Ledger, lines: list[bytes]) -> None:
    rows = ledger.replay()["rows"]
    assert [row["position"] for row in rows] == [*range(1, len(lines) + 1)]
    assert all(row["effect"] for row in rows)
    again = ledger.replay(order="on")["rows"]
    assert {row["kind"] for row in again} == {*KINDS} - UNDONE - {"ledger-sealed"}


@pytest.mark.parametrize("kind", KINDS)
def test_after_it_replay_and_the_columns_come_to_the_same_net(
    kind: str, ledger: bilat.Ledger, last: dict[str, Any], replayed: list[dict[str, Any]]
) -> None:
    position, _ = last[kind]
    before = [row["net"] for row in replayed if row["position"] <= position]
    net = asked(ledger, "commitments", position)["totals"]["net"]
    assert amounts(net) == amounts(before[-1] if before else [])


def test_the_timeline_tells_all_but_the_registers_and_what_is_undone(ledger: bilat.Ledger) -> None:
    kinds = {row["kind"] for row in ledger.report("timeline", RELATION)["rows"]}
    assert kinds == {
        kind.name for kind in KINDS.values() if kind.name not in UNDONE and not {*kind.streams} <= NOT_TOLD
    }


@pytest.mark.parametrize("format", [name for name in FORMATS if name not in NOT_WHOLE])
def test_a_log_of_every_kind_goes_out_and_comes_back_to_the_byte(
    format: str, ledger: bilat.Ledger, lines: list[bytes], tmp_path: Path
) -> None:
    copy = bilat.create(str(tmp_path / "copy.db"))
    assert copy.import_(BytesIO(exported(ledger, format)), format=format, preserve=True).count == len(lines)
    assert exported(copy).splitlines() == lines
    assert copy.verify(deep=True).findings == []


@pytest.mark.parametrize("kind", KINDS)
def test_help_templates_schema_page_and_history_know_it(
    kind: str, ledger: bilat.Ledger, last: dict[str, Any], capfd: pytest.CaptureFixture[str]
) -> None:
    def printed_by(*command: str) -> str:
        assert run(root(), command) == 0
        return " ".join(capfd.readouterr().out.split())

    own = event_class(kind).own_fields()
    assert f"{kind} {KINDS[kind].help[:30]}" in printed_by("append", "--help")
    assert EXAMPLES[kind][0].split()[2] == kind
    assert f"bilat append {kind}" in printed_by("append", kind, "--help")
    blank = template(kind)
    assert f"\nkind: {kind}\n" in blank
    assert all(f"{name}:" in blank for name in own)
    assert json.loads(printed_by("schema", kind))["properties"]["kind"]["const"] == kind
    assert f"\n### {kind}\n" in page()
    position, event = last[kind]
    shown = printed_by("--ledger", ledger.place, "show", f"@{position}", "--format", "md")
    assert words(kind) in shown
    assert all(words(name.replace("_", "-")) + ":" in shown for name in own if name in event)


@pytest.mark.parametrize("report", REPORTS)
def test_a_report_ends_at_a_kind_that_it_does_not_know(report: str, newer: bilat.Ledger, lines: list[bytes]) -> None:
    with pytest.raises(StoreError, match=f"@{len(lines) + 1} is of a kind .* {UNKNOWN}") as refused:
        asked(newer, report, len(lines) + 1)
    assert "newer bilat" in refused.value.remedy


def test_a_kind_that_is_not_in_the_table_is_refused_by_whoever_is_asked(newer: bilat.Ledger) -> None:
    with pytest.raises(StoreError, match=UNKNOWN):
        newer.show("pledge/new")
    with pytest.raises(Refused, match="unknown kind"):
        newer.append({"kind": UNKNOWN, "stream": "pledge/newest"})
    with pytest.raises(BadInput, match="unknown kind"):
        template(UNKNOWN)
    for command in (("append", UNKNOWN, "--help"), ("new", UNKNOWN), ("schema", UNKNOWN), ("schema", "--csv", UNKNOWN)):
        assert run(root(), command) == 2, command


@pytest.mark.parametrize("format", [name for name in FORMATS if name not in ("jsonl", "fts")])
def test_an_export_that_is_no_copy_ends_at_a_kind_that_it_does_not_know(format: str, newer: bilat.Ledger) -> None:
    with pytest.raises(BilatError, match=UNKNOWN):
        exported(newer, format)


def test_the_canonical_lines_go_out_whatever_their_kind(newer: bilat.Ledger) -> None:
    assert f'"kind":"{UNKNOWN}"' in exported(newer).splitlines()[-1].decode()
