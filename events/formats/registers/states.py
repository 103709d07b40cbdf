"""States by name: the English short names, and the other names under which the registers print them."""

from __future__ import annotations

import re

from bilat.events.formats.registers.tables import pairs

NAMES = dict(
    pairs(
        """
    AD Andorra | AE United Arab Emirates | AF Afghanistan | AG Antigua and Barbuda | AI Anguilla |
    AL Albania | AM Armenia | AO Angola | AQ Antarctica | AR Argentina | AS American Samoa |
    AT Austria | AU Australia | AW Aruba | AX Åland Islands | AZ Azerbaijan |
    BA Bosnia and Herzegovina | BB Barbados | BD Bangladesh | BE Belgium | BF Burkina Faso |
    BG Bulgaria | BH Bahrain | BI Burundi | BJ Benin | BL Saint Barthélemy | BM Bermuda | BN Brunei |
    BO Bolivia | BQ Bonaire, Sint Eustatius and Saba | BR Brazil | BS Bahamas | BT Bhutan |
    BV Bouvet Island | BW Botswana | BY Belarus | BZ Belize | CA Canada | CC Cocos (Keeling) Islands |
    CD Democratic Republic of the Congo | CF Central African Republic | CG Congo | CH Switzerland |
    CI Côte d'Ivoire | CK Cook Islands | CL Chile | CM Cameroon | CN China | CO Colombia |
    CR Costa Rica | CU Cuba | CV Cabo Verde | CW Curaçao | CX Christmas Island | CY Cyprus |
    CZ Czechia | DE Germany | DJ Djibouti | DK Denmark | DM Dominica | DO Dominican Republic |
    DZ Algeria | EC Ecuador | EE Estonia | EG Egypt | EH Western Sahara | ER Eritrea | ES Spain |
    ET Ethiopia | FI Finland | FJ Fiji | FK Falkland Islands | FM Micronesia | FO Faroe Islands |
    FR France | GA Gabon | GB United Kingdom | GD Grenada | GE Georgia | GF French Guiana |
    GG Guernsey | GH Ghana | GI Gibraltar | GL Greenland | GM Gambia | GN Guinea | GP Guadeloupe |
    GQ Equatorial Guinea | GR Greece | GS South Georgia and the South Sandwich Islands | GT Guatemala |
    GU Guam | GW Guinea-Bissau | GY Guyana | HK Hong Kong | HM Heard Island and McDonald Islands |
    HN Honduras | HR Croatia | HT Haiti | HU Hungary | ID Indonesia | IE Ireland | IL Israel |
    IM Isle of Man | IN India | IO British Indian Ocean Territory | IQ Iraq | IR Iran | IS Iceland |
    IT Italy | JE Jersey | JM Jamaica | JO Jordan | JP Japan | KE Kenya | KG Kyrgyzstan | KH Cambodia |
    KI Kiribati | KM Comoros | KN Saint Kitts and Nevis | KP North Korea | KR South Korea | KW Kuwait |
    KY Cayman Islands | KZ Kazakhstan | LA Laos | LB Lebanon | LC Saint Lucia | LI Liechtenstein |
    LK Sri Lanka | LR Liberia | LS Lesotho | LT Lithuania | LU Luxembourg | LV Latvia | LY Libya |
    MA Morocco | MC Monaco | MD Moldova | ME Montenegro | MF Saint Martin | MG Madagascar |
    MH Marshall Islands | MK North Macedonia | ML Mali | MM Myanmar | MN Mongolia | MO Macao |
    MP Northern Mariana Islands | MQ Martinique | MR Mauritania | MS Montserrat | MT Malta |
    MU Mauritius | MV Maldives | MW Malawi | MX Mexico | MY Malaysia | MZ Mozambique | NA Namibia |
    NC New Caledonia | NE Niger | NF Norfolk Island | NG Nigeria | NI Nicaragua | NL Netherlands |
    NO Norway | NP Nepal | NR Nauru | NU Niue | NZ New Zealand | OM Oman | PA Panama | PE Peru |
    PF French Polynesia | PG Papua New Guinea | PH Philippines | PK Pakistan | PL Poland |
    PM Saint Pierre and Miquelon | PN Pitcairn | PR Puerto Rico | PS Palestine | PT Portugal |
    PW Palau | PY Paraguay | QA Qatar | RE Réunion | RO Romania | RS Serbia | RU Russia | RW Rwanda |
    SA Saudi Arabia | SB Solomon Islands | SC Seychelles | SD Sudan | SE Sweden | SG Singapore |
    SH Saint Helena | SI Slovenia | SJ Svalbard and Jan Mayen | SK Slovakia | SL Sierra Leone |
    SM San Marino | SN Senegal | SO Somalia | SR Suriname | SS South Sudan | ST Sao Tome and Principe |
    SV El Salvador | SX Sint Maarten | SY Syria | SZ Eswatini | TC Turks and Caicos Islands | TD Chad |
    TF French Southern Territories | TG Togo | TH Thailand | TJ Tajikistan | TK Tokelau |
    TL Timor-Leste | TM Turkmenistan | TN Tunisia | TO Tonga | TR Türkiye | TT Trinidad and Tobago |
    TV Tuvalu | TW Taiwan | TZ Tanzania | UA Ukraine | UG Uganda |
    UM United States Minor Outlying Islands | US United States | UY Uruguay | UZ Uzbekistan |
    VA Holy See | VC Saint Vincent and the Grenadines | VE Venezuela | VG British Virgin Islands |
    VI US Virgin Islands | VN Viet Nam | VU Vanuatu | WF Wallis and Futuna | WS Samoa | XK Kosovo |
    YE Yemen | YT Mayotte | ZA South Africa | ZM Zambia | ZW Zimbabwe
    """
    )
)
"""ISO 3166-1 alpha-2 code (and XK) to the English short name."""

