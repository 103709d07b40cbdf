"""Parties: whom a text names, and whom it does not."""

import pytest

from bilat.events.reading.gazetteer.names import Party, names_of
from bilat.events.reading.parties import find_parties


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Japan and Viet Nam", ["JP", "VN"]),
        ("the U.S. and the UK told us", ["US", "GB"]),
        ("Washington spoke; they met in Washington", ["US"]),
        ("ships in the South China Sea", []),
        ("ASEAN-Japan ties", ["ASEAN", "JP"]),
        ("polish the turkey", []),
        ("Polish and Turkish envoys", ["PL", "TR"]),
        ("Papua New Guinea, Guinea-Bissau and Guinea", ["PG", "GW", "GN"]),
        ("Republic of Korea, DPRK and Korea", ["KR", "KP", "KR"]),
        ("two million Hong Kong dollars", []),
        ("the World Food Programme and Pacific island countries", ["WFP", "PACIFIC"]),
        ("Côte d’Ivoire or Ivory Coast", ["CI", "CI"]),
        ("the Coral Reef Recovery Fund (CRRF) grew", ["CRRF"]),
        ("Xi Jinping met Macron", ["CN", "FR"]),
        ("Fijian Prime Minister Josefa Tuilagi spoke. Tuilagi left.", ["FJ", "FJ", "FJ", "FJ"]),
    ],
)
def test_a_text_names_parties(text: str, codes: list[str]) -> None:
    assert [each.code for each in find_parties(text, names_of())] == codes


def test_the_names_of_the_ledger_go_before_all_others() -> None:
    own = Party("GEORGIAUS", "Georgia", "other")
    found = find_parties("Georgia promised aid", names_of([("Georgia", own, "name")]))
    assert [each.code for each in found] == ["GEORGIAUS"]


def test_a_speaker_of_the_ledger_stands_for_the_party_that_was_recorded() -> None:
    japan = Party("JP", "Japan", "state")
    found = find_parties("Mika Arisawa promised aid", names_of([("Mika Arisawa", japan, "leader")]))
    assert [(each.code, each.sort) for each in found] == [("JP", "leader")]
