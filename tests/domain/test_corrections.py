"""The rules of corrections: what may be mended, and what the stream must still be afterwards."""

import pytest

from bilat.events.log.log import Log
from tests.conftest import Recording
from tests.domain.facts import WORLD, Line, cited, corrected, merged, pledge, retracted, source, then
from tests.domain.refusals import Case, assert_refused

MERGED = [pledge("help"), pledge("twin"), merged("twin", "help")]
MENDED = [pledge(), then("topped-up", amount="USD 5m"), corrected("pledge/help#1", note="n")]
GONE = [pledge(), then("completed"), retracted("pledge/help#2")]
VOID = [pledge(), then("completed"), retracted("pledge/help#1")]
CORRECTIONS: dict[str, Case] = {
    "of nothing": ([pledge()], corrected("pledge/help#2", note="n"), "target", "the last is pledge/help#1"),
    "of a correction": (
        MENDED,
        corrected("pledge/help#3", note="m"),
        "target",
        "target the event it corrects",
    ),
    "of a retracted event": (GONE, corrected("pledge/help#2", note="n"), "target", "record the event anew"),
    "second retraction": (GONE, {**retracted("pledge/help#2"), "reason": "r"}, "target", "was retracted"),
    "citation of a retracted event": (GONE, cited("pledge/help#2"), "target", "was retracted"),
    "of a void stream": (VOID, corrected("pledge/help#2", note="n"), "target", "pledge/help was retracted"),
    "event on a void stream": (VOID, then("suspended"), "void", "record it anew as pledge/help-2"),
    "unknown field": ([pledge()], corrected("pledge/help#1", amonut="USD 5"), "field", "did you mean amount"),
    "of the kind": (
        [pledge()],
        corrected("pledge/help#1", kind="pledge-revised"),
        "field",
        "no field 'kind'",
    ),
    "of the stream": (
        [pledge()],
        corrected("pledge/help#1", stream="pledge/x"),
        "field",
        "no field 'stream'",
    ),
    "of the version": ([pledge()], corrected("pledge/help#1", version=2), "field", "no field 'version'"),
    "to no value": ([pledge()], corrected("pledge/help#1", amount="USD 5,5,5"), "amount", "amounts read"),
    "to a float": (
        [pledge()],
        corrected("pledge/help#1", amount={"value": 5.5}),
        "amount.value",
        "in quotes",
    ),
    "to an own unit": (
        [pledge()],
        corrected("pledge/help#1", equivalents=["USD 9"]),
        "event",
        "amount's own unit",
    ),
    "to a fiscal year": (
        [pledge()],
        corrected("pledge/help#1", on="FY2020"),
        "fiscal-year",
        "write the interval",
    ),
    "without its source": ([pledge()], corrected("pledge/help#1", cites=[]), "event", "needs `cites`"),
    "without its donor": (
        [pledge()],
        corrected("pledge/help#1", donor=None),
        "opening",
        "donor: the first event",
    ),
    "without its name": ([], corrected("party/US#1", name=None), "name", "is missing"),
    "to another unit under a top-up": (
        MENDED,
        corrected("pledge/help#1", amount="JPY 5bn"),
        "unit",
        "#2: a top-up",
    ),
    "to itself as donor": ([pledge()], corrected("pledge/help#1", donor="ASEAN"), "oneself", "as corrected"),
    "to an identity told twice": (MENDED, corrected("pledge/help#2", title="T"), "field", "no field 'title'"),
    "to a type that the code denies": ([], corrected("party/US#1", type="ngo"), "code", "is a state's"),
    "to part of itself": (
        [pledge()],
        corrected("pledge/help#1", part_of="pledge/help"),
        "part-of",
        "part_of",
    ),
}


@pytest.mark.parametrize("case", CORRECTIONS.values(), ids=CORRECTIONS)
def test_an_entry_against_a_rule_is_refused_with_a_remedy(given: Recording, ledger: Log, case: Case) -> None:
    assert_refused(given, ledger, case)


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ([pledge()], corrected("pledge/help#1", on="2023-12", cites=["paper"], note=None, amount="JPY 7bn")),
        (MENDED, corrected("pledge/help#1", amount=None)),
        (MERGED, corrected("pledge/twin#1", note="n")),
        (MERGED, cited("pledge/twin#1")),
        ([*MERGED, retracted("pledge/twin#2")], then("completed", "twin")),
        (VOID, pledge("help-anew")),
    ],
)
def test_a_record_that_was_wrong_is_mended(given: Recording, before: list[Line], line: Line) -> None:
    given(*WORLD, *before)
    assert len(given(line).recorded) == 1


def test_a_correction_is_not_held_to_what_was_wrong_before(given: Recording) -> None:
    given(
        *WORLD,
        source("old"),
        pledge(cites=["old"]),
        then("completed", cites=["old"]),
        retracted("source/old#1"),
    )
    assert given(corrected("pledge/help#1", cites=["paper"])).recorded
    assert given(corrected("pledge/help#2", note="its source is gone")).recorded