_OTHER = """
    BN Brunei Darussalam | BO Bolivia, Plurinational State of | BO Bolivia (Plurinational State of) |
    CD Congo, Democratic Republic of the | CD Congo, The Democratic Republic of the | CD DR Congo |
    CG Congo, Republic of the | CG Republic of the Congo | CI Ivory Coast | CV Cape Verde |
    CZ Czech Republic | FM Micronesia, Federated States of | GB Great Britain | GB UK |
    GB United Kingdom of Great Britain and Northern Ireland | IR Iran, Islamic Republic of |
    IR Iran (Islamic Republic of) | KP Korea, Democratic People's Republic of |
    KP Democratic People's Republic of Korea | KR Korea, Republic of | KR Republic of Korea |
    LA Lao People's Democratic Republic | MD Moldova, Republic of | MD Republic of Moldova |
    MK Macedonia | MK The former Yugoslav Republic of Macedonia | MM Burma |
    PS Occupied Palestinian Territory |
    PS West Bank and Gaza Strip | PS State of Palestine | PS Palestine, State of | RU Russian Federation |
    SS Republic of South Sudan | SY Syrian Arab Republic | SZ Swaziland | TL East Timor | TR Turkey |
    TW Taiwan, Province of China | TZ Tanzania, United Republic of | TZ United Republic of Tanzania |
    US United States of America | US USA | VA Holy See (Vatican City State) |
    VE Venezuela, Bolivarian Republic of | VE Venezuela (Bolivarian Republic of) | VN Vietnam
"""
_GOVERNMENT = re.compile(r"(?:the )?government of (?:the )?(.+)|(.+), government of(?: the)?", re.IGNORECASE)


def folded(name: str) -> str:
    """Return a name as it is compared: case, white space, apostrophes and a leading article folded."""
    plain = " ".join(name.replace("’", "'").split()).casefold()
    return plain.removeprefix("the ")


_CODES = {folded(name): code for code, name in pairs(_OTHER)} | {folded(name): code for code, name in NAMES.items()}


def state_named(name: str) -> str | None:
    """Return the code of the state that bears this name, whole; None for any other name."""
    return _CODES.get(folded(name))


def government_of(name: str) -> str | None:
    """Return the state whose government a name means, as in `Kuwait, Government of`; None for any other name."""
    found = _GOVERNMENT.fullmatch(" ".join(name.split()))
    return state_named(found[1] or found[2]) if found else None
