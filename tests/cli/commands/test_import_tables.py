"""Tables and YAML, in and out of a ledger."""

from pathlib import Path

import pytest

from bilat.cli.render.imported import left_out
from bilat.events.formats.reading import Skipped
from tests.cli.conftest import Bilat

ROW = "pledge/{},2023-12-17,mofa,JP,ASEAN,Ports,grant,{}\n"
HEADER = "stream,on,cites,donor,recipient,title,instrument,amount\n"


def test_a_table_is_recorded_once(ledger: Bilat) -> None:
    Path("p.csv").write_text(HEADER + ROW.format("a", "USD 5m") + ROW.format("b", '"USD 1,500"'))
    assert ledger("import", "p.csv", "--kind", "pledge-announced").out == "recorded 2 events @5..@6\n"
    assert ledger("import", "p.csv", "--kind", "pledge-announced").out == "recorded 0 events, 2 recorded already\n"


def test_a_dry_run_shows_sums_side_by_side(ledger: Bilat) -> None:
    Path("p.csv").write_text(HEADER + ROW.format("a", "USD 5m"))
    ledger("import", "p.csv", "--kind", "pledge-announced")
    Path("p.csv").write_text(HEADER + ROW.format("a", "USD 5m") + ROW.format("b", "USD 1500") + ROW.format("c", ""))
    answer = ledger("import", "p.csv", "--kind", "pledge-announced", "--dry-run")
    assert answer.out.splitlines() == [
        "would record 2 events, 1 recorded already",
        "",
        "Would be recorded",
        "kind              new",
        "pledge announced    2",
        "",
        "Sums in the file and on record",
        "sum        unit  in the file    new    already",
        "announced  USD     5,001,500  1,500  5,000,000",
    ]
    assert ledger("log", "--format", "csv").out.count("\n") == 6


def test_a_dry_run_says_how_loose_cells_were_read(ledger: Bilat) -> None:
    printed = ["US$1.8 billion", *(f"{number} million euros" for number in range(2, 12))]
    Path("p.csv").write_text(HEADER + "".join(ROW.format(f"p{n}", text) for n, text in enumerate(printed)))
    lines = ledger("import", "p.csv", "--kind", "pledge-announced", "--dry-run").out.splitlines()
    assert lines[lines.index("Read as") + 1 :][0] == "line 2, column 8: amount 'US$1.8 billion' read as USD 1.8bn"
    assert lines[-1].split() == ["3", "more", "cells", "read", "so"]
    assert ledger("log", "--format", "csv").out.count("\n") == 5


def test_what_is_left_out_is_said(ledger: Bilat) -> None:
    Path("seal.jsonl").write_text('{"kind":"ledger-sealed","stream":"ledger/a","size":0,"root":"%s"}\n' % ("0" * 64))
    assert "left out: line 1: a seal belongs to the ledger it was made in" in ledger("import", "seal.jsonl").err
    assert "line 1: a seal belongs" in ledger("import", "seal.jsonl", "--dry-run").out


def test_sums_that_are_not_those_of_the_file_are_said(ledger: Bilat) -> None:
    pledge = (
        '<transaction><transaction-type code="12"/><transaction-date iso-date="2020-03-01"/>'
        '<value currency="EUR">{}</value></transaction>'
    )
    Path("a.xml").write_text(
        '<iati-activities version="2.03"><iati-activity><iati-identifier>X-1</iati-identifier><reporting-org ref="JP"/>'
        f'<recipient-country code="LA"/>{pledge.format(60)}{pledge.format(-40)}</iati-activity></iati-activities>'
    )
    answer = ledger("import", "a.xml")
    assert "different: announced EUR: 40 on record is not in the file" in answer.err
    assert "announced EUR: 40 on record is not in the file" in ledger("import", "a.xml", "--dry-run").out


def test_of_many_things_left_out_one_alone_is_said_whole() -> None:
    many = [Skipped(f"line {n}", f"flow {n} of 0: no money") for n in range(30)]
    assert left_out([*many, Skipped("line 99", "flow 99 of CHF 20k: no donor")]) == [
        "30 x flow … of …: no money (first: line 0)",
        "line 99: flow 99 of CHF 20k: no donor",
    ]


def test_a_foreign_table_goes_through_a_mapping(ledger: Bilat) -> None:
    Path("f.csv").write_text("No;Who;Sum;Day;Secret\n7;Japan;1.234,56;17.12.2023;x\n")
    Path("m.toml").write_text(
        'decimal = ","\ndates = "%d.%m.%Y"\n[columns]\nSum = "amount_value"\nDay = "on"\n[values.donor]\nJapan = "JP"\n'
        '[constants]\nkind = "pledge-announced"\ncites = "mofa"\nrecipient = "ASEAN"\ntitle = "Ports"\n'
        'instrument = "grant"\namount_unit = "EUR"\n[templates]\nstream = "pledge/no-{No}"\n'
    )
    answer = ledger("import", "f.csv", "--mapping", "m.toml", "--map", "Who=donor")
    assert "unknown column 'Secret'" in answer.err
    assert "to pass it over: --map 'Secret='" in answer.err
    assert ledger("import", "f.csv", "--mapping", "m.toml", "--map", "Who=donor", "--map", "Secret=").code == 0
    assert '"value":"1234.56"' in ledger("export").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("p.jsonl", "--kind", "pledge-announced"), "--kind says nothing about jsonl"),
        (("p.jsonl", "--map", "a=b"), "a mapping says nothing about jsonl"),
        (("p.csv", "--mapping", "nowhere.toml"), "cannot read the mapping nowhere.toml"),
        (("p.csv", "--map", "a"), "cannot read --map 'a'"),
        (("p.csv", "--kind", "pledge-anounced"), "did you mean pledge-announced"),
        (("p.csv", "--kind", "pledge-announced"), "line 2, column 8: amount: the number '1.234,56' is ambiguous"),
    ],
)
def test_bad_input_records_nothing(ledger: Bilat, words: tuple[str, ...], said: str) -> None:
    Path("p.csv").write_text(HEADER + ROW.format("a", '"EUR 1.234,56"') + ROW.format("b", "USD 1"))
    Path("p.jsonl").write_text("")
    answer = ledger("import", *words)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert ledger("log", "--format", "csv").out.count("\n") == 5


@pytest.mark.parametrize("name", ["log.csv", "log.xlsx", "log.yaml", "log.parquet"])
def test_an_export_restores_the_ledger_to_the_byte(program: Bilat, ledger: Bilat, name: str) -> None:
    assert ledger("export", "-o", name).code == 0
    assert ledger("import", name).out == "recorded 0 events, 4 recorded already\n"
    ledger("init", "copy.db")
    assert ledger("--ledger", "copy.db", "import", name, "--preserve").out == "recorded 4 events @1..@4\n"
    assert ledger("--ledger", "copy.db", "export").out == ledger("export").out


def test_a_workbook_goes_through_a_pipe(ledger: Bilat) -> None:
    ledger("export", "-o", "log.xlsx")
    from tests.cli.program import run

    piped = run("export", "--format", "xlsx").stdout
    assert piped.startswith(b"PK")
    done = run("import", "-", "--format", "xlsx", given=piped)
    assert done.stdout == b"recorded 0 events, 4 recorded already\n"
