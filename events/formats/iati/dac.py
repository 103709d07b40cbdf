"""OECD DAC donors and regions."""

from __future__ import annotations

from collections.abc import Mapping

from bilat.events.formats.registers.tables import pairs

DAC_DONORS: Mapping[str, str] = dict(
    pairs(
        """
    1 AT | 2 BE | 3 DK | 4 FR | 5 DE | 6 IT | 7 NL | 8 NO | 9 PT | 10 SE | 11 CH | 12 GB | 18 FI |
    20 IS | 21 IE |
    22 LU | 30 CY | 40 GR | 45 MT | 50 ES | 55 TR |
    61 SI | 62 HR | 68 CZ | 69 SK | 70 LI | 72 BG | 75 HU | 76 PL |
    77 RO | 82 EE | 83 LV | 84 LT | 87 RU |
    301 CA | 302 US | 358 MX | 546 IL | 552 KW | 561 QA | 566 SA | 576 AE |
    611 AZ | 613 KZ | 701 JP | 732 TW | 742 KR | 764 TH | 801 AU | 820 NZ
    """
    )
)
"""Donor code to state, as in XM-DAC-701 (Japan) and XM-DAC-701-8 (JICA)."""

DAC_REGIONS: Mapping[str, str] = dict(
    pairs(
        """
    88 States Ex-Yugoslavia | 89 Europe | 189 North of Sahara | 289 South of Sahara |
    298 Africa | 380 West Indies |
    389 Caribbean and Central America | 489 South America | 498 America | 589 Middle East | 619 Central Asia |
    679 South Asia | 689 South and Central Asia | 789 Far East Asia | 798 Asia | 889 Oceania |
    1027 Eastern Africa | 1028 Middle Africa | 1029 Southern Africa | 1030 Western Africa | 1031 Caribbean |
    1032 Central America | 1033 Melanesia | 1034 Micronesia (region) | 1035 Polynesia
    """
    )
)
"""Region, vocabulary 1. 998, developing countries unspecified, is no region."""
