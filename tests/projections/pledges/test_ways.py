"""The way from all claims added up to new money."""

from decimal import Decimal
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bilat.projections.columns import decode_lines
from bilat.projections.pledges.lots import lots
from bilat.projections.pledges.totals import totals
from bilat.projections.pledges.ways import way
from bilat.projections.view.as_of import as_of
from bilat.projections.view.boundary import Boundary
from tests.full import few
from tests.histories import RELATION, Draft, canonical, histories, stamped


def line(name: str, value: str, reason: str | None = None, unit: str = "USD") -> dict[str, Any]:
    return {"line": name, "reason": reason, "value": value, "low": value, "high": value, "unit": unit, "bound": "exact"}


def test_each_step_begins_where_the_one_before_has_come_to_and_the_last_is_new_money() -> None:
    sums = [
        line("net", "10"),
        line("excluded", "20", "part-of"),
        line("headline", "100"),
        line("excluded", "30", "running-total"),
        line("mobilised", "40"),
        line("headline", "7", unit="JPY"),
    ]
    steps = [(step["unit"], step["line"], step["reason"], step["from"], step["to"]) for step in way(sums)]
    assert steps == [
        ("JPY", "headline", None, "0", "7"),
        ("USD", "headline", None, "0", "100"),
        ("USD", "excluded", "running-total", "100", "70"),
        ("USD", "excluded", "part-of", "70", "50"),
        ("USD", "mobilised", None, "50", "10"),
        ("USD", "net", None, "10", "0"),
    ]


@settings(max_examples=few(20))
@given(histories(max_size=40), st.booleans())
def test_the_way_of_any_history_ends_at_nothing_and_its_steps_are_the_totals(drafts: list[Draft], all_of: bool) -> None:
    boundary = Boundary(None if all_of else RELATION, members=True)
    found = totals(lots(as_of(decode_lines(b"\n".join(map(canonical, stamped(drafts)))), boundary), boundary))
    for line in ("headline", "net", "mobilised"):
        steps = {step["unit"]: step["value"] for step in found["way"] if step["line"] == line}
        assert steps == {total["unit"]: total["value"] for total in found[line]}
    for unit in {step["unit"] for step in found["way"]}:
        steps_of_unit = [step for step in found["way"] if step["unit"] == unit]
        assert steps_of_unit[0]["from"] == "0"
        assert all(before["to"] == after["from"] for before, after in pairwise(steps_of_unit))
        assert Decimal(steps_of_unit[-1]["to"]) == 0
