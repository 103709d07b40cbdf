"""Every example of docs/counting.md is recorded and asked again, and answers what the page says."""

from pathlib import Path

import pytest

from tests.docs.examples import Example, answers, examples

PAGE = (Path(__file__).parents[2] / "docs" / "counting.md").read_text(encoding="utf-8")
EXAMPLES = list(examples(PAGE))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.heading.lower().replace(" ", "-"))
def test_the_answer_on_the_page_is_what_the_ledger_answers(example: Example, tmp_path: Path) -> None:
    assert answers(example, tmp_path) == example.answers


def test_every_section_that_names_its_code_has_an_example() -> None:
    sections = [part.partition("\n") for part in PAGE.split("\n## ")[1:]]
    decided_somewhere = {heading for heading, _, text in sections if "Code:" in text} - {"What a row says"}
    assert {example.heading for example in EXAMPLES} >= decided_somewhere
    assert len(decided_somewhere) > 10
