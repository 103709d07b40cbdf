"""How states are called beside their names in CLDR: other spellings, and capitals that stand for them."""

OTHER = """
AU Department of Foreign Affairs and Trade|DFAT
AE UAE|U.A.E.|the Emirates|Emirates
BA Bosnia|Bosnia and Herzegovina
BN Brunei Darussalam
BO Plurinational State of Bolivia
BS Bahamas
CD D.R. Congo|DR Congo|DRC|Democratic Republic of the Congo|Democratic Republic of Congo
CG Republic of the Congo|Congo-Brazzaville
CI Ivory Coast|Cote d'Ivoire|Côte d'Ivoire
CN People's Republic of China|PRC|P.R. China|mainland China
CV Cabo Verde
CZ Czech Republic
DE Federal Republic of Germany
FK Falklands
FM FSM|Federated States of Micronesia|Micronesia
GB Foreign, Commonwealth and Development Office|FCDO|UK|U.K.|Britain|Great Britain
GM The Gambia|Gambia
GW Guinea Bissau
HK Hong Kong|Hong Kong SAR
IR Islamic Republic of Iran
KG Kyrgyz Republic
KN Saint Kitts and Nevis
KP DPRK|North Korea|Democratic People's Republic of Korea
KR ROK|Republic of Korea|South Korea|Korea
LA Lao PDR|Lao People's Democratic Republic|Lao P.D.R.
LC Saint Lucia
MD Republic of Moldova
MK Macedonia
MM Burma|Myanmar
MO Macao|Macau
NL Holland|the Netherlands
PG PNG
PS Palestine|Palestinian Authority|Gaza|Gaza Strip|West Bank|Occupied Palestinian Territory|State of Palestine
RU Russian Federation
SA Kingdom of Saudi Arabia|KSA
ST Sao Tome and Principe
SY Syrian Arab Republic
SZ Swaziland
TL East Timor|Timor Leste|Timor-Leste
TR Turkey|Turkiye|Republic of Türkiye
TT Trinidad and Tobago|Trinidad
TW Chinese Taipei
TZ United Republic of Tanzania
US United States|United States of America|US|U.S.|USA|U.S.A.|America|the States
VA Holy See|Vatican
VC Saint Vincent and the Grenadines|St Vincent and the Grenadines
VE Bolivarian Republic of Venezuela
VN Viet Nam
"""

CAPITALS = """
AE Abu Dhabi
AF Kabul
AR Buenos Aires
AT Vienna
AU Canberra
AZ Baku
BD Dhaka
BE Brussels
BR Brasilia
BT Thimphu
BY Minsk
CA Ottawa
CL Santiago
CN Beijing
CO Bogota
CU Havana
CZ Prague
DE Berlin
DK Copenhagen
EG Cairo
ES Madrid
ET Addis Ababa
FI Helsinki
FJ Suva
FR Paris
GB London
GE Tbilisi
GR Athens
HU Budapest
ID Jakarta
IE Dublin
IL Jerusalem
IN New Delhi|Delhi
IQ Baghdad
IR Tehran
IT Rome
JO Amman
JP Tokyo
KE Nairobi
KH Phnom Penh
KP Pyongyang
KR Seoul
KZ Astana
LA Vientiane
LB Beirut
LK Colombo
LT Vilnius
LV Riga
MM Naypyidaw|Naypyitaw
MN Ulaanbaatar
MV Malé
MX Mexico City
MY Kuala Lumpur|Putrajaya
NG Abuja
NL The Hague
NO Oslo
NP Kathmandu
NZ Wellington
PG Port Moresby
PH Manila
PK Islamabad
PL Warsaw
PT Lisbon
QA Doha
RO Bucharest
RS Belgrade
RU Moscow|Kremlin
SA Riyadh
SB Honiara
SE Stockholm
TH Bangkok
TO Nuku'alofa
TR Ankara
TW Taipei
UA Kyiv|Kiev
US Washington|White House|the White House
UZ Tashkent
VN Hanoi|Ha Noi
VU Port Vila
WS Apia
ZA Pretoria
"""
"""A capital stands for its state where it acts; behind `in` or `at` it is a place."""
