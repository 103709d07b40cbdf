"""Relations by the names of their parties."""

import pytest

from bilat.events.errors import BadInput
from bilat.events.printed.preferences import Ambiguous
from bilat.projections.view.boundary import Boundary
from bilat.projections.view.relation_words import in_codes
from bilat.projections.view.relations import bounded

NAMES = {
    "ASEAN": "Association of Southeast Asian Nations",
    "JP": "Japan",
    "PH": "Philippines",
    "TL": "Timor-Leste",
    "US": "United States",
    "VN": "Viet Nam",
    "EU": "European Union",
}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("ASEAN-JP", "ASEAN-JP"),
        ("asean-jp", "asean-jp"),
        ("US ASEAN", "US-ASEAN"),
        ("us asean", "US-ASEAN"),
        ("ASEAN-Japan", "ASEAN-JP"),
        ("japan", "JP"),
        ("Timor-Leste", "TL"),
        ("Timor-Leste and Japan", "TL-JP"),
        ("japan and the philippines", "JP-PH"),
        ("Japan–Viet Nam", "JP-VN"),
        ("European Union, ASEAN", "EU-ASEAN"),
        ("Japan -> Viet Nam", "JP->VN"),
        ("*->viet nam", "*->VN"),
        ("Japan→*", "JP->*"),
        ("JP->*", "JP->*"),
    ],
)
def test_relations_are_read_by_codes_and_names(text: str, codes: str) -> None:
    assert in_codes(text, NAMES) == codes
    assert bounded(Boundary(), in_codes(text, NAMES), NAMES).codes <= set(NAMES)


def test_a_name_of_two_parties_is_not_guessed() -> None:
    with pytest.raises(Ambiguous, match="JP or NIPPON"):
        in_codes("japan", NAMES | {"NIPPON": "Japan"})


@pytest.mark.parametrize(("text", "near"), [("Japann", "JP"), ("ASEAN-Jpan", "JP"), ("nobody and nothing", "ASEAN-JP")])
def test_what_names_nobody_is_refused_as_before(text: str, near: str) -> None:
    assert in_codes(text, NAMES) == text
    with pytest.raises(BadInput) as refused:
        bounded(Boundary(), in_codes(text, NAMES), NAMES)
    assert near in str(refused.value)
