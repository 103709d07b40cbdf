"""Every option that takes a date or a time, at the ends of the calendar: an answer, or bad input."""

import pytest

from tests.cli.conftest import Bilat

FIRST, LAST = "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.999999-14:00"
TIMES = (
    FIRST,
    LAST,
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
    "0001-01-01",
    "9999-12-31",
    "0001",
    "9999",
    "0000",
)
OPTIONS = ("--from", "--to", "--known-by", "--recorded-by")


@pytest.mark.parametrize("option", OPTIONS)
def test_a_report_at_the_ends_of_the_calendar_is_an_answer_or_bad_input(ledger: Bilat, option: str) -> None:
    for time in TIMES:
        answer = ledger("timeline", "ASEAN-JP", option, time)
        assert answer.code in (0, 2), (time, answer)
        assert answer.code == 0 or answer.err.startswith("bilat: "), (time, answer)


@pytest.mark.parametrize("time", [FIRST, LAST])
def test_a_time_that_utc_does_not_have_is_refused_by_every_clock(ledger: Bilat, time: str) -> None:
    for words in (
        ("commitments", "ASEAN-JP", "--recorded-by", time),
        ("replay", "ASEAN-JP", "--until", time),
        ("diff", "ASEAN-JP", "--between", "@1", "--and", time),
        ("check", "--recorded-by", time),
    ):
        answer = ledger(*words)
        assert answer.code == 2, (words, answer)
        assert "outside the calendar" in answer.err, (words, answer)


def test_what_was_recorded_by_a_time_long_after_is_everything(ledger: Bilat) -> None:
    items = [
        ledger("timeline", "ASEAN-JP", "--recorded-by", f"9999-12-31T23:59:59{zone}").out for zone in ("Z", "+14:00")
    ]
    assert all("Exchange" in each for each in items)


@pytest.mark.parametrize("kind", ["pledge-restated", "pledge-announced"])
def test_an_event_at_the_ends_of_the_calendar_is_recorded_or_refused(ledger: Bilat, kind: str) -> None:
    for time in TIMES:
        words = ("--donor", "JP", "--recipient", "ASEAN", "--title", "T", "--instrument", "grant", "--amount", "USD 1")
        own = words if kind == "pledge-announced" else ()
        stream = f"pledge/p{TIMES.index(time)}" if own else "pledge/exchange"
        answer = ledger("append", kind, "--stream", stream, *own, "--on", time, "--horizon", "P5Y", "--cites", "mofa")
        assert answer.code in (0, 2), (time, answer)
    assert ledger("commitments", "ASEAN-JP", "--by", "year", "--spread", "horizon").code == 0
    assert ledger("verify", "--deep").code == 0
