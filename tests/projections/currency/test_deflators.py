"""Constant prices: the index of the donor's state or of the currency, after conversion, and bad files."""

from pathlib import Path
from typing import Any

import pycountry
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilat.events.errors import BadInput
from bilat.events.values.alpha3 import ALPHA_2
from bilat.projections.columns import decode_lines
from bilat.projections.pledges.totals import KEYS
from bilat.projections.reports.commitments import report
from bilat.projections.view.boundary import Boundary
from tests.full import few
from tests.histories import RELATION, Draft, canonical, histories, stamped
from tests.projections.reports.promised import amount, event, pledge, report_of
from tests.projections.reports.test_commitments import sums

HEADER = "iso,year,index\n"
AGENCY = {"kind": "party-registered", "stream": "party/JICA", "name": "JICA", "type": "agency", "parent": "JP"}


@pytest.fixture
def indices(tmp_path: Path) -> Path:
    """Where a file of price indices may be written."""
    return tmp_path / "deflators.csv"


def deflated(path: Path, lines: str, *drafts: Draft, **asked: Any) -> dict[str, Any]:
    path.write_text(HEADER + "".join(f"{line}\n" for line in lines.split()))
    return report_of(*drafts, **{"currency": "USD", "prices": "2020", "deflators": str(path)} | asked)


def net(report: dict[str, Any]) -> dict[str, str]:
    return {total["unit"]: total["value"] for total in report["totals"]["net"]}


def test_money_is_told_in_the_prices_of_the_year(indices: Path) -> None:
    lines = "JPN,2020,100 JPN,2021,110 JPN,2022,125"
    found = deflated(indices, lines, pledge("p", "USD 110"), pledge("q", "USD 5", "2022"))
    assert net(found) == {"USD": "104"}
    assert found["rows"][0]["converted"] == amount("USD 100") | {
        "rate": "1",
        "basis": "stated",
        "date": None,
        "layer": "stated",
        "deflator": {"iso": "JP", "year": 2021, "index": "110", "base": "100"},
    }


def test_prices_come_after_conversion(indices: Path) -> None:
    opening = pledge("p", "JPY 192000000000", "2021-10-27")
    found = deflated(indices, "JP,2020,100 JP,2021,110", opening, rates="ecb-day")
    assert net(found) == {"USD": "1536132231.41"}  # 1689745454.55 / 1.1
    assert found["rows"][0]["converted"]["basis"] == "ecb-day"


def test_the_boundary_and_the_stamp_name_year_and_file(indices: Path) -> None:
    found = deflated(indices, "USD,2020,100 USD,2021,110", pledge("p", "USD 110"))
    assert (found["boundary"]["prices"], found["boundary"]["deflators"]) == ("2020", str(indices))
    assert f"prices of 2020 by {indices} (sha256 " in found["stamp"]["rates"]
    words = Boundary(currency="USD", prices="2020", deflators="d.csv").words()
    assert "in USD at stated rates, in prices of 2020 by d.csv" in words
    assert Boundary.of_json(found["boundary"]).json() == found["boundary"]


def test_an_agency_has_its_states_index_and_others_the_currencys(indices: Path) -> None:
    lines = "JPN,2020,100 JPN,2021,110 USA,2020,100 USA,2021,125"
    by_agency = pledge("p", "USD 110", donor="JICA")
    assert net(deflated(indices, lines, AGENCY, by_agency)) == {"USD": "100"}
    shared = pledge("p", "USD 125", donor=["JP", "ASEAN"])
    asean = deflated(indices, lines, shared)
    assert asean["rows"][0]["converted"]["deflator"]["iso"] == "US"
    assert net(asean) == {"USD": "100"}


def test_what_no_index_reaches_keeps_current_prices_apart(indices: Path) -> None:
    drafts = pledge("p", "USD 110"), pledge("q", "USD 7", "2022"), pledge("d", "dose 3")
    found = deflated(indices, "JPN,2020,100 JPN,2021,110", *drafts)
    assert net(found) == {"USD": "100", "USD (current prices)": "7", "dose": "3"}
    assert [total["unit"] for total in found["totals"]["unconverted"]] == ["USD (current prices)", "dose"]
    assert ["deflator" in row["converted"] for row in found["rows"]] == [False, True, False]


