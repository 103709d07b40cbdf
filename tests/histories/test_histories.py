"""The random histories that laws are held against: admissible, the same for a seed, and of all that money does."""

from collections import Counter
from random import Random

import pytest

from bilat.events.kinds import KINDS
from tests.conftest import Recording
from tests.histories import canonical, history, shuffled, stamped

SEEDS = range(3)
SIZE = 60


@pytest.mark.parametrize("seed", SEEDS)
def test_a_history_is_admitted_by_the_rules_as_one_batch(seed: int, given: Recording) -> None:
    drafts = history(seed, SIZE)
    assert given(*drafts).count == len(drafts) > SIZE / 2


def test_a_seed_writes_the_same_history_and_another_seed_another() -> None:
    assert history(1, SIZE) == history(1, SIZE) != history(2, SIZE)


def test_histories_have_every_kind_that_moves_money_or_mends_the_record() -> None:
    written = {draft["kind"] for seed in range(12) for draft in history(seed, SIZE)}
    moving = {name for name in KINDS if name.startswith(("pledge-", "total-", "entry-"))}
    assert moving - written == set()


def test_a_plain_history_has_no_merger_no_refund_and_no_promise_by_the_year() -> None:
    drafts = [draft for seed in range(12) for draft in history(seed, SIZE, plain=True)]
    assert "pledge-merged" not in {draft["kind"] for draft in drafts}
    assert "per-year" not in {draft.get("pace") for draft in drafts}
    assert not [draft for draft in drafts if str(draft.get("amount", {}).get("value")).startswith("-")]


@pytest.mark.parametrize("seed", SEEDS)
def test_lines_are_numbered_within_their_streams_and_in_the_order_of_recording(seed: int) -> None:
    lines, versions = stamped(history(seed, SIZE)), Counter[str]()
    for line in lines:
        versions[line["stream"]] += 1
        assert line["version"] == versions[line["stream"]]
    assert [line["recorded_at"] for line in lines] == sorted({line["recorded_at"] for line in lines})


@pytest.mark.parametrize("seed", SEEDS)
def test_another_order_of_recording_holds_the_same_facts_and_is_admitted_too(seed: int, given: Recording) -> None:
    # given a history, and the same recorded in another order
    lines = stamped(history(seed, SIZE))
    other = shuffled(lines, Random(seed))
    assert other != lines
    # then it has the same facts; what only numbers them, and when they were recorded, is another
    numbering = ("version", "recorded_at", "recorder", "target")
    facts = [
        Counter(canonical({k: v for k, v in e.items() if k not in numbering}) for e in each) for each in (lines, other)
    ]
    assert facts[0] == facts[1]
    # and the rules admit it
    typed = [{k: v for k, v in line.items() if k not in ("version", "recorded_at", "recorder")} for line in other]
    assert given(*typed).count == len(lines)
