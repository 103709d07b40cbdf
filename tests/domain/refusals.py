"""What a rule refuses: cases for tables, and the one way in which they are looked at."""

import pytest

from bilat.events.errors import Refused
from bilat.events.log.log import Log
from tests.conftest import Recording
from tests.domain.facts import WORLD, Line

Case = tuple[list[Line], Line, str, str]
"""What is recorded before, the line that is refused, the name of the rule, some words of the message."""


def assert_refused(given: Recording, ledger: Log, case: Case) -> None:
    """Given what is recorded, when the line is recorded too, then the rule refuses it and nothing changes."""
    before, line, rule, words = case
    given(*WORLD, *before)
    head = ledger.head
    with pytest.raises(Refused) as caught:
        given(line)
    found = [problem for problem in caught.value.problems if problem.rule == rule]
    assert any(words in str(problem) for problem in found), caught.value.problems
    assert len(caught.value.problems) == len(set(caught.value.problems)), "each is told once"
    assert ledger.head == head, "nothing was recorded"
