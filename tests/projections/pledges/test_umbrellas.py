"""Umbrellas and mergers: a family counts once, and its money is told by its parts."""

import polars as pl

from tests.histories import Draft
from tests.projections.reports.promised import event, found, kept, plain, pledge


def attributed_to(*drafts: Draft) -> list[tuple[str, str, str | None]]:
    """The counted lots as (event, value, flow), oldest first."""
    lots = found(*drafts).filter(pl.col("treatment") != "excluded")
    rows = lots.select("event", "value", "flow").rows()
    return [(event.removeprefix("pledge/"), plain(value), flow) for event, value, flow in rows]


def test_an_umbrella_covers_its_parts_by_day_and_what_exceeds_it_counts() -> None:
    assert kept(
        pledge("u", "USD 100"),
        pledge("late", "USD 60", "2023", part_of="pledge/u"),
        pledge("early", "USD 70", "2022", part_of="pledge/u"),
    ) == [
        ("early#1", "70", "USD", "part-of"),
        ("late#1", "30", "USD", "net"),
        ("late#1", "30", "USD", "part-of"),
        ("u#1", "70", "USD", "net"),
        ("u#1", "30", "USD", "net"),
    ]


def test_covered_money_wears_what_its_part_is_and_keeps_the_umbrellas_day() -> None:
    drafts = (
        pledge("u", "USD 100", flow="oda"),
        pledge("p", "USD 30", "2023", part_of="pledge/u", flow="private"),
    )
    assert attributed_to(*drafts) == [("u#1", "30", "private"), ("u#1", "70", "oda")]
    assert found(*drafts).filter(treatment="mobilised")["day"].dt.year().to_list() == [2021]


def test_what_a_part_leaves_unspecified_it_takes_from_its_umbrella() -> None:
    part = pledge("p", "USD 30", part_of="pledge/u", instrument="unspecified")
    [lot] = found(pledge("u", flow="oda", topics=["b", "a"]), part).iter_rows(named=True)
    assert (lot["flow"], lot["instrument"], lot["topics"]) == ("oda", "grant", "a+b")


def test_a_part_in_another_unit_is_covered_whole_and_takes_its_printed_equivalent() -> None:
    equivalents = [{"value": "40", "unit": "USD", "bound": "exact"}]
    part = pledge("p", "JPY 5000", part_of="pledge/u", flow="private", equivalents=equivalents)
    assert kept(pledge("u", "USD 100"), part) == [
        ("p#1", "5000", "JPY", "part-of"),
        ("u#1", "40", "USD", "mobilised"),
        ("u#1", "60", "USD", "net"),
    ]


def test_a_part_in_another_unit_without_an_equivalent_takes_nothing() -> None:
    part = pledge("p", "JPY 5000", part_of="pledge/u", flow="private")
    assert attributed_to(pledge("u", "USD 100"), part) == [("u#1", "100", None)]


def test_umbrellas_nest_from_the_bottom_up() -> None:
    drafts = (
        pledge("top", "USD 100"),
        pledge("mid", "USD 40", part_of="pledge/top"),
        pledge("low", "USD 50", part_of="pledge/mid", flow="private"),
    )
    assert kept(*drafts)[:3] == [
        ("low#1", "40", "USD", "part-of"),
        ("low#1", "10", "USD", "part-of"),
        ("mid#1", "40", "USD", "part-of"),
    ]
    assert attributed_to(*drafts) == [("top#1", "10", "private"), ("top#1", "40", "private"), ("top#1", "50", None)]


def test_an_umbrella_that_does_not_stand_covers_nothing() -> None:
    drafts = pledge("u", "USD 100"), pledge("p", "USD 30", part_of="pledge/u")
    cancelled = event("pledge-cancelled", "u", on="2023")
    assert ("p#1", "30", "USD", "net") in kept(*drafts, cancelled)


def test_a_programme_covers_nothing_but_links_to_what_does() -> None:
    programme = pledge("programme/x", kind="programme-opened", part_of="pledge/u")
    part = pledge("p", "USD 30", part_of="programme/x")
    assert ("p#1", "30", "USD", "part-of") in kept(pledge("u", "USD 100"), programme, part)


def test_a_merged_pledge_is_excluded_and_its_survivor_takes_over_its_parts() -> None:
    merger = event("pledge-merged", "m", into="pledge/s", reason="twice", on="2023")
    drafts = pledge("s", "USD 50"), pledge("m", "USD 50"), pledge("p", "USD 20", part_of="pledge/m"), merger
    assert kept(*drafts) == [
        ("m#1", "50", "USD", "merged"),
        ("p#1", "20", "USD", "part-of"),
        ("s#1", "20", "USD", "net"),
        ("s#1", "30", "USD", "net"),
    ]


def test_a_merger_into_a_pledge_without_an_amount_merges_nothing() -> None:
    merger = event("pledge-merged", "m", into="pledge/s", reason="twice", on="2023")
    assert kept(pledge("s"), pledge("m", "USD 50"), merger) == [("m#1", "50", "USD", "net")]


def test_a_ring_of_mergers_merges_nobody() -> None:
    ring = [
        event("pledge-merged", one, into=f"pledge/{other}", reason="twice", on="2023")
        for one, other in (("a", "b"), ("b", "a"))
    ]
    assert [why for _, _, _, why in kept(pledge("a", "USD 5"), pledge("b", "USD 5"), *ring)] == ["net", "net"]


def test_a_merger_never_takes_parts_out_of_an_umbrella_that_stands() -> None:
    drafts = (
        pledge("u", "USD 100"),
        pledge("v", "USD 10"),
        pledge("m", "USD 20", part_of="pledge/u"),
        pledge("s", "USD 5", part_of="pledge/v"),
        pledge("p", "USD 80", part_of="pledge/m"),
    )
    merger = event("pledge-merged", "m", into="pledge/s", reason="twice", on="2023")
    counted = found(*drafts, merger).filter(pl.col("treatment") != "excluded")["value"].sum()
    assert counted == 110


def test_a_merged_pledge_outside_the_boundary_leaves_its_parts_to_the_survivor() -> None:
    twice = pledge("m", "USD 100", donor="US")
    merger = event("pledge-merged", "m", into="pledge/s", reason="twice", on="2023")
    drafts = pledge("s", "USD 100"), twice, pledge("p", "USD 80", part_of="pledge/m"), merger
    told_of = [("p#1", "80", "USD", "part-of"), ("s#1", "80", "USD", "net"), ("s#1", "20", "USD", "net")]
    assert kept(*drafts) == told_of
    assert kept(*drafts, known_by="2022") == [("p#1", "80", "USD", "net"), ("s#1", "100", "USD", "net")]


def test_a_pace_is_in_view_where_the_amount_beside_it_is_not() -> None:
    late, early = ([{"source": "a", "published": year}] for year in ("2023", "2021"))
    opened = pledge("p", "USD 10", pace="per-year", horizon="P3Y", cites=late)
    again = event("pledge-restated", "p", "USD 12", on="2021-02-01", cites=early)
    assert kept(opened, again, known_by="2022") == [("p#2", "36", "USD", "net")]
