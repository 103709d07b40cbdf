"""What synthetic histories are made of."""

from collections.abc import Sequence
from typing import NamedTuple

Sides = Sequence[str | list[str]]

PARTIES = (
    ("JP", "Japan", "state", None),
    ("US", "United States", "state", None),
    ("AU", "Australia", "state", None),
    ("VN", "Viet Nam", "state", None),
    ("PH", "Philippines", "state", None),
    ("ID", "Indonesia", "state", None),
    ("TH", "Thailand", "state", None),
    ("LA", "Laos", "state", None),
    ("ASEAN", "Association of Southeast Asian Nations", "group", None),
    ("JICA", "Japan International Cooperation Agency", "agency", "JP"),
    ("JAIF", "Japan-ASEAN Integration Fund", "fund", "ASEAN"),
    ("WHO", "World Health Organization", "multilateral", None),
)
MEMBERS = ("VN", "PH", "ID", "TH", "LA")
RELATION = "ASEAN-JP"
"""The relation to which most of a synthetic history belongs."""
DONORS = ("JP", "JP", "JP", "JP", "JICA", "JICA", ["JICA", "JP"], "US", "AU")
RECIPIENTS = ("ASEAN", "ASEAN", "ASEAN", "ASEAN", "JAIF", "VN", "PH", ["ASEAN", "VN"])


class Cast(NamedTuple):
    """Between whom a history passes: who gives and who gets, and the two sides of all else.

    `live` is how many pledges are under way at a time; `prefix` begins the name of each stream, so that histories can
    stand in one ledger.
    """

    donors: Sides
    recipients: Sides
    giver: str
    taker: str
    members: Sequence[str]
    live: int
    prefix: str = ""


MANY = Cast(DONORS, RECIPIENTS, "JP", "ASEAN", MEMBERS, 400)
"""The cast of the parties above."""

UNITS = ("USD", "USD", "USD", "JPY", "JPY", "EUR", "dose")
INSTRUMENTS = ("grant", "grant", "loan", "technical-cooperation", "in-kind", "unspecified")
FLOWS = ("oda", "oda", "official", "private", None)
TOPICS = (["health"], ["climate", "ports"], ["education"], None, None)
HORIZONS = ("2021/2025", "P3Y", None, None, None)
WORKS = ("hospital", "railway", "port", "school", "power grid", "water supply", "vaccine", "coast guard", "customs")
STEPS = (
    ("restated", 28),
    ("committed", 27),
    ("disbursed", 34),
    ("topped-up", 3),
    ("revised", 4),
    ("completed", 2),
    ("suspended", 1),
    ("cancelled", 1),
)
"""What may become of a pledge, with weights."""
INDICATORS = ("trade", "exports", "imports", "fdi-flow", "arrivals")
