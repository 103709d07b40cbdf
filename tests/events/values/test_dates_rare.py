"""The rarer EDTF forms: the same days as the `edtf` package tells, at a thousandth of its price."""

import contextlib
import io
import time
from datetime import date, timedelta

import pytest
from edtf import parse_edtf

from bilat.events.errors import BadInput
from bilat.events.values.dates import span

SEASONS = [f"2019-{season}" for season in range(21, 42)]
OPEN = ["201X", "20XX", "2XXX", "2X04", "201X-12", "201X-12-25", "2020-XX", "2020-12-XX", "2016-02-XX", "2016-XX-30"]
DOUBTED = ["?2004-06-11", "2004?-06", "2004-06?-11", "2004-?06-~11", "2004?-06-%11", "201X~", "2020-XX?"]
SETS = ["[2004,2005]", "{2004,2003..2005}", "[1760-01..1760-02]", "{1960,1961-12}", "[2004-01-01,2003]"]
OTHERS = ["2004-06-11T10:00:00", "2004-06-11T24:00:00Z", "Y2E3", "Y17E1"]


def days_by_edtf(text: str) -> tuple[date, date]:
    with contextlib.redirect_stdout(io.StringIO()):
        parsed = parse_edtf(text)
    return date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3])


@pytest.mark.parametrize("text", [*SEASONS, *OPEN, *DOUBTED, *SETS, *OTHERS])
def test_a_rare_form_covers_the_days_that_edtf_tells(text: str) -> None:
    assert span(text) == days_by_edtf(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1950S2", "1900-01-01", "1999-12-31"),
        ("1950S3~", "1950-01-01", "1959-12-31"),
        ("1950S4", "1950-01-01", "1950-12-31"),
        ("Y3E3S2", "3000-01-01", "3099-12-31"),
    ],
)
def test_a_year_with_significant_digits_is_every_year_that_they_leave_open(text: str, first: str, last: str) -> None:
    assert span(text) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    [
        "XXXX",
        "0XXX",
        "201X-02-29",
        "2016-XX-31T",
        "2020-1X",
        "2020-42",
        "[2004]",
        "[..2004]",
        "{2004..}",
        "[2004,2005}",
        "2004-06-11T10:00",
        "2004-06-11T25:00:00",
        "2004-02-30T10:00:00",
        "Y9999E9",
        "Y0E3",
        "0000S1",
        "9950S1S",
        "[2004,soon]",
        "2020-21?",
    ],
)
def test_what_is_no_day_of_the_calendar_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        span(text)


def test_twenty_thousand_rare_dates_are_read_at_once() -> None:
    day, started = date(1960, 1, 1), time.monotonic()
    for number in range(10_000):
        assert span(f"{day + timedelta(number)}T10:00:00").first == day + timedelta(number)
        assert span(f"[{1000 + number % 8000},{9000 + number % 999}]").first.year == 1000 + number % 8000
    assert time.monotonic() - started < 5
