"""The command line as a whole: its commands, its help, its global options."""

import os
import subprocess
import sys

import pytest

from bilat.cli.main import commands
from tests.cli.conftest import Bilat


def test_the_help_names_every_command(bilat: Bilat) -> None:
    answer = bilat("--help")
    assert answer.code == 0
    assert all(f"  {command}" in answer.out for command in commands())


@pytest.mark.parametrize("command", commands())
def test_every_help_shows_examples(bilat: Bilat, command: str) -> None:
    answer = bilat(command, "--help")
    assert answer.code == 0
    assert f"Examples:\n    bilat {command}" in answer.out


@pytest.mark.parametrize("line", [["--help"], ["timeline", "--help"], ["append", "--help"]])
def test_help_loads_nothing_heavy(line: list[str]) -> None:
    code = (
        "import sys; from bilat.cli.exits import run; from bilat.cli.main import root;"
        f"run(root(), {line!r});"
        "heavy = {'pydantic', 'polars', 'rich', 'eventsourcing'} & set(sys.modules);"
        "sys.exit(', '.join(heavy) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def modules(line: list[str], **environment: str) -> set[str]:
    """The modules that a command loads."""
    code = (
        "import sys; from bilat.cli.main import main; import atexit;"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr));"
        f"sys.argv = ['bilat', *{line!r}]; main()"
    )
    run = [sys.executable, "-c", code]
    done = subprocess.run(run, capture_output=True, text=True, check=False, env={**os.environ, **environment})
    return set(done.stderr.split())


def loaded(line: list[str], **environment: str) -> set[str]:
    """The heavy libraries that a command loads."""
    return {"pydantic", "polars", "rich", "eventsourcing", "prompt_toolkit"} & modules(line, **environment)


def test_append_and_completion_never_load_what_reports_need(bilat: Bilat) -> None:
    bilat("init")
    append = ["append", "party-registered", "--stream", "party/JP", "--name", "Japan", "--type", "state"]
    assert loaded(append) == {"pydantic", "eventsourcing"}
    assert "party/JP" in bilat("export").out
    completing = {"_BILAT_COMPLETE": "complete_bash", "COMP_WORDS": "bilat show party/", "COMP_CWORD": "2"}
    assert loaded([], **completing) <= {"pydantic", "eventsourcing"}


def test_append_loads_the_classes_of_the_streams_it_looks_at_and_no_rarer_tools(bilat: Bilat) -> None:
    bilat("init")
    found = modules(["append", "party-registered", "--stream", "party/JP", "--name", "Japan", "--type", "state"])
    classes = {f"bilat.events.{name}" for name in ("meetings", "statements", "agreements", "figures", "programmes")}
    rarer = {"bilat.domain.quote_matching", "bilat.domain.importing", "bilat.events.log.archive", "html", "tomllib"}
    assert "bilat.events.parties" in found
    assert not found & (classes | rarer | {"mimetypes", "edtf", "platformdirs"})


def test_rates_that_doubles_are_compared_by_load_no_frames(bilat: Bilat) -> None:
    bilat("init")
    for line in (
        "party-registered --stream JP --name Japan --type state",
        "party-registered --stream VN --name Vietnam --type state",
        "source-registered --stream paper --title Paper --publisher X --type news",
        "pledge-announced --stream a --donor JP --recipient VN --title Roads --instrument loan --on 2021-10-27 "
        "--cites paper --amount JPY192bn",
    ):
        assert bilat("append", *line.split()).code == 0
    again = "append pledge-announced --stream b --donor JP --recipient VN --title Rails --instrument loan"
    found = modules([*again.split(), "--on", "2021-10-28", "--cites", "paper", "--amount", "USD1.69bn"])
    assert "bilat.projections.currency.ecb" in found
    assert not found & {"polars", "rich", "prompt_toolkit"}
    assert "are alike: JPY 192bn" in bilat("check").out


def test_a_process_ends_by_way_of_what_is_registered_for_its_end(bilat: Bilat) -> None:
    assert "bilat.cli.main" in modules(["--version"])


def test_a_mistyped_command_is_answered_with_near_ones(bilat: Bilat) -> None:
    answer = bilat("comitments")
    assert answer.code == 2
    assert "Did you mean 'commitments'?" in answer.err


def test_global_options_stand_before_or_after_the_command(bilat: Bilat) -> None:
    assert bilat("--ledger", "x.db", "init").code == 0
    assert bilat("--ledger", "x.db", "parties").code == 0
    assert bilat("parties", "--ledger", "x.db").code == 0
    assert bilat("--ledger", "nowhere.db", "parties", "--ledger", "x.db").code == 0


def test_the_version_is_printed(bilat: Bilat) -> None:
    assert bilat("--version").out.startswith("bilat ")
    assert bilat("-V") == bilat("--version")


@pytest.mark.parametrize("words", [(), ("commitments",), ("append", "pledge-announced")])
def test_help_may_be_asked_for_by_name(bilat: Bilat, words: tuple[str, ...]) -> None:
    assert bilat("help", *words) == bilat(*words, "--help")


def test_help_on_a_mistyped_command_is_answered_with_near_ones(bilat: Bilat) -> None:
    answer = bilat("help", "append", "pledge-anounced")
    assert (answer.code, answer.out) == (2, "")
    assert "Did you mean 'pledge-announced'" in answer.err
