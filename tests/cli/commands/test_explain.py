"""`bilat explain`: the tree in every format."""

import csv
import io
import json
from hashlib import sha256

import pytest

from bilat.events.log.log import open_log
from tests.cli.conftest import Bilat


def test_the_hash_is_that_of_the_exported_line(ledger: Bilat) -> None:
    (unit,) = json.loads(ledger("explain", "ASEAN-JP", "--format", "json").out)["tree"]
    (event,) = unit["lines"][0]["pledges"][0]["events"]
    exported = ledger("export").out.splitlines()[event["position"] - 1]
    assert event["sha256"] == sha256(exported.encode()).hexdigest()


def test_the_tree_is_printed(ledger: Bilat) -> None:
    with open_log("bilat.db") as log:
        line = list(log.lines())[3]
    value = json.loads(line)
    assert value["recorded_at"] not in ledger("explain", "JP-ASEAN").out
    out = ledger("explain", "JP-ASEAN", "--proof").out
    assert (
        "\nJPY 40bn all claims added up\n"
        "└── JPY 40bn new public money\n"
        "    └── JPY 40bn Exchange\n"
        "        pledge/exchange\n"
        "        └── pledge announced 2023-12-17: JPY 40bn\n"
        "            @4 pledge/exchange#1\n"
        f"            recorded {value['recorded_at']} by {value['recorder']}\n"
        f"            {sha256(line).hexdigest()}\n"
        "            └── [1] MOFA, 2023-12-17\n"
        "\n"
        "Sources\n"
        "[1]  MOFA, 2023-12-17. Summit mofa\n"
    ) in out


def test_the_formats_tell_the_same(ledger: Bilat) -> None:
    (row,) = csv.DictReader(io.StringIO(ledger("explain", "ASEAN-JP", "--format", "csv").out))
    assert (row["line"], row["pledge"], row["position"]) == ("net", "pledge/exchange", "4")
    text = ledger("explain", "ASEAN-JP", "--format", "md").out
    assert "\n  - JPY 40bn new public money\n    - JPY 40bn Exchange<br>pledge/exchange\n" in text


def test_flags_of_commitments_are_heeded(ledger: Bilat) -> None:
    words = ("--in", "USD", "--rates", "ecb-day", "--by", "year", "--pledge", "exchange", "--instrument", "grant")
    value = json.loads(ledger("explain", "ASEAN-JP", *words, "--format", "json").out)
    assert value["boundary"]["filters"] == {"instrument": "grant", "pledge": "exchange"}
    assert [(unit["key"], unit["unit"]) for unit in value["tree"]] == [("2023", "USD")]
    assert value["stamp"]["rates"].startswith("ECB")


def test_nothing_to_explain_is_said(ledger: Bilat) -> None:
    answer = ledger("explain", "ASEAN-JP", "--to", "1999")
    assert (answer.code, "nothing on record" in answer.out) == (0, True)


@pytest.mark.parametrize("words", [("JP-XX",), ("ASEAN-JP", "--pledge", "nothing"), ("ASEAN-JP", "--known-by", "soon")])
def test_what_makes_no_sense_is_refused(ledger: Bilat, words: tuple[str, ...]) -> None:
    answer = ledger("explain", *words)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err


@pytest.mark.parametrize("word", ["acpheed", "pledge/acpheed", "@{position}", "pledge/acpheed#1"])
def test_a_pledge_is_explained_by_any_reference_to_it(bilat: Bilat, word: str) -> None:
    # given the shipped history
    bilat("init", "--with", "asean-japan")
    position = json.loads(bilat("log", "pledge/acpheed", "--format", "json").out)["rows"][0]["position"]
    # when one of its pledges is asked for without a relation
    answer = bilat("explain", word.format(position=position), "--format", "json")
    # then it is explained as with `--pledge`
    assert answer.code == 0
    assert json.loads(answer.out) == json.loads(bilat("explain", "--pledge", "acpheed", "--format", "json").out)


def test_what_is_no_pledge_is_not_explained(bilat: Bilat) -> None:
    bilat("init", "--with", "asean-japan")
    answer = bilat("explain", "party/JP")
    assert answer.code == 2
    assert "party/JP is neither pledge nor programme" in answer.err
