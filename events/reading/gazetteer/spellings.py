"""How states are called beside their names in CLDR: other spellings, adjectives, capitals that stand for them."""

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

ADJECTIVES = """
AE Emirati
AF Afghan
AG Antiguan
AL Albanian
AM Armenian
AO Angolan
AR Argentine|Argentinian
AT Austrian
AU Australian|Aussie
AZ Azerbaijani|Azeri
BA Bosnian
BB Barbadian
BD Bangladeshi
BE Belgian
BF Burkinabe
BG Bulgarian
BH Bahraini
BI Burundian
BJ Beninese
BN Bruneian
BO Bolivian
BR Brazilian
BS Bahamian
BT Bhutanese
BW Botswanan
BY Belarusian
BZ Belizean
CA Canadian
CD Congolese
CF Central African
CH Swiss
CI Ivorian
CL Chilean
CM Cameroonian
CN Chinese
CO Colombian
CR Costa Rican
CU Cuban
CY Cypriot
CZ Czech
DE German
DJ Djiboutian
DK Danish
DO Dominican
DZ Algerian
EC Ecuadorian|Ecuadorean
EE Estonian
EG Egyptian
ER Eritrean
ES Spanish
ET Ethiopian
FI Finnish
FJ Fijian
FR French
GA Gabonese
GB British
GE Georgian
GH Ghanaian
GM Gambian
GR Greek
GT Guatemalan
GY Guyanese
HN Honduran
HR Croatian
HT Haitian
HU Hungarian
ID Indonesian
IE Irish
IL Israeli
IN Indian
IQ Iraqi
IR Iranian
IS Icelandic
IT Italian
JM Jamaican
JO Jordanian
JP Japanese
KE Kenyan
KG Kyrgyz|Kyrgyzstani
KH Cambodian
KI I-Kiribati
KP North Korean
KR South Korean|Korean
KW Kuwaiti
KZ Kazakh|Kazakhstani
LA Lao|Laotian
LB Lebanese
LK Sri Lankan
LR Liberian
LT Lithuanian
LU Luxembourgish
LV Latvian
LY Libyan
MA Moroccan
MD Moldovan
ME Montenegrin
MG Malagasy
MH Marshallese
ML Malian
MM Burmese
MN Mongolian
MR Mauritanian
MT Maltese
MU Mauritian
MV Maldivian
MW Malawian
MX Mexican
MY Malaysian
MZ Mozambican
NA Namibian
NE Nigerien
NG Nigerian
NI Nicaraguan
NL Dutch
NO Norwegian
NP Nepali|Nepalese
NR Nauruan
NZ Kiwi
OM Omani
PA Panamanian
PE Peruvian
PG Papua New Guinean
PH Philippine|Filipino
PK Pakistani
PL Polish
PS Palestinian|Palestinians
PT Portuguese
PW Palauan
PY Paraguayan
QA Qatari
RO Romanian
RS Serbian
RU Russian
RW Rwandan
SA Saudi|Saudi Arabian
SB Solomon Islander
SC Seychellois
SD Sudanese
SE Swedish
SG Singaporean
SI Slovenian|Slovene
SK Slovak
SL Sierra Leonean
SN Senegalese
SO Somali
SR Surinamese
SS South Sudanese
SV Salvadoran
SY Syrian
TD Chadian
TG Togolese
TH Thai
TJ Tajik
TL Timorese
TM Turkmen
TN Tunisian
TO Tongan
TR Turkish
TV Tuvaluan
TW Taiwanese
TZ Tanzanian
UA Ukrainian
UG Ugandan
US American
UY Uruguayan
UZ Uzbek
VE Venezuelan
VN Vietnamese
VU Ni-Vanuatu
WS Samoan
XK Kosovan|Kosovar
YE Yemeni
ZA South African
ZM Zambian
ZW Zimbabwean
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
