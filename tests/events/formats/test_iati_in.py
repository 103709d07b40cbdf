"""IATI in: what an activity and its money become, and what is wrong with bad files."""

import pytest

from bilat.events.log.log import Log
from tests.events.formats.activities import activity, file, org, total, transaction
from tests.events.formats.downloads import Import, balanced, fields_of, importing, kinds, standing


@pytest.fixture
def bring(ledger: Log) -> Import:
    """Import a file into the ledger."""
    return importing(ledger, "iati")


def test_an_activity_with_commitments_is_a_pledge(ledger: Log, bring: Import) -> None:
    more = '<default-flow-type code="10"/><default-finance-type code="421"/>'
    outcome = bring(file(activity(transaction("2"), transaction("3", "40", "2020-06-01", ref="T7"), more=more)))
    assert balanced(outcome)
    opening, payment = ledger.stream("pledge/xm-1")
    fields = opening.content_fields()
    assert fields.pop("cites")[0] == {
        "source": ledger.streams("source/")[0].removeprefix("source/"),
        "locator": "XM-1, transaction #1",
        "published": "2022-01-01",
    }
    assert fields == {
        "kind": "pledge-committed",
        "stream": "pledge/xm-1",
        "on": "2020-03-01",
        "donor": "IS",
        "recipient": "KE",
        "via": "DIGGERSABROA",
        "title": "Wells",
        "instrument": "loan",
        "flow": "oda",
        "horizon": "2020-01-01/..",
        "ids": {"iati": "XM-1"},
        "amount": {"value": "100", "unit": "EUR", "bound": "exact"},
    }
    assert fields_of(payment, "kind", "on") == {"kind": "pledge-disbursed", "on": "2020-06-01"}
    assert payment.cites[0].locator == "XM-1, transaction T7"


def test_an_activity_without_money_going_out_is_a_programme_with_totals(ledger: Log, bring: Import) -> None:
    outcome = bring(file(activity(total(), total("planned-disbursement"), total("planned-disbursement"))))
    assert balanced(outcome)
    assert kinds(outcome) == {"programme-opened": 1, "total-reported": 3}
    first = ledger.stream("programme/xm-1")[1]
    assert fields_of(first, "measure", "since", "as_of", "on") == {
        "measure": "budgeted",
        "since": "2021-01-01",
        "as_of": "2021-12-31",
        "on": "2022-01-01",
    }


@pytest.mark.parametrize(
    ("type", "kind", "value"),
    [
        ("2", "pledge-committed", "100"),
        ("3", "pledge-disbursed", "100"),
        ("4", "pledge-disbursed", "100"),
        ("6", "pledge-disbursed", "-100"),
        ("7", "pledge-disbursed", "100"),
        ("8", "pledge-disbursed", "100"),
        ("10", "pledge-committed", "100"),
        ("12", "pledge-announced", "100"),
    ],
)
def test_what_a_type_of_transaction_tells(ledger: Log, bring: Import, type: str, kind: str, value: str) -> None:
    assert balanced(bring(file(activity(transaction(type)))))
    (event,) = ledger.stream("pledge/xm-1")
    assert (event.kind, event.content_fields()["amount"]["value"]) == (kind, value)


@pytest.mark.parametrize(("type", "kind"), [("1", "disbursed"), ("11", "committed"), ("13", "announced")])
def test_incoming_money_is_a_pledge_of_who_provides_it_counted_elsewhere_where_it_goes_on(
    ledger: Log, bring: Import, type: str, kind: str
) -> None:
    provider = '<provider-org ref="XM-P"><narrative>Fund of Funds</narrative></provider-org>'
    incoming = transaction(type, inside=provider)
    outcome = bring(file(activity(incoming), activity(incoming, transaction("3"), identifier="XM-2")))
    assert balanced(outcome)
    alone, passed = (ledger.stream(f"pledge/xm-{number}-in-fundfunds")[0] for number in (1, 2))
    assert fields_of(alone, "kind", "recipient", "new_money", "part_of") == {
        "kind": f"pledge-{kind}",
        "recipient": "REPORTERS",
        "new_money": None,
        "part_of": "programme/xm-1",
    }
    assert fields_of(passed, "new_money", "part_of") == {"new_money": False, "part_of": "pledge/xm-2"}


