"""A kind that the code does not know raises: its money is never passed over in silence."""

from datetime import date

import pytest

from bilat.events.kinds import KINDS
from bilat.projections.fold.as_of import FoldEntry
from bilat.projections.fold.claims import MONEY, MONEYLESS, account
from bilat.projections.reports.effects import effect

ENTRIES = {"entry-cited", "entry-corrected", "entry-retracted"}


def entry(kind: str, value: str, version: int) -> FoldEntry:
    amount = {"value": value, "unit": "USD", "bound": "exact"}
    return FoldEntry("pledge/a", version, {"kind": kind, "amount": amount}, date(2021, 1, version))


def test_the_fold_raises_for_a_kind_that_it_does_not_know() -> None:
    promised = entry("pledge-announced", "50", 1)
    assert [lot.value for lot in account([promised, entry("pledge-revised", "30", 2)]).standing] == [30]
    with pytest.raises(LookupError, match="pledge-cut does to money: pledge/a#2"):
        account([promised, entry("pledge-cut", "20", 2)])


def test_the_fold_knows_every_kind_of_a_pledge_and_of_a_programme() -> None:
    living = {name for name, kind in KINDS.items() if {"pledge", "programme"} & set(kind.streams)}
    assert living - ENTRIES == {*MONEY, *MONEYLESS}


def test_replay_has_words_for_every_kind_and_raises_for_any_other() -> None:
    for kind in KINDS:
        line = {"kind": kind, "target": "pledge/a#1", "fields": {"note": "x"}}
        assert effect(line, [], "")
    for unknown in ("pledge-cut", "entry-moved", "treaty-signed"):
        for hidden in ("", "it was public later"):
            with pytest.raises(LookupError, match=unknown):
                effect({"kind": unknown, "target": "pledge/a#1", "fields": {}}, [], hidden)
