"""Standard streams that are closed, point the wrong way, or have another encoding than UTF-8."""

import json
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Bilat
from tests.cli.program import CLOSED, PROGRAM, STREAMS, run

Shell = Callable[[str], "subprocess.CompletedProcess[str]"]
PARTY = "append party-registered --stream party/VN --name Vietnam --type state"
CLOSED_OUT = ("timeline ASEAN-JP", PARTY, "import in.jsonl", "seal", "export", "verify", "init new.db", "--help")
READING = ("import -", "verify -", "replay --check -")
REDIRECTED = re.compile(r"([0-2]?)([<>]) ?(&-|/dev/\w+)")


@pytest.fixture
def shell(ledger: Bilat) -> Shell:
    """Run a command on a small ledger, with its streams redirected as in a shell's line."""

    def answer(line: str) -> "subprocess.CompletedProcess[str]":
        Path("in.jsonl").write_text('{"kind":"party-registered","stream":"party/LA","name":"Laos","type":"state"}\n')
        streams: dict[str, Any] = {"stdin": os.open(os.devnull, os.O_RDONLY)}
        for number, way, target in REDIRECTED.findall(line):
            flag = os.O_RDONLY if way == "<" else os.O_WRONLY
            opened = CLOSED if target == "&-" else os.open(target, flag)
            streams[STREAMS[int(number or way == ">")]] = opened
        words = REDIRECTED.sub("", line).split()
        done = run(*words, **streams)
        for opened in {*streams.values()} - {CLOSED}:
            os.close(opened)
        return subprocess.CompletedProcess(words, done.returncode, done.stdout.decode(), done.stderr.decode())

    return answer


def test_streams_that_a_shell_closed_are_found_so_by_a_program_that_starts(ledger: Bilat) -> None:
    line = f"{PROGRAM[0]} verify - <&- ; {PROGRAM[0]} verify >&-"
    done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert [line for line in done.stderr.splitlines() if "closed" in line] == [
        "bilat: standard input is closed",
        "bilat: standard output is closed",
    ]


def recorded() -> int:
    from bilat.events.log.log import open_log

    with open_log("bilat.db") as log:
        return log.head.size


@pytest.mark.parametrize(("line", "closed"), [*((line, ">&-") for line in CLOSED_OUT), ("seal", "1</dev/null")])
def test_without_a_standard_output_nothing_is_begun(shell: Shell, line: str, closed: str) -> None:
    before = recorded()
    done = shell(f"{line} {closed}")
    assert done.returncode == 2
    assert "standard output is closed" in done.stderr
    assert "nothing was done" in done.stderr
    assert recorded() == before
    assert not Path("new.db").exists()


@pytest.mark.parametrize(("line", "closed"), [*((line, "<&-") for line in READING), ("import -", "0>/dev/null")])
def test_reading_a_closed_standard_input_is_bad_input(shell: Shell, line: str, closed: str) -> None:
    before = recorded()
    done = shell(f"{line} {closed}")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("bilat: standard input is closed")
    assert recorded() == before


def test_what_reads_no_standard_input_does_not_miss_it(shell: Shell) -> None:
    assert shell(f"{PARTY} <&-").stdout == "recorded party/VN#1 @5\n"
    lacking = shell("append party-registered --stream party/LA <&-")
    assert (lacking.returncode, "needs --name" in lacking.stderr) == (2, True)


@pytest.mark.parametrize("line", ["verify", "seal", "timeline ASEAN-JP"])
def test_without_a_standard_error_the_answer_is_the_same(shell: Shell, line: str) -> None:
    done = shell(f"{line} 2>&-")
    assert done.returncode == 0
    assert done.stdout
    assert shell("show party/XX 2>&-").returncode == 2


def test_a_file_never_takes_the_number_of_a_closed_stream(shell: Shell) -> None:
    assert shell("export -o log.jsonl <&- 2>&-").returncode == 0
    exported = Path("log.jsonl").read_text()
    assert len(exported.splitlines()) == 4
    assert shell("verify log.jsonl <&- 2>&-").returncode == 0


def test_a_seal_whose_checkpoint_cannot_be_written_hands_it_out_on_standard_error(shell: Shell) -> None:
    done = shell("seal > /dev/full")
    assert done.returncode == 3
    assert "the seal is recorded" in done.stderr
    Path("head.txt").write_text("".join(f"{line}\n" for line in done.stderr.splitlines()[2:5]))
    assert shell("verify --checkpoint head.txt").returncode == 0


def printed(*words: str, encoding: str) -> bytes:
    done = run(*words, env={"PYTHONIOENCODING": encoding})
    assert done.returncode == 0, done.stderr
    assert done.stderr == b""
    return done.stdout


@pytest.mark.parametrize("encoding", ["latin-1", "cp932", "utf-16"])
def test_json_is_json_whatever_the_encoding_of_standard_output(ledger: Bilat, encoding: str) -> None:
    name = "Côte d’Ivoire ≥ 東京 \U0001f600"
    ledger("append", "party-registered", "--stream", "party/CI", "--name", name, "--type", "state")
    for words in (("show", "party/CI"), ("parties",), ("log",)):
        assert name in json.dumps(
            json.loads(printed(*words, "--format", "json", encoding=encoding)), ensure_ascii=False
        )


@pytest.mark.parametrize("format", ["table", "md", "csv"])
def test_a_table_in_an_old_encoding_spells_out_what_it_lacks(ledger: Bilat, format: str) -> None:
    ledger("append", "party-registered", "--stream", "party/CI", "--name", "Côte 東", "--type", "state")
    assert "Côte \\u6771".encode("latin-1") in printed("parties", "--format", format, encoding="latin-1").replace(
        b"\\\\", b"\\"
    )
    assert "Côte 東".encode() in printed("parties", "--format", format, encoding="utf-8")


def test_warnings_of_libraries_are_no_errors_of_ours(ledger: Bilat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONWARNINGS", "error")
    for words in (("timeline", "ASEAN-JP"), ("commitments", "ASEAN-JP", "--format", "xlsx"), ("verify",)):
        done = subprocess.run([*PROGRAM, *words], capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b""), words