def test_pledges_in_a_second_currency_stand_on_a_stream_of_their_own(ledger: Log, bring: Import) -> None:
    pledged = transaction("12"), transaction("12", "7", currency="USD"), transaction("2", "9", currency="USD")
    text = file(activity(*pledged, status="5"))
    assert balanced(bring(text))
    own, further = ledger.stream("pledge/xm-1"), ledger.stream("pledge/xm-1-usd")
    assert [event.kind for event in own] == ["pledge-announced", "pledge-committed", "pledge-cancelled"]
    assert [event.kind for event in further] == ["pledge-announced", "pledge-cancelled"]
    assert fields_of(further[0], "recipient", "ids") == {"recipient": "KE", "ids": {"iati-further-currency": "XM-1"}}
    assert not kinds(bring(text))


def test_a_pledge_below_0_is_left_out_and_shows_in_the_sums(bring: Import) -> None:
    outcome = bring(file(activity(transaction("12"), transaction("12", "-40"))))
    assert outcome.summary is not None
    assert outcome.summary.reported["announced", "EUR"] == 60
    assert not balanced(outcome)


def test_what_an_organisation_gives_to_itself_goes_to_its_own_operations(ledger: Log, bring: Import) -> None:
    itself = '<provider-org ref="IS"/><receiver-org ref="IS"/>'
    at_home = activity(transaction(), identifier="XM-2").replace('code="KE"', 'code="IS"')
    at_home = at_home.replace('role="4"', 'role="1"').replace("Reporters", "Diggers Abroad").replace("XM-X", "XM-D")
    text = file(activity(transaction("1", inside=itself)), at_home)
    assert balanced(bring(text))
    assert fields_of(ledger.stream("pledge/xm-1-in-is-isown")[0], "donor", "recipient") == {
        "donor": "IS",
        "recipient": "ISOWN",
    }
    assert fields_of(ledger.stream("pledge/xm-2")[0], "donor", "recipient") == {
        "donor": ["IS", "DIGGERSABROA"],
        "recipient": "ISOWN",
    }
    assert fields_of(ledger.stream("party/ISOWN")[0], "name", "parent") == {
        "name": "Iceland (own operations)",
        "parent": "IS",
    }
    assert not kinds(bring(text))


def test_several_funders_are_a_list_and_the_money_is_told_once(ledger: Log, bring: Import) -> None:
    funders = org("1", "Norway", type="10") + org("1", "Save Wells", ref="XM-W", type="21")
    assert balanced(bring(file(activity(transaction(), funders=funders))))
    (opening,) = ledger.stream("pledge/xm-1")
    assert fields_of(opening, "donor")["donor"] == ["NO", "SAVEWELLS"]


@pytest.mark.parametrize(
    ("ref", "type", "name", "donor", "parent"),
    [
        ("", "10", "Japan", "JP", None),
        ("XM-DAC-701", "10", "Whatever", "JP", None),
        ("JP", "", "Nippon", "JP", None),
        ("", "10", "Government of Japan", "JP", None),
        ("XM-DAC-701-8", "10", "Agency of Cooperation", "AGENCYCOOPER", "JP"),
        ("GB-GOV-1", "10", "Office of Development", "OFFICEDEVELO", "GB"),
        ("GB-CHC-2", "21", "Wells Trust", "WELLSTRUST", None),
    ],
)
def test_a_state_is_a_state_and_its_agency_an_organisation(
    ledger: Log, bring: Import, ref: str, type: str, name: str, donor: str, parent: str | None
) -> None:
    bring(file(activity(transaction(), funders=org("1", name, ref, type))))
    assert fields_of(ledger.stream("pledge/xm-1")[0], "donor") == {"donor": donor}
    assert fields_of(ledger.stream(f"party/{donor}")[0], "parent") == {"parent": parent}


