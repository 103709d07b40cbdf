"""Every example of docs/python.md runs, in an empty folder, and answers what the page says."""

import doctest
import inspect
import re
from pathlib import Path

import pytest

import bilat

PAGE = Path(__file__).parents[2] / "docs" / "python.md"


def test_the_examples_answer_what_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said: list[str] = []
    text = PAGE.read_text(encoding="utf-8")
    examples = doctest.DocTestParser().get_doctest(text, {}, PAGE.name, str(PAGE), 0)
    answered = doctest.DocTestRunner(verbose=False).run(examples, out=said.append)
    assert not said, "".join(said)
    assert answered.attempted > 40


def test_the_page_shows_every_method_of_a_ledger() -> None:
    text = PAGE.read_text(encoding="utf-8")
    called = set(re.findall(r"\b(?:ledger|small|copy)\.(\w+)\(", text))
    assert called == {name for name, _ in inspect.getmembers(bilat.Ledger, inspect.isfunction) if name[0] != "_"}
