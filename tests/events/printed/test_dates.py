"""How each printed date is read, or why it is asked or refused."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilat.events.errors import BadInput
from bilat.events.printed.dates import date_readings, read_date
from bilat.events.printed.preferences import Ambiguous, Preferences
from tests.events.values.strategies import dates, horizons
from tests.full import tries

TODAY = date(2026, 11, 24)
READ = """
14 December 2022            = 2022-12-14
14 Dec 2022                 = 2022-12-14
14 Dec. 2022                = 2022-12-14
14th December 2022          = 2022-12-14
14th of December, 2022      = 2022-12-14
the 14th of December 2022   = 2022-12-14
14-Dec-2022                 = 2022-12-14
December 14, 2022           = 2022-12-14
Dec 14 2022                 = 2022-12-14
DECEMBER 14, 2022           = 2022-12-14
December 14th, 2022         = 2022-12-14
2022 December 14            = 2022-12-14
Wednesday, 14 December 2022 = 2022-12-14
Wed 14 Dec 2022             = 2022-12-14
October 27, 2021            = 2021-10-27
Sept. 5, 2021               = 2021-09-05
may 5, 2021                 = 2021-05-05
2022-5-3                    = 2022-05-03
2022/05/03                  = 2022-05-03
2022.05.03                  = 2022-05-03
2022-05-03                  = 2022-05-03
13/04/2021                  = 2021-04-13
04/13/2021                  = 2021-04-13
13.4.2021                   = 2021-04-13
04/04/2021                  = 2021-04-04
Oct 2021                    = 2021-10
October 2021                = 2021-10
October, 2021               = 2021-10
Oct-2021                    = 2021-10
10/2021                     = 2021-10
2021/12                     = 2021-12
2022-5                      = 2022-05
2021                        = 2021
2021~                       = 2021~
about 2021                  = 2021~
c. 2021                     = 2021~
circa March 2021            = 2021-03~
2021-Q3                     = 2021-07/2021-09
2021Q3                      = 2021-07/2021-09
Q3 2021                     = 2021-07/2021-09
third quarter of 2021       = 2021-07/2021-09
the last quarter of 2021    = 2021-10/2021-12
H1 2021                     = 2021-01/2021-06
second half of 2021         = 2021-07/2021-12
FY2020                      = FY2020
FY 2020                     = FY2020
fiscal year 2020            = FY2020
the 1990s                   = 199X
2021-2023                   = 2021/2023
2021 to 2023                = 2021/2023
2021–23                     = 2021/2023
2021/22                     = 2021/2022
2021-23                     = 2021-23
14-16 December 2022         = 2022-12-14/2022-12-16
14 to 16 December 2022      = 2022-12-14/2022-12-16
December 14-16, 2022        = 2022-12-14/2022-12-16
30 November - 2 December 2022 = 2022-11-30/2022-12-02
November 30 – December 2, 2022 = 2022-11-30/2022-12-02
28 December 2021 to 3 January 2022 = 2021-12-28/2022-01-03
2021-10-01 to 2022-03-31    = 2021-10-01/2022-03-31
Oct 2021 - Mar 2022         = 2021-10/2022-03
October-December 2021       = 2021-10/2021-12
2022-12-16/2022-12-18       = 2022-12-16/2022-12-18
today                       = 2026-11-24
Yesterday                   = 2026-11-23
03/04/2021                  ? 2021-04-03 | 2021-03-04
3.4.2021                    ? 2021-04-03 | 2021-03-04
03-04-2021                  ? 2021-04-03 | 2021-03-04
2004/05                     ? 2004-05 | 2004 to 2005
14 December                 ? 2026-12-14 | 2025-12-14
"""
HORIZONS = """
by 2030               = ../2030
until the end of 2030 = ../2030
from 2023             = 2023/..
since March 2023      = 2023-03/..
five years            = P5Y
over the next 3 years = P3Y
18 months             = P18M
2023-2027             = 2023/2027
2023 to 2027          = 2023/2027
P5Y                   = P5Y
../2030               = ../2030
"""
REFUSED = """
                      | cannot read the date
