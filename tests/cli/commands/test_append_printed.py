"""The same facts, typed as they are printed, give the same event on every route, byte for byte."""

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from bilat.events.log.codec import canonical
from tests.cli.conftest import Bilat
from tests.cli.terminal import Session

FACTS = {
    "stream": "aid",
    "donor": "japan",
    "recipient": "asean, Viet Nam",
    "title": "Aid",
    "instrument": "Technical cooperation",
    "amount": "360 billion yuan (US$50.7 billion)",
    "horizon": "five years",
    "on": "October 27, 2021",
    "cites": "source/mofa#para 9",
}
CANONICAL = {
    "kind": "pledge-announced",
    "stream": "pledge/aid",
    "donor": "JP",
    "recipient": ["ASEAN", "VN"],
    "title": "Aid",
    "instrument": "technical-cooperation",
    "amount": {"value": "360000000000", "unit": "CNY", "bound": "exact"},
    "equivalents": [{"value": "50700000000", "unit": "USD", "bound": "exact"}],
    "horizon": "P5Y",
    "on": "2021-10-27",
    "cites": [{"source": "mofa", "locator": "para 9"}],
}


@pytest.fixture
def ready(ledger: Bilat) -> Bilat:
    """The small ledger, with Viet Nam."""
    assert ledger("append", "party-registered", "--stream", "VN", "--name", "Viet Nam", "--type", "state").code == 0
    return ledger


ASKED = (
    ("pledge (", FACTS["stream"]),
    ("donor (", FACTS["donor"]),
    ("recipient (", FACTS["recipient"]),
    ("title", FACTS["title"]),
    ("instrument (", FACTS["instrument"]),
    ("amount (", FACTS["amount"]),
    ("flow (", ""),
    ("time it is for (", FACTS["horizon"]),
    ("meeting (", ""),
    ("part of (", ""),
    ("day (", FACTS["on"]),
    ("source (", "source/mofa"),
    ("where in it (", "para 9"),
    ("quote (", ""),
    ("more? (", ""),
    ("record, change, or leave?", ""),
)
"""The same facts as answers."""


def _answer() -> str:
    with Session("append", "pledge-announced") as session:
        session.answers(*ASKED)
        ended = session.end()
    assert ended.code == 0, ended.screen
    return ended.screen


def _record(run: Bilat, route: str) -> str:
    """Record the facts on one route, and return what was said about them."""
    if route == "prompts":
        return _answer()
    if route == "flags":
        answer = run("append", "pledge-announced", *(word for name in FACTS for word in (f"--{name}", FACTS[name])))
    else:
        cells = [f'"{text}"' for text in FACTS.values()]
        texts = {
            "csv": f"kind,{','.join(FACTS)}\npledge-announced,{','.join(cells)}\n",
            "yaml": "kind: pledge-announced\n" + "".join(f'{name}: "{text}"\n' for name, text in FACTS.items()),
            "jsonl": json.dumps(CANONICAL),
        }
        if route == "xlsx":
            book = Workbook()
            assert book.active is not None
            for row in (["kind", *FACTS], ["pledge-announced", *FACTS.values()]):
                book.active.append(row)
            book.save("facts.xlsx")
        else:
            Path(f"facts.{route}").write_text(texts[route], encoding="utf-8")
        answer = run("import", f"facts.{route}")
    assert answer.code == 0, answer.err
    return answer.err


@pytest.mark.parametrize("route", ["flags", "prompts", "csv", "xlsx", "yaml", "jsonl"])
def test_the_same_facts_give_the_same_event_on_every_route_byte_for_byte(ready: Bilat, route: str) -> None:
    _record(ready, route)
    line = ready("export").out.splitlines()[-1]
    stamp = {name: json.loads(line)[name] for name in ("version", "recorded_at", "recorder")}
    assert line.encode() == canonical(CANONICAL | stamp)


def test_what_was_read_otherwise_than_typed_is_said(ready: Bilat) -> None:
    said = _record(ready, "flags")
    assert "amount: read as CNY 360bn (= USD 50.7bn)" in said
    assert "on: read as 2021-10-27" in said
    assert "donor" in said


@pytest.mark.parametrize("route", ["flags", "csv", "yaml"])
def test_two_readings_are_refused_with_both_unless_the_settings_name_one(ready: Bilat, route: str) -> None:
    facts = {"on": "03/04/2021", "stream": "pledge/exchange", "cites": "mofa", "amount": "$5m"}

    def record() -> tuple[int, str]:
        if route == "flags":
            answer = ready(
                "append", "pledge-restated", *(word for name in facts for word in (f"--{name}", facts[name]))
            )
        else:
            csv = f"{','.join(facts)}\n{','.join(facts.values())}\n"
            text = csv if route == "csv" else "".join(f"{name}: {text}\n" for name, text in facts.items())
            Path(f"a.{route}").write_text(text, encoding="utf-8")
            answer = ready("import", f"a.{route}", "--kind", "pledge-restated")
        return answer.code, answer.err

    code, said = record()
    assert code == 2
    assert "2021-04-03 or 2021-03-04" in said
    assert "USD 5m, CAD 5m" in said
    assert ready("show", "pledge/exchange").out.count("pledge-restated") == 0
    Path("bilat.toml").write_text('[reading]\ndollar = "USD"\ndate_order = "dmy"\n', encoding="utf-8")
    assert record()[0] == 0
    line = json.loads(ready("export").out.splitlines()[-1])
    assert (line["on"], line["amount"]["unit"]) == ("2021-04-03", "USD")


def test_a_setting_that_chooses_nothing_is_refused(ready: Bilat) -> None:
    Path("bilat.toml").write_text('[reading]\ndollar = "JPY"\n', encoding="utf-8")
    answer = ready("append", "pledge-restated", "--stream", "pledge/exchange", "--on", "2021", "--cites", "mofa")
    assert answer.code == 2
    assert "bilat.toml, [reading]: dollar = 'JPY'" in answer.err


def test_json_lines_stay_strict(ready: Bilat) -> None:
    Path("a.jsonl").write_text(json.dumps(CANONICAL | {"amount": "US$5 million"}), encoding="utf-8")
    answer = ready("import", "a.jsonl")
    assert answer.code == 2
    assert "cannot read the amount" in answer.err


@pytest.mark.parametrize("stream", ["exchange", "pledge/exchange", "@4"])
def test_a_stream_on_record_goes_by_any_form_of_its_name(ledger: Bilat, stream: str) -> None:
    line = f"append pledge-disbursed --stream {stream} --on 2024-01 --cites mofa --amount".split()
    assert ledger(*line, "JPY 1bn").out == "recorded pledge/exchange#2 @5\n"


@pytest.mark.parametrize("target", ["exchange#1", "@4"])
def test_an_event_on_record_goes_by_any_form_of_its_name(ledger: Bilat, target: str) -> None:
    retracted = ledger("append", "entry-retracted", "--target", target, "--reason", "Told twice")
    assert retracted.out == "recorded pledge/exchange#2 @5\n"


def test_an_amount_of_a_scaled_column_that_cannot_be_read_is_said_as_it_is_typed(ready: Bilat) -> None:
    facts = FACTS | {"amount": "1.5"}
    cells = ",".join(f'"{text}"' for text in facts.values())
    Path("facts.csv").write_text(f"{','.join(facts)}\n{cells}\n", encoding="utf-8")
    answer = ready("import", "facts.csv", "--kind", "pledge-announced", "--scale", "million")
    assert answer.code == 2
    assert "amount: '1.5' in millions: '1500000' names no currency" in answer.err
