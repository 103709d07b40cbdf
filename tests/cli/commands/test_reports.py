"""Three reports through the command line: flags, formats, errors."""

import csv
import io
import json
from decimal import Decimal

import pytest

from tests.cli.conftest import Bilat

REPORTS = ("timeline", "commitments", "trade")


@pytest.mark.parametrize("report", REPORTS)
def test_every_report_has_four_formats(ledger: Bilat, report: str) -> None:
    value = json.loads(ledger(report, "JP-ASEAN", "--format", "json").out)
    assert value["report"] == report
    assert value["boundary"]["relation"] == "ASEAN-JP"
    assert value["stamp"]["events"] == 4
    rows = list(csv.DictReader(io.StringIO(ledger(report, "ASEAN-JP", "--format", "csv").out)))
    assert len(rows) == len(value["rows"]) == (0 if report == "trade" else 1)
    name = "pledge" if report == "commitments" else "event"
    assert [row[name] for row in rows] == [row[name] for row in value["rows"]]
    markdown, table = ledger(report, "ASEAN-JP", "--format", "md").out, ledger(report, "ASEAN-JP").out
    assert markdown.startswith("# ASEAN and Japan")
    assert table.startswith("ASEAN and Japan")
    for text in (markdown, table):
        assert ("Exchange" in text) is (report != "trade")
        assert value["stamp"]["root"][:8] in text


@pytest.fixture
def asia(bilat: Bilat) -> Bilat:
    """The history that ships, in ./bilat.db. Returns the runner."""
    assert bilat("init", "--with", "asean-japan").code == 0
    return bilat


def test_the_commitments_of_the_shipped_history_come_to_what_they_come_to(asia: Bilat) -> None:
    totals = json.loads(asia("commitments", "ASEAN-JP", "--format", "json").out)["totals"]
    lines = {line: {each["unit"]: each["value"] for each in totals[line]} for line in ("headline", "net", "mobilised")}
    assert lines == {
        "headline": {
            "JPY": "4964700000000",
            "USD": "141933300000",
            "dose": "71600000",
            "firm": "30",
            "person": "10103000",
        },
        "net": {"JPY": "55000000000", "USD": "1560000000", "person": "6000"},
        "mobilised": {"USD": "46800000000"},
    }
    # and what is in the headline and in neither of the others is listed with its reason, to the last unit
    for unit, headline in lines["headline"].items():
        left_out = [each["amount"]["value"] for each in totals["excluded"] if each["amount"]["unit"] == unit]
        counted = (lines[line].get(unit, "0") for line in ("net", "mobilised"))
        assert sum(map(Decimal, (*left_out, *counted))) == Decimal(headline)


def test_the_trade_of_the_shipped_history_has_every_figure_with_its_sources(asia: Bilat) -> None:
    rows = json.loads(asia("trade", "ASEAN-JP", "--format", "json").out)["rows"]
    assert len(rows) == 15
    [last] = [row for row in rows if row["event"] == "series/asean-japan-trade#6"]
    assert last["value"] == {"value": "268500000000", "unit": "USD", "bound": "exact"}
    assert (last["place"], last["period"], last["published"], len(last["sources"])) == (4, "2022", "2023-12-15", 5)


def test_the_timeline_of_the_shipped_history_goes_from_its_first_day_to_its_last(asia: Bilat) -> None:
    rows = json.loads(asia("timeline", "ASEAN-JP", "--format", "json").out)["rows"]
    assert (len(rows), rows[0]["on"], rows[-1]["on"]) == (90, "2019-12-02", "2024")
    assert rows[0]["event"] == "pledge/overseas-investment-2019#1"
    assert rows[0]["amount"] == {"value": "3000000000", "unit": "USD", "bound": "exact"}
    some = list(csv.DictReader(io.StringIO(asia("timeline", "ASEAN-JP", "--from", "2023", "--format", "csv").out)))
    assert [row["event"] for row in some] == [row["event"] for row in rows if row["on"] >= "2023"]