31 February 2022      | not a date of the calendar
31/02/2021            | not a date of the calendar
Thursday, 14 December 2022 | another day of the week
3/4/21                | two digits for its year
14 Dec 22             | cannot read the date
mid-2021              | no date that can be counted with
last spring           | cannot read the date
2022-13-01            | not a date of the calendar
16-14 December 2022   | not a date of the calendar
by 2030               | cannot read the date
"""


def _lines(table: str, mark: str) -> list[tuple[str, str]]:
    rows = (line.partition(mark) for line in table.strip("\n").splitlines())
    return [(before.strip(), after.strip()) for before, found, after in rows if found]


@pytest.mark.parametrize(("printed", "edtf"), _lines(READ, " = "))
def test_a_printed_date_is_read(printed: str, edtf: str) -> None:
    reading = read_date(printed, today=TODAY)
    assert reading.value == edtf
    assert reading.read_as == f"read as {edtf.replace('/', ' to ')}"


@pytest.mark.parametrize(("printed", "readings"), _lines(READ, " ? "))
def test_what_has_two_readings_comes_back_with_both(printed: str, readings: str) -> None:
    with pytest.raises(Ambiguous) as refused:
        read_date(printed, today=TODAY)
    assert list(refused.value.readings) == readings.split(" | ")


@pytest.mark.parametrize(("printed", "edtf"), _lines(HORIZONS, " = "))
def test_a_printed_span_is_read_where_money_covers_it(printed: str, edtf: str) -> None:
    assert read_date(printed, horizon=True).value == edtf


@pytest.mark.parametrize(("printed", "why"), _lines(REFUSED, "|"))
def test_what_is_no_date_is_refused_with_its_cause(printed: str, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        read_date(printed, today=TODAY)


@pytest.mark.parametrize(("order", "edtf"), [("dmy", "2021-04-03"), ("mdy", "2021-03-04")])
def test_a_preference_says_which_is_the_day(order: str, edtf: str) -> None:
    assert read_date("03/04/2021", Preferences(date_order=order)).value == edtf  # type: ignore[arg-type]


def test_a_day_that_fits_one_order_alone_is_refused_under_the_other() -> None:
    with pytest.raises(BadInput, match="not a date of the calendar"):
        read_date("13/04/2021", Preferences(date_order="mdy"))


def test_today_is_refused_where_nobody_says_which_day_it_is() -> None:
    with pytest.raises(BadInput, match="nobody says which day"):
        read_date("today")
    with pytest.raises(BadInput, match="has no year"):
        read_date("14 December")


def test_the_table_has_more_than_60_dates() -> None:
    assert len(READ.strip().splitlines()) >= 60


@settings(max_examples=tries(100), deadline=None)
@given(edtf=dates() | horizons())
def test_what_is_edtf_already_stays_as_it_is(edtf: str) -> None:
    assert read_date(edtf, horizon=True).value == edtf


_FORMS = [
    "{0:%d %B %Y}",
    "{0:%B} {0.day}, {0.year:04}",
    "{0.day} {0:%b} {0:%Y}",
    "{0:%Y}/{0.month}/{0.day}",
    "{0:%A}, {0.day} {0:%B} {0:%Y}",
]


@settings(max_examples=tries(100), deadline=None)
@given(day=st.dates(date(1000, 1, 1)), form=st.sampled_from(_FORMS))
def test_whatever_is_printed_in_a_supported_way_reads_back_as_the_same_day(day: date, form: str) -> None:
    assert read_date(form.format(day)).value == day.isoformat()


@settings(max_examples=tries(100), deadline=None)
@given(text=st.text(max_size=60) | st.text(alphabet="0123456789/.- DecemberQFYto", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        readings = date_readings(text, today=TODAY, horizon=True)
    except BadInput:
        return
    assert readings
