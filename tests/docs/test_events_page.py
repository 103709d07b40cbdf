"""docs/events.md is what its generator writes, and knows every field."""

import json

import pytest

from bilat.events.kinds import KINDS
from bilat.events.meanings import MEANINGS
from bilat.events.registry import event_class
from docs.tools.events_page import PAGE, example, page


def test_the_committed_page_is_what_is_generated() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m docs.tools.events_page"


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_has_every_kind_with_its_fields_and_an_example(kind: str) -> None:
    section = page().partition(f"\n### {kind}\n")[2].partition("\n### ")[0]
    rows = [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")]
    assert rows == list(event_class(kind).own_fields())
    assert json.loads(example(kind))["kind"] == kind
    assert f"```json\n{example(kind)}\n```" in section


def test_each_field_has_a_meaning_and_each_meaning_a_field() -> None:
    fields = {name for kind in KINDS for name in event_class(kind).own_fields()}
    assert fields <= set(MEANINGS)
    assert set(MEANINGS) - fields <= {"rank"}  # the rank of figures gets a field of its own with their second schema
