"""The money of single pledges and families, as given / when / then."""

from datetime import date
from decimal import Decimal
from typing import Any

from bilat.projections.fold import Sums, lots, totals
from tests.histories import Draft, Line, stamped

Fates = dict[str, list[tuple[str, int]]]


def pledge(slug: str, on: str, amount: str | None, **more: Any) -> Draft:
    """Open a pledge of Japan to ASEAN."""
    opening = {"donor": "JP", "recipient": "ASEAN", "title": slug, "instrument": "grant", "flow": "oda"}
    return opening | event("announced", slug, on, amount, **more)


def event(kind: str, slug: str, on: str, amount: str | None = None, **more: Any) -> Draft:
    """Tell an event of a pledge; `amount` is `USD 100`."""
    record: Draft = {
        "kind": f"pledge-{kind}",
        "stream": f"pledge/{slug}",
        "on": on,
        "cites": [{"source": "page"}],
    }
    if amount:
        unit, value = amount.split()
        record["amount"] = {"value": value, "unit": unit, "bound": "exact"}
    return record | more


def ledger(*drafts: Draft) -> list[Line]:
    """Record events after the two parties."""
    parties = [{"kind": "party-registered", "stream": f"party/{code}", "name": code} for code in ("ASEAN", "JP")]
    return stamped([*parties, *drafts])


def sums(*drafts: Draft, **view: Any) -> dict[str, Sums]:
    """The totals of ASEAN and Japan."""
    return dict(totals(lots(ledger(*drafts), relation=("ASEAN", "JP"), **view)))


def treatments(*drafts: Draft) -> Fates:
    """Every event's lots: their reason, else their treatment, and the value."""
    found: Fates = {}
    for lot in lots(ledger(*drafts), relation=("ASEAN", "JP")):
        found.setdefault(lot.event.removeprefix("pledge/"), []).append((lot.reason or lot.treatment, int(lot.value)))
    return found


def usd(headline: int, net: int = 0, mobilised: int = 0) -> dict[str, Sums]:
    """Totals in dollars alone; the rest of the headline is excluded."""
    return {"USD": Sums(Decimal(headline), Decimal(net), Decimal(mobilised), Decimal(headline - net - mobilised))}


def test_a_promise_told_five_times_is_one_promise() -> None:
    retold = [event("restated", "jaif", day, "USD 100") for day in ("2020-04", "2020-11", "2021-06", "2021-10")]
    assert sums(pledge("jaif", "2019-12", "USD 100"), *retold) == usd(500, net=100)


def test_private_money_is_mobilised_and_public_money_known_inside_it_is_net() -> None:
    # given a package of public and private money, and the public loan known inside it
    package = pledge("package", "2022-02-09", "JPY 600", flow="mixed", instrument="mixed")
    rail = pledge("rail", "2023-02-09", "JPY 377", flow="oda", instrument="loan", part_of="pledge/package")
    # then the headline adds both, and the family counts the package
    assert sums(package, rail) == {"JPY": Sums(Decimal(977), Decimal(377), Decimal(223), Decimal(377))}
    by_instrument = {
        lot.instrument: lot.value for lot in lots(ledger(package, rail), relation=None) if lot.treatment != "excluded"
    }
    assert by_instrument == {"loan": 377, "mixed": 223}


def test_what_parts_exceed_their_umbrella_by_counts_on_their_own_day() -> None:
    parts = [
        pledge("a", "2021", "USD 30", part_of="pledge/u"),
        pledge("b", "2022", "USD 40", part_of="pledge/u"),
    ]
    assert treatments(pledge("u", "2020", "USD 50"), *parts) == {
        "u#1": [("net", 50)],
        "a#1": [("part-of", 30)],
        "b#1": [("part-of", 20), ("net", 20)],
    }


def test_a_part_in_another_unit_is_covered_whole_and_sliced_by_its_printed_equivalent() -> None:
    whole = pledge("u", "2020", "USD 100")
    printed = [{"value": "9", "unit": "USD", "bound": "exact"}]
    part = pledge("a", "2021", "JPY 1000", part_of="pledge/u", instrument="loan", equivalents=printed)
    found = lots(ledger(whole, part), relation=None)
    assert [(lot.unit, int(lot.value), lot.instrument, lot.reason) for lot in found] == [
        ("USD", 9, "loan", None),
        ("USD", 91, "grant", None),
        ("JPY", 1000, "loan", "part-of"),
    ]


def test_a_rise_is_new_money_on_the_day_of_the_revision() -> None:
    raised = [pledge("p", "2020", "USD 10"), event("revised", "p", "2022", "USD 25")]
    assert treatments(*raised) == {"p#1": [("net", 10)], "p#2": [("restated", 10), ("net", 15)]}


