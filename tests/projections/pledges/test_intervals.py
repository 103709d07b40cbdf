"""Low and high: what a sum may be at least and at most, given the bounds that sources put on it."""

from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilat.projections.columns import decode_lines
from bilat.projections.pledges.intervals import DECIMAL, high_of, low_of
from bilat.projections.pledges.lots import lots
from bilat.projections.pledges.totals import key, sliced, totals
from bilat.projections.view.as_of import as_of
from bilat.projections.view.boundary import Boundary
from tests.full import few
from tests.histories import RELATION, Draft, canonical, histories, stamped
from tests.projections.reports.promised import amount, event, pledge, report_of

Interval = tuple[str, str, str | None, str]
CENTS = st.integers(1, 10**6).map(lambda cents: Decimal(cents) / 100)


def net(*drafts: Draft, line: str = "net", unit: str = "USD") -> Interval:
    """The value, low, high and bound of a total."""
    [total] = [total for total in report_of(*drafts)["totals"][line] if total["unit"] == unit]
    return total["value"], total["low"], total["high"], total["bound"]


@pytest.mark.parametrize(
    ("money", "interval"),
    [
        ("USD 50", ("50", "50", "50", "exact")),
        ("USD about 50", ("50", "50", "50", "about")),
        ("USD at-least 50", ("50", "50", None, "at-least")),
        ("USD at-most 50", ("50", "0", "50", "at-most")),
        ("USD between 50 60", ("50", "50", "60", "between")),
    ],
)
def test_one_amount_has_the_bound_that_it_was_told_with(money: str, interval: Interval) -> None:
    assert net(pledge("p", money)) == interval
    assert net(pledge("p", money), line="headline") == interval


def test_sums_add_their_lows_and_their_highs() -> None:
    assert net(pledge("p", "USD 10"), pledge("q", "USD at-most 5")) == ("15", "10", "15", "between")
    assert net(pledge("p", "USD 10"), pledge("q", "USD about 5")) == ("15", "15", "15", "about")
    assert net(pledge("p", "USD at-most 10"), pledge("q", "USD at-least 5")) == ("15", "5", None, "between")


def test_counted_money_has_the_bound_of_the_current_amount() -> None:
    drafts = pledge("p", "USD at-most 50"), event("pledge-revised", "p", "USD between 80 95", "2022")
    assert net(*drafts) == ("80", "80", "95", "between")
    assert net(*drafts, line="headline") == ("130", "80", "145", "between")


def test_a_cancelled_pledge_is_exactly_what_it_paid() -> None:
    paid = event("pledge-disbursed", "p", "USD 20", "2022")
    assert net(pledge("p", "USD at-least 50"), paid, event("pledge-cancelled", "p")) == (
        "20",
        "20",
        "20",
        "exact",
    )


def test_a_family_counted_whole_has_the_larger_low_and_the_larger_high() -> None:
    parts = pledge("p", "USD at-most 30", part_of="pledge/u"), pledge("q", "USD 50", part_of="pledge/u")
    assert net(pledge("u", "USD 100"), *parts) == ("100", "100", "100", "exact")
    assert net(pledge("u", "USD at-most 60"), *parts) == ("80", "50", "80", "between")


def test_a_share_has_its_parts_bound_and_the_remainder_what_is_left() -> None:
    parts = pledge("p", "USD at-most 30", part_of="pledge/u", flow="private"), pledge("u", "USD 100")
    report = report_of(parts[1], parts[0], by="flow")
    line = {each["key"]: each["totals"] for each in report["slices"]}
    assert line["private"]["mobilised"] == [
        {"value": "30", "low": "0", "high": "30", "unit": "USD", "bound": "at-most"}
    ]
    assert line["unspecified"]["net"] == [
        {"value": "70", "low": "70", "high": "100", "unit": "USD", "bound": "between"}
    ]
    [remainder] = [row["remainder"] for row in report["rows"] if row["pledge"] == "pledge/u"]
    assert remainder == [amount("USD between 70 100")]


@given(st.lists(CENTS, min_size=1, max_size=6), st.booleans(), st.booleans(), st.sampled_from([1, -1]))
def test_the_pieces_of_an_amount_add_up_to_its_low_and_high(
    values: list[Decimal], sure: bool, closed: bool, sign: int
) -> None:
    pieces = [sign * value for value in values]
    whole = sum(pieces, Decimal(0))
    low = whole if sure else min(Decimal(0), whole)
    high = whole + 5 if closed else None
    rows = pl.DataFrame(
        {"whole": whole, "low": low, "high": high, "length": pieces},
        schema={"whole": DECIMAL, "low": DECIMAL, "high": DECIMAL, "length": DECIMAL},
    ).with_columns(start=pl.col("length").cum_sum() - pl.col("length"))
    parts = pl.col("whole"), pl.col("start"), pl.col("length")
    cut = rows.select(
        "length",
        low=low_of(parts[0], pl.col("low"), *parts[1:]),
        high=high_of(parts[0], pl.col("high"), *parts[1:]),
    )
    assert cut["low"].sum() == low
    assert cut["high"].sum() == high if closed else cut["high"].is_null().all()
    assert cut.filter((pl.col("low") > pl.col("length")) | (pl.col("high") < pl.col("length"))).is_empty()


@settings(max_examples=few(50))
@given(histories(max_size=40), st.booleans())
def test_low_is_never_above_nor_high_below_the_nominal_value(drafts: list[Draft], members: bool) -> None:
    boundary = Boundary(RELATION, members=members)
    found = lots(as_of(decode_lines(b"\n".join(map(canonical, stamped(drafts)))), boundary), boundary)
    slices = [each for by in ("flow", "year", "recipient") for each in sliced(found, key(by)).values()]
    for each in (totals(found), *slices):
        for total in (*each["headline"], *each["net"], *each["mobilised"]):
            assert Decimal(total["low"]) <= Decimal(total["value"])
            assert total["high"] is None or Decimal(total["high"]) >= Decimal(total["value"])
