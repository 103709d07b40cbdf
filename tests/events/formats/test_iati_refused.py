"""IATI files that are refused: with every problem, and with nothing of them recorded."""

from pathlib import Path

import pytest

from bilat.events.errors import Refused
from bilat.events.log.log import Log
from tests.events.formats.activities import activity, file, transaction
from tests.events.formats.downloads import Import, importing

ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
EXTERNAL = '<!DOCTYPE x [<!ENTITY secret SYSTEM "file://{path}">]>'
ONE = activity(transaction())
BAD = [
    (file(ONE)[:-10], "xml"),
    ("", "xml"),
    ("no xml at all", "xml"),
    (ENTITY + file(activity(transaction(), title="&b;")), "xml"),
    ('<!DOCTYPE iati-activities SYSTEM "http://example.org/a.dtd">' + file(ONE), "xml"),
    ("<iati-organisations version='2.03'/>", "xml"),
    (file(), "xml"),
    (file(ONE, version="3.00"), "version"),
    (file(ONE, ONE), "twice"),
    (file(activity(transaction("2", "1.234,56"))), "value"),
    (file(activity(transaction("2", "1", "2020-02-30"))), "value"),
    (file(activity(transaction(currency="EURO"))), "value"),
    (file(activity(transaction()).replace("XM-1", "")), "identifier"),
]


@pytest.fixture
def bring(ledger: Log) -> Import:
    """Import a file into the ledger."""
    return importing(ledger, "iati")


@pytest.mark.parametrize(("text", "rule"), BAD)
def test_a_bad_file_is_refused_whole(ledger: Log, bring: Import, text: str, rule: str) -> None:
    with pytest.raises(Refused) as refused:
        bring(text)
    assert rule in {each.rule for each in refused.value.problems}
    assert all(each.where for each in refused.value.problems)
    assert ledger.head.size == 0


def test_an_external_entity_is_not_read(ledger: Log, bring: Import, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    with pytest.raises(Refused) as refused:
        bring(EXTERNAL.format(path=secret) + file(activity(transaction(), title="&secret;")))
    assert "the secret" not in str(refused.value)
    assert ledger.head.size == 0


def test_every_problem_of_a_file_is_told(bring: Import) -> None:
    with pytest.raises(Refused) as refused:
        bring(file(activity(transaction("2", "x")), activity(transaction("2", "y"), identifier="XM-2")))
    assert len(refused.value.problems) == 2