def test_a_cut_is_taken_from_the_newest_money() -> None:
    cut = [event("topped-up", "p", "2021", "USD 5"), event("revised", "p", "2022", "USD 8")]
    assert treatments(pledge("p", "2020", "USD 10"), *cut) == {
        "p#1": [("superseded", 2), ("net", 8)],
        "p#2": [("superseded", 5)],
        "p#3": [("restated", 8)],
    }


def test_a_revision_in_another_unit_supersedes_all() -> None:
    found = sums(pledge("p", "2020", "USD 10"), event("revised", "p", "2021", "EUR 9"))
    assert [int(found[unit].net) for unit in ("USD", "EUR")] == [0, 9]


def test_a_cancelled_pledge_keeps_what_was_disbursed_whatever_the_window() -> None:
    record = [
        pledge("p", "2020", "USD 10"),
        event("topped-up", "p", "2021", "USD 5"),
        event("disbursed", "p", "2021", "USD 12"),
        event("cancelled", "p", "2022"),
    ]
    assert treatments(*record) == {"p#1": [("net", 10)], "p#2": [("cancelled", 3), ("net", 2)]}


def test_a_promise_by_the_year_is_multiplied_out_or_stays_by_the_year() -> None:
    assert sums(pledge("p", "2020", "USD 10", pace="per-year", horizon="P3Y")) == usd(30, net=30)
    assert sums(pledge("p", "2020", "USD 10", pace="per-year"))["USD/year"].net == 10


def test_without_an_announced_amount_commitments_stand_in_less_what_was_decommitted() -> None:
    record = [event("committed", "p", "2021", "USD 8"), event("committed", "p", "2022", "USD -3")]
    assert treatments(pledge("p", "2020", None), *record) == {
        "p#2": [("superseded", 3), ("net", 5)],
        "p#3": [("superseded", -3)],
    }


def test_a_merged_pledge_leaves_its_parts_to_the_survivor() -> None:
    once, twice = pledge("once", "2020", "USD 100"), pledge("twice", "2020", "USD 100")
    part = pledge("part", "2021", "USD 80", part_of="pledge/twice")
    merger = event("merged", "twice", "2022", into="pledge/once", reason="one promise")
    assert sums(once, twice, part, merger) == usd(280, net=100)


def test_a_pledge_shared_with_outsiders_is_listed_and_not_counted() -> None:
    assert treatments(pledge("p", "2020", "USD 10", recipient=["ASEAN", "WHO"])) == {"p#1": [("shared", 10)]}


def test_known_by_hides_what_was_published_later() -> None:
    late = event("topped-up", "p", "2020-02", "USD 5", cites=[{"source": "page", "published": "2023"}])
    record = [pledge("p", "2020-01-01", "USD 10"), late]
    found = totals(lots(ledger(*record), relation=None, known_by=date(2022, 12, 31)))
    assert found["USD"].net == 10
    assert sums(*record) == usd(15, net=15)


def test_a_part_that_printed_dollars_keeps_every_cent_of_them_whatever_it_is_divided_into() -> None:
    printed = [{"value": "10", "unit": "USD", "bound": "exact"}]
    part = pledge("a", "2021", "JPY 3000", part_of="pledge/u", instrument="loan", equivalents=printed)
    below = [pledge(name, "2022", "JPY 1000", part_of="pledge/a", instrument="loan") for name in "bcd"]
    found = lots(ledger(pledge("u", "2020", "USD 100"), part, *below), relation=None)
    assert sum(lot.value for lot in found if lot.reason is None and lot.instrument == "loan") == 10


def test_a_merged_pledge_outside_the_boundary_leaves_its_parts_to_the_survivor() -> None:
    # given a part of a pledge of others, which turns out to be one of the relation told twice
    once, part = pledge("once", "2020", "USD 100"), pledge("part", "2021", "USD 80", part_of="pledge/twice")
    twice = pledge("twice", "2020", "USD 100", donor="US", recipient="WHO")
    merger = event("merged", "twice", "2022", into="pledge/once", reason="one promise")
    # then the survivor covers the part, from the day on which the merger was known
    assert sums(once, twice, part, merger) == usd(180, net=100)
    assert sums(once, twice, part, merger, known_by=date(2021, 12, 31)) == usd(180, net=180)


def test_a_pace_is_in_view_where_the_amount_beside_it_is_not() -> None:
    # given a promise by the year whose opening was published after it was told again
    late = [{"source": "page", "published": "2023"}]
    opened = pledge("p", "2020", "USD 10", pace="per-year", horizon="P3Y", cites=late)
    again = event("restated", "p", "2021", "USD 12", cites=[{"source": "page", "published": "2021"}])
    # then what is known is still told by the year
    assert sums(opened, again, known_by=date(2022, 1, 1)) == usd(36, net=36)
