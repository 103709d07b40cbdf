"""Units of goods: money is none, new ones are said back with near ones, and ledgers that have money among them open."""

from pathlib import Path

import orjson
import pytest

from bilat.domain.importing import import_batch
from bilat.events.errors import Refused
from bilat.events.formats.jsonl import read
from bilat.events.log.log import Log, create_log
from tests.conftest import MIDNIGHT, Recording
from tests.domain.facts import WORLD, pledge


def amount(unit: str, value: str = "16") -> dict[str, str]:
    return {"value": value, "unit": unit, "bound": "exact"}


@pytest.mark.parametrize(("unit", "code"), [("usd", "USD"), ("yuan", "CNY"), ("rupiah", "IDR"), ("us-dollars", "USD")])
def test_money_is_no_unit_of_goods(ledger: Log, given: Recording, unit: str, code: str) -> None:
    given(*WORLD)
    with pytest.raises(Refused) as refused:
        given(pledge(amount=amount(unit)))
    [problem] = refused.value.problems
    assert (problem.message, problem.remedy) == (f"{unit!r} is money, and no unit of goods", f"write {code}")


def test_money_of_several_currencies_is_refused_with_their_codes(ledger: Log, given: Recording) -> None:
    given(*WORLD)
    with pytest.raises(Refused) as refused:
        given(pledge(amount="USD 5", equivalents=[amount("dollars")]))
    assert refused.value.problems[0].remedy.startswith("write the code of the currency that is meant: USD, ")


def test_a_ledger_that_has_money_among_its_goods_is_read(ledger: Log, given: Recording, tmp_path: Path) -> None:
    given(*WORLD, pledge(amount=amount("used")))
    lines = b"\n".join(ledger.lines()).replace(b'"unit":"used"', b'"unit":"usd"')
    with (tmp_path / "old.jsonl").open("wb+") as file, create_log(str(tmp_path / "old.db")) as old:
        file.write(lines)
        file.seek(0)
        import_batch(old, read(file), recorder="t", now=lambda: MIDNIGHT, preserve=True)
        assert b"\n".join(old.lines()) == lines
        assert orjson.loads(lines.splitlines()[-1])["amount"]["unit"] == "usd"
        assert old.stream("pledge/help")[0].attributes()["amount"].unit == "usd"


def test_a_unit_new_to_the_ledger_is_said_back_with_near_ones(ledger: Log, given: Recording) -> None:
    first = given(*WORLD, pledge(amount=amount("dose")))
    assert [each.partition(": ")[2] for each in first.units] == ["the unit dose is new to this ledger"]
    assert given(pledge("more", amount=amount("dose", "5"))).units == []
    [note] = given(pledge("most", amount=amount("doses", "4"))).units
    assert note == "line 1: the unit doses is new to this ledger; near ones: dose. Where it is one of them, write it so"


def test_units_of_one_batch_are_near_each_other(ledger: Log, given: Recording) -> None:
    given(*WORLD)
    found = given(pledge(amount=amount("test-kit")), pledge("more", amount=amount("testkit"))).units
    assert ["near ones: testkit" in found[0], "near ones: test-kit" in found[1]] == [True, True]


def test_many_new_units_are_counted(ledger: Log, given: Recording) -> None:
    given(*WORLD, pledge())
    names = [f"thing-{letter}{other}" for letter in "bcdef" for other in "ghijk"]
    found = given(*(pledge(name, amount=amount(name)) for name in names)).units
    assert (len(found), found[-1]) == (21, "5 more units are new")
