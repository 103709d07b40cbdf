"""The README's commands do what it says, typed one after another in an empty folder."""

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import Answer, Bilat, bilat, own_folder

__all__ = ["bilat", "own_folder"]
README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
NEEDED = {"p.yaml", "pledges.csv", "activities.xml", "fts_2027.csv"}
"""Files that a reader is to bring."""
ELSEWHERE = {"page", "site"}
"""Commands that take seconds, and have tests of their own."""


def commands() -> list[str]:
    """Return every `bilat` line of the blocks, in order, without its comment."""
    blocks = re.findall(r"^```sh$(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in re.sub(r"\\\n\s*", "", block).strip().split("\n")]
    lines = [re.sub(r"\s+# .*", "", line) for line in lines]
    return [line for line in lines if line.startswith("bilat ") and not (NEEDED | ELSEWHERE) & {*line.split()}]


def typed(line: str, run: Bilat) -> Answer:
    """Run a line as a shell would, its output into a file where it says so."""
    *words, target = [*shlex.split(line)[1:], ""]
    if ">" in words:
        at = words.index(">")
        words, target = words[:at], words[at + 1]
    answer = run(*words)
    if target:
        Path(target).write_text(answer.out, encoding="utf-8")
    return answer


def test_every_command_works_after_those_before_it(bilat: Bilat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(Path.cwd() / "cache"))
    lines = commands()
    said = {line: typed(line, bilat) for line in lines}
    assert {line: answer.err for line, answer in said.items() if answer.code} == {}
    assert "New public money: USD 50 million" in said["bilat commitments ASEAN-JP"].out
    assert "USD 55m" in said["bilat show pledge/acpheed"].out
    assert len(lines) > 20