def test_flags_reach_the_boundary(ledger: Bilat) -> None:
    flags = ("--from", "2020", "--to", "2023", "--known-by", "2024", "--recorded-by", "@3", "--members")
    value = json.loads(ledger("timeline", "ASEAN-JP", *flags, "--format", "json").out)["boundary"]
    assert (value["from"], value["to"], value["known_by"], value["recorded_by"]) == ("2020", "2023", "2024", "@3")
    assert value["members"] is True
    value = json.loads(
        ledger("commitments", "ASEAN-JP", "--by", "year", "--instrument", "loan", "--format", "json").out
    )
    assert (value["boundary"]["filters"], value["boundary"]["by"]) == ({"instrument": "loan"}, "year")


@pytest.mark.parametrize(
    "words", [("ASEAN", "JP"), ("japan", "ASEAN"), ("Japan", "and", "ASEAN"), ("asean", "-", "Japan")]
)
def test_a_relation_is_one_word_or_several(asia: Bilat, words: tuple[str, ...]) -> None:
    assert asia("commitments", *words) == asia("commitments", "ASEAN-JP")


def test_rows_beyond_the_limit_are_counted(ledger: Bilat) -> None:
    ledger("append", "pledge-restated", "--stream", "pledge/exchange", "--on", "2024", "--cites", "mofa")
    assert "1 more (--limit N" in ledger("timeline", "ASEAN-JP", "--limit", "1").out
    assert " more (" not in ledger("timeline", "ASEAN-JP", "--limit", "0").out


@pytest.mark.parametrize(
    ("words", "cause", "remedy"),
    [
        ("timeline ASIAN", "no party 'ASIAN' is on record", "did you mean ASEAN?"),
        ("timeline ASEAN-JB", "no party 'JB' is on record", "ASEAN, JP"),
        ("timeline ASEAN-JP --from 2023-13", "'2023-13' is not a date of the calendar", "dates read: 2023-12-17"),
        ("timeline ASEAN-JP --from 2023 --to 2020", "the span from 2023 to 2020 is empty", "earlier date first"),
        ("timeline ASEAN-JP --known-by yesterday", "cannot read the date 'yesterday'", "dates read: 2023-12-17"),
        ("timeline ASEAN-JP --recorded-by @99", "@99 is beyond the log", "its last position is @4"),
        ("timeline ASEAN-JP --recorded-by soon", "cannot read the time 'soon'", "a position such as @57"),
        ("timeline ASEAN-JP --format xml", "Invalid value for '--format'", "'csv', 'md', 'xlsx'"),
        ("timeline ASEAN-JP --limit -1", "Invalid value for '--limit'", "greater than or equal to 0"),
        ("commitments ASEAN-JP --by colour", "Invalid value for '--by'", "'topic', 'stage', 'flow'"),
        ("trade ASEAN-JP --policy best", "Invalid value for '--policy'", "'lowest', 'interval'"),
    ],
)
def test_questions_that_make_no_sense_are_refused_with_cause_and_remedy(
    ledger: Bilat, words: str, cause: str, remedy: str
) -> None:
    answer = ledger(*words.split())
    assert (answer.code, answer.out) == (2, "")
    said = " ".join(answer.err.replace("│", " ").split())
    assert cause in said
    assert remedy in said


def test_hostile_text_is_shown_inert(ledger: Bilat) -> None:
    title = "[red]x[/red] :bomb: \x9b2J \u202e \r\n=1+1"
    ledger(
        "append",
        "agreement-reached",
        "--stream",
        "agreement/x",
        "--title",
        title,
        "--parties",
        "JP",
        "--parties",
        "ASEAN",
        "--on",
        "2023",
        "--cites",
        "mofa",
    )
    for format in ("table", "csv", "md", "json"):
        text = ledger("timeline", "ASEAN-JP", "--format", format).out
        assert not {"\x9b", "\u202e", "\r"} & set(text)
        assert ":bomb:" in text
    assert title in json.loads(text)["rows"][-1]["what"]  # the vague comes after the exact
