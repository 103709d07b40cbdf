"""Doubles and unlikely facts on every route of the command line: said, and recorded all the same."""

import json
from pathlib import Path

import bilat as api
from tests.cli.conftest import Bilat

PLEDGE = {
    "kind": "pledge-announced",
    "stream": "pledge/twin",
    "donor": "JP",
    "recipient": "ASEAN",
    "title": "Partnership for exchange",
    "instrument": "grant",
    "amount": "USD 281.5m",
    "on": "2023-12-15",
    "cites": ["mofa"],
}
LIKE = "pledge/twin#1 looks like pledge/exchange#1 (JPY 40bn, 2023-12-17, “Exchange”): the same amount at the rate of"


def append(bilat: Bilat, **fields: str) -> str:
    given = {**PLEDGE, "cites": "mofa", **fields}
    kind = given.pop("kind")
    answer = bilat("append", str(kind), *(word for name, value in given.items() for word in (f"--{name}", str(value))))
    assert answer.code == 0
    return answer.err


def test_append_names_a_double_in_another_currency(ledger: Bilat) -> None:
    assert LIKE in append(ledger)
    assert append(ledger, stream="pledge/other", amount="USD 300m", title="Roads") == ""


def test_an_import_lists_doubles_in_a_dry_run_and_after(ledger: Bilat) -> None:
    Path("twin.jsonl").write_text(json.dumps(PLEDGE) + "\n")
    dry = ledger("import", "twin.jsonl", "--dry-run")
    assert "May be on record already" in dry.out
    assert LIKE in " ".join(dry.out.split())
    after = ledger("import", "twin.jsonl")
    assert (after.code, after.out) == (0, "recorded 1 event @5\n")
    assert f"warning: {LIKE}" in after.err
    assert "bilat append pledge-merged --stream pledge/twin --into pledge/exchange --reason ..." in after.err
    assert ledger("import", "twin.jsonl").err == "", "what is recorded already is no double"
    assert "pledge/twin" in ledger("check", "--kind", "likely-duplicate", "--format", "json").out


def test_the_python_api_names_them_too(ledger: Bilat) -> None:
    outcome = api.Ledger("bilat.db").append(PLEDGE, recorder="desk")
    assert [str(each).startswith(LIKE) for each in outcome.doubles] == [True]


def test_what_is_unlikely_is_said_and_recorded(ledger: Bilat) -> None:
    line = "append pledge-disbursed --stream pledge/exchange --on 2024 --cites mofa --amount".split()
    answer = ledger(*line, "JPY 50bn")
    assert answer.out == "recorded pledge/exchange#2 @5\n"
    assert "unlikely: JPY 50bn is paid in all, more than the JPY 40bn that stands" in answer.err
    Path("x.jsonl").write_text(json.dumps({**PLEDGE, "instrument": "mixed", "amount": "USD 1m"}) + "\n")
    assert "unlikely: line 1: mixed money without a flow counts as net" in ledger("import", "x.jsonl").err
