"""Laws of conversion, on any history: slices add up, intervals keep their order, no rate decides what counts."""

from collections import defaultdict
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilat.projections.pledges.lots import LOTS, ORDER
from bilat.projections.pledges.totals import KEYS
from tests.full import few
from tests.histories import Draft, histories
from tests.projections.currency.converting import asked, converted
from tests.projections.reports.test_commitments import sums

LINES = ("headline", "net", "mobilised")
CURRENCY = st.sampled_from(("USD", "JPY", "EUR"))

RATES = st.sampled_from(("stated", "ecb-day", "ecb-year"))

HISTORY = histories(max_size=40)


@settings(max_examples=few(100))
@given(HISTORY, CURRENCY, RATES, st.sampled_from([*KEYS]), st.sampled_from((None, "horizon")))
def test_slices_add_up_to_the_whole(
    drafts: list[Draft], currency: str, named: str, by: str, spread: str | None
) -> None:
    record = asked(drafts, currency=currency, rates=named, by=by, spread=spread, members=True)
    assert sums(*(each["totals"] for each in record["slices"])) == sums(record["totals"])


@settings(max_examples=few(50))
@given(HISTORY, CURRENCY, RATES)
def test_headline_is_net_and_mobilised_and_excluded_in_every_unit(
    drafts: list[Draft], currency: str, named: str
) -> None:
    totals = asked(drafts, currency=currency, rates=named)["totals"]
    found: dict[str, Decimal] = defaultdict(Decimal)
    for (line, unit), value in sums(totals).items():
        found[unit] += value if line == "headline" else -value
    assert not any(found.values())
    rest = [total for total in totals["headline"] if not total["unit"].startswith(currency)]
    assert totals["unconverted"] == rest


@settings(max_examples=few(25))
@given(HISTORY, CURRENCY, RATES, st.sampled_from([*KEYS]))
def test_a_slice_equals_the_filter(drafts: list[Draft], currency: str, named: str, by: str) -> None:
    money = {"currency": currency, "rates": named}
    for each in asked(drafts, by=by, **money)["slices"]:
        assert asked(drafts, filters={by: each["key"]}, **money)["totals"] == each["totals"]


@settings(max_examples=few(25))
@given(HISTORY, CURRENCY, RATES)
def test_the_slice_of_a_year_equals_its_window(drafts: list[Draft], currency: str, named: str) -> None:
    money = {"currency": currency, "rates": named}
    for each in asked(drafts, by="year", **money)["slices"]:
        assert asked(drafts, since=each["key"], until=each["key"], **money)["totals"] == each["totals"]


@settings(max_examples=few(50))
@given(HISTORY, CURRENCY, RATES)
def test_low_nominal_and_high_keep_their_order_and_layers_add_up(
    drafts: list[Draft], currency: str, named: str
) -> None:
    record = asked(drafts, currency=currency, rates=named, by="recipient")
    for totals in (record["totals"], *(each["totals"] for each in record["slices"])):
        for total in (total for line in LINES for total in totals[line]):
            assert Decimal(total["low"]) <= Decimal(total["value"])
            assert total["high"] is None or Decimal(total["value"]) <= Decimal(total["high"])
            assert sum(map(Decimal, total["layers"].values())) == Decimal(total["value"])


@settings(max_examples=few(50))
@given(HISTORY, CURRENCY, RATES)
def test_each_telling_is_converted_once_and_its_lots_add_up_to_it(
    drafts: list[Draft], currency: str, named: str
) -> None:
    kept, money = converted(drafts, currency, named)
    was = {row["event"]: row for row in kept.claims.collect().iter_rows(named=True)}
    lots = money.lots.group_by("event").agg(pl.col("value").sum(), pl.col("rate", "unit").unique())
    sums = {event: value for event, value, _, _ in lots.iter_rows()}
    assert all(len(rate) == len(unit) == 1 for _, _, rate, unit in lots.iter_rows())
    own = money.rate_used.select("seq", "rate", "layer")
    for row in money.claims.join(own, on="seq").iter_rows(named=True):
        before, value = was[row["event"]], row["amount"]
        assert sums[row["event"]] == value
        match row["layer"]:
            case "converted":
                with localcontext(prec=60):
                    exact = before["amount"] * Decimal(row["rate"])
                    assert value == exact.quantize(Decimal("0.01"), ROUND_HALF_EVEN)
            case "stated" | "unconverted":
                assert (value, row["unit"]) == (before["amount"], before["unit"])
            case layer:
                assert (named, layer) == ("stated", "equivalent")
                assert currency in before["equivalents"]


@settings(max_examples=few(50))
@given(histories(max_size=40, units=("JPY",)), st.sampled_from((None, "recipient", "instrument")))
def test_at_a_rate_of_1_every_sum_keeps_its_value_low_high_and_bound(
    tmp_path_factory: pytest.TempPathFactory, drafts: list[Draft], by: str | None
) -> None:
    path = tmp_path_factory.getbasetemp() / "one.csv"
    path.write_text("period,currency,per_unit_of,rate\n2000/2100,JPY,USD,1\n")

    def lines(**money: str) -> list[Any]:
        report = asked(drafts, by=by, **money)
        found = [report["totals"], *(each["totals"] for each in report.get("slices", ()))]
        names = ("value", "low", "high", "bound")
        return [
            {
                line: [[total["unit"].replace("JPY", "USD"), *map(total.get, names)] for total in each[line]]
                for line in LINES
            }
            for each in found
        ]

    assert lines(currency="USD", rates=f"file:{path}") == lines()


@settings(max_examples=few(50))
@given(HISTORY, CURRENCY, RATES)
def test_no_rate_decides_what_counts(drafts: list[Draft], currency: str, named: str) -> None:
    kept, money = converted(drafts, currency, named)
    same = ["event", "day", "treatment", "reason", "donor", "recipient", "instrument", "flow", "topics", "stage"]
    assert kept.lots.sort(ORDER).select(same).collect().equals(money.lots.select(same))
    assert money.lots.columns == [*LOTS, "rate", "basis", "dated", "layer"]
    rows = asked(drafts)["rows"]
    for row, before in zip(asked(drafts, currency=currency, rates=named)["rows"], rows, strict=True):
        assert row | {"converted": None} == before
