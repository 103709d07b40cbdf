"""Files of events, in and out."""

from pathlib import Path

from tests.cli.conftest import Bilat

PARTY = '{"kind":"party-registered","name":"%s","stream":"party/%s","type":"state"}'


def lines(*codes: str) -> str:
    return "".join(PARTY % (code, code) + "\n" for code in codes)


def test_a_file_is_recorded_once(bilat: Bilat) -> None:
    bilat("init")
    Path("in.jsonl").write_text(lines("JP", "VN"))
    assert bilat("import", "in.jsonl").out == "recorded 2 events @1..@2\n"
    assert bilat("import", "in.jsonl").out == "recorded 0 events, 2 recorded already\n"


def test_a_dry_run_records_nothing(bilat: Bilat) -> None:
    bilat("init")
    Path("in.jsonl").write_text(lines("JP"))
    assert bilat("import", "in.jsonl", "--dry-run").out.startswith("would record 1 event\n")
    assert bilat("log", "--format", "csv").out.count("\n") == 1


def test_every_bad_line_is_reported_and_none_recorded(bilat: Bilat) -> None:
    bilat("init")
    Path("in.jsonl").write_text(lines("JP", "QQ") + "not json\n" + lines("VN") + '{"kind":"pledge"}\n')
    answer = bilat("import", "in.jsonl")
    assert (answer.code, answer.out) == (2, "")
    assert "3 problems" in answer.err
    assert all(f"\nline {number}: " in answer.err for number in (2, 3, 5))
    assert "0 events" in bilat("log").out


def test_a_restored_export_is_the_same_to_the_byte(program: Bilat, ledger: Bilat) -> None:
    exported = program("export").out
    assert program("export", "-o", "out.jsonl").out == ""
    assert Path("out.jsonl").read_text() == exported
    program("init", "copy.db")
    restored = program("--ledger", "copy.db", "import", "-", "--preserve", given=exported.encode())
    assert restored.out == "recorded 4 events @1..@4\n"
    assert program("--ledger", "copy.db", "export").out == exported


def test_files_that_cannot_be_read_or_written_are_named(ledger: Bilat) -> None:
    assert "cannot read nowhere.jsonl" in ledger("import", "nowhere.jsonl").err
    assert "cannot write nowhere/out" in ledger("export", "-o", "nowhere/out").err
    assert ledger("import", "nowhere.jsonl", "--format", "xml").code == 2
    assert ledger("export", "--format", "xml").code == 2