def test_money_per_year_is_restated_too(indices: Path) -> None:
    found = deflated(indices, "JPN,2020,100 JPN,2021,110", pledge("p", "USD 110", pace="per-year"))
    assert net(found) == {"USD/year": "100"}


@settings(max_examples=few(40))
@given(histories(max_size=40), st.sampled_from([*KEYS]), st.sampled_from(("stated", "ecb-day")))
def test_slices_add_up_to_the_whole_in_constant_prices(
    tmp_path_factory: pytest.TempPathFactory, drafts: list[Draft], by: str, rates: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "some-years.csv"
    path.write_text(HEADER + "JPN,2020,97.5\nJPN,2021,98\nJPN,2022,99.1\nEUR,2021,100\nEUR,2022,108\n")
    asked = Boundary(RELATION, currency="EUR", rates=rates, by=by, prices="2021", deflators=str(path))
    record = report(decode_lines(b"\n".join(map(canonical, stamped(drafts)))), asked, {})
    assert sums(*(each["totals"] for each in record["slices"])) == sums(record["totals"])
    for total in (total for line in ("headline", "net", "mobilised") for total in record["totals"][line]):
        assert float(total["low"]) <= float(total["value"]) <= float(total["high"] or "inf")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("iso,year\nJPN,2020\n", "line 1, column index: it is missing"),
        (HEADER + "JPN,2020,\n", "line 2, column index: nothing here"),
        (HEADER + "JPN,2020,0\n", "line 2, column index: 0 cannot divide anything"),
        (HEADER + "JPN,2020,-1\n", "line 2, column index: '-1' is not a number above 0"),
        (HEADER + "JPN,2020,1\nJPN,2020,2\n", "line 3, column year: 2020 of JPN stands on line 2"),
        (HEADER + "JPN,2020,1\nJP,2020,2\n", "line 3, column year: 2020 of JP stands on line 2"),
        (HEADER + "JPN,2020,1\nJPN,2022,2\n", "line 3, column year: nothing is told of JP between 2020 and 2022"),
        (HEADER + "JPN,2022,1\nJPN,2020,2\n", "line 2, column year: nothing is told of JP between 2020 and 2022"),
        (HEADER + "JPN,20,1\n", "line 2, column year: '20' is not a year"),
        (HEADER + "?,2020,1\n", "line 2, column iso: '?' is not a code"),
        (HEADER, "line 2: no line after the header"),
    ],
)
def test_a_bad_file_is_refused_by_line_and_column(indices: Path, content: str, message: str) -> None:
    indices.write_text(content)
    with pytest.raises(BadInput) as refused:
        report_of(pledge("p", "USD 1"), currency="USD", prices="2020", deflators=str(indices))
    assert refused.value.message.startswith(f"{indices}, {message}")


def test_questions_without_an_answer_are_refused(indices: Path) -> None:
    opening = pledge("p", "USD 1")
    with pytest.raises(BadInput, match="no index reaches 1990"):
        deflated(indices, "JPN,2020,100", opening, prices="1990")
    with pytest.raises(BadInput, match="'soon' is not a year"):
        deflated(indices, "JPN,2020,100", opening, prices="soon")
    with pytest.raises(BadInput, match="none was named"):
        deflated(indices, "JPN,2020,100", opening, currency=None)
    with pytest.raises(BadInput, match="need price indices"):
        deflated(indices, "JPN,2020,100", opening, deflators=None)
    with pytest.raises(BadInput, match="serve the prices of a year"):
        deflated(indices, "JPN,2020,100", opening, prices=None)


def test_running_totals_and_what_is_excluded_are_restated(indices: Path) -> None:
    again = event("pledge-restated", "p", "USD 110", "2021-06")
    total = event("total-reported", "p", "USD 220", "2021-07", measure="disbursed")
    found = deflated(indices, "JPN,2020,100 JPN,2021,110", pledge("p", "USD 110"), again, total)
    assert found["running_totals"][0]["converted"]["value"] == "200"
    assert [lot["amount"]["value"] for lot in found["totals"]["excluded"]] == ["100", "200"]


def test_three_letter_codes_are_those_of_the_standard() -> None:
    record = {country.alpha_3: country.alpha_2 for country in pycountry.countries}
    assert record | {"XKX": "XK"} == ALPHA_2
