"""Texts that were written before the rules were tuned to them: the shares that a draft gets right."""

from collections import Counter

import pytest

from tests.events.reading.corpus import draft_of, faults, matched, read_texts

FLOORS = {"unit": 0.98, "bound": 0.97, "kind": 0.7, "donor": 0.85, "recipient": 0.8, "no mend": 0.5, "one mend": 0.85}


@pytest.mark.parametrize("file", ["set_aside.txt", "styles.txt", "set_aside_later.txt"])
def test_what_was_set_aside_is_drafted_as_well_as_is_promised(file: str) -> None:
    right: Counter[str] = Counter()
    wanted = found = likely = 0
    for text in read_texts(file):
        for each, proposal in matched(text, draft_of(text)):
            wanted += 1
            if proposal is not None:
                found += 1
                wrong = faults(each, proposal)
                right.update(name for name in ("unit", "bound", "kind", "donor", "recipient") if name not in wrong)
                right["no mend"] += not wrong
                right["one mend"] += len(wrong) <= 1
                likely += proposal.likely
                right["likely"] += proposal.likely and not wrong
    assert found >= 0.93 * wanted
    assert {name: right[name] for name, floor in FLOORS.items() if right[name] < floor * found} == {}
    assert likely
    assert right["likely"] >= 0.9 * likely