def test_equal_transactions_are_told_apart_by_their_place(ledger: Log, bring: Import) -> None:
    text = file(activity(transaction("3"), transaction("3"), transaction("3", ref="A"), transaction("3", ref="A")))
    outcome = bring(text)
    assert balanced(outcome)
    locators = [event.cites[0].locator for event in ledger.stream("pledge/xm-1")]
    assert locators == [f"XM-1, transaction {key}" for key in ("#1", "#2", "A", "A (2)")]
    again = bring(text)
    assert (len(again.recorded), balanced(again)) == (0, True)


def test_pledges_add_up_and_the_first_announces(ledger: Log, bring: Import) -> None:
    bring(file(activity(transaction("12"), transaction("12", "20", "2020-05-01"))))
    assert [event.kind for event in ledger.stream("pledge/xm-1")] == ["pledge-announced", "pledge-topped-up"]


def test_an_activity_is_part_of_its_parent_before_or_after_it(ledger: Log, bring: Import) -> None:
    child = '<related-activity ref="XM-9" type="1"/>'
    bring(
        file(
            activity(transaction()).replace("</iati-activity>", child + "</iati-activity>"),
            activity(total(), identifier="XM-9"),
        )
    )
    assert fields_of(ledger.stream("pledge/xm-1")[0], "part_of") == {"part_of": "programme/xm-9"}


def test_identifiers_make_slugs_that_do_not_collide(ledger: Log, bring: Import) -> None:
    names = ("XM-1", "xm-1", "XM/1", "XM_1", "X" * 200)
    bring(file(*(activity(transaction(), identifier=name) for name in names)))
    streams = ledger.streams("pledge/")
    assert len(streams) == 5
    assert "pledge/xm-1" in streams
    assert {fields_of(ledger.stream(each)[0], "ids")["ids"]["iati"] for each in streams} == set(names)


@pytest.mark.parametrize(("status", "kind"), [("4", "completed"), ("5", "cancelled"), ("6", "suspended")])
def test_the_status_tells_the_stage(ledger: Log, bring: Import, status: str, kind: str) -> None:
    bring(file(activity(transaction(), status=status)))
    assert ledger.stream("pledge/xm-1")[-1].kind == f"pledge-{kind}"


def test_what_tells_no_event_is_left_out_with_the_reason(bring: Import) -> None:
    outcome = bring(file(activity(transaction(), transaction("5"), transaction("9"), transaction("2", "0"))))
    assert outcome.summary is not None
    reasons = [each.reason for each in outcome.summary.skipped]
    assert reasons == [
        "an interest payment is no part of what was promised",
        "the proceeds of a sale of equity are no part of what was promised",
        "a value of 0",
    ]


def test_files_of_1_05_are_lifted(ledger: Log, bring: Import) -> None:
    bring(
        file(
            '<iati-activity default-currency="GBP"><reporting-org ref="GB-1" type="10">DFID</reporting-org>'
            "<iati-identifier>GB-1-2</iati-identifier><title>Roads</title>"
            '<participating-org role="Funding" type="10">United Kingdom</participating-org>'
            '<activity-date type="start-actual" iso-date="2012-01-01"/><recipient-country code="NP"/>'
            '<sector vocabulary="DAC" code="21020"/>'
            '<transaction><transaction-type code="C"/><transaction-date iso-date="2012-02-01"/>'
            '<value value-date="2012-02-01">7</value></transaction></iati-activity>',
            version="1.05",
        )
    )
    (opening,) = ledger.stream("pledge/gb-1-2")
    assert fields_of(opening, "kind", "donor", "title", "sector", "horizon") == {
        "kind": "pledge-committed",
        "donor": "GB",
        "title": "Roads",
        "sector": "21020",
        "horizon": "2012-01-01/..",
    }


def test_what_stands_in_the_record_is_found_by_identifier(ledger: Log, bring: Import) -> None:
    bring(file(activity(transaction())))
    assert standing(ledger, "pledge/xm-1")[0].kind == "pledge-committed"
    outcome = bring(file(activity(transaction(), transaction("3")), generated="2023-01-01"))
    assert kinds(outcome) == {"pledge-disbursed": 1}
