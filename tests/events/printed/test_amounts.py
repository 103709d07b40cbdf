"""How each printed amount is read, or why it is asked or refused; whatever is formatted reads back."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilat.events.errors import BadInput
from bilat.events.printed.amounts import AmountReading, amount_readings, read_amount, stated
from bilat.events.printed.currencies import candidates
from bilat.events.printed.preferences import Ambiguous, Preferences, preferences_of
from bilat.events.values.amounts import Amount
from bilat.events.values.decimals import WIDE
from tests.events.values.strategies import amounts, positive
from tests.full import tries

READ = """
US$1.8 billion               = USD 1.8bn
US$ 1.8 billion              = USD 1.8bn
US $1.8 billion              = USD 1.8bn
U.S.$1.8 billion             = USD 1.8bn
U.S. $1.8 billion            = USD 1.8bn
USD$1.8bn                    = USD 1.8bn
USD 1.8 bn                   = USD 1.8bn
1.8 billion US dollars       = USD 1.8bn
1.8 billion U.S. dollars     = USD 1.8bn
1.8 billion American dollars = USD 1.8bn
€10bn                        = EUR 10bn
€ 10 bn                      = EUR 10bn
10 bn €                      = EUR 10bn
EUR 10 billion               = EUR 10bn
EUR10bn                      = EUR 10bn
eur 10 billion               = EUR 10bn
50 million euros             = EUR 50m
50 million euro              = EUR 50m
50 Million Euros             = EUR 50m
50mn euros                   = EUR 50m
USD 50M                      = USD 50m
USD50mn                      = USD 50m
USD 50mln                    = USD 50m
USD 50 mio                   = USD 50m
USD 50MM                     = USD 50m
usd 50m                      = USD 50m
50m usd                      = USD 50m
$5m USD                      = USD 5m
AUD $5m                      = AUD 5m
$5 million AUD               = AUD 5m
A$21m                        = AUD 21m
AU$21m                       = AUD 21m
21 million Australian dollars = AUD 21m
C$5m                         ? CAD 5m / NIO 5m
CA$5m                        = CAD 5m
HK$1.2bn                     = HKD 1.2bn
NT$5 million                 = TWD 5m
5 million New Taiwan dollars = TWD 5m
S$5m                         = SGD 5m
NZ$5m                        = NZD 5m
R$5bn                        = BRL 5bn
R5 billion                   = ZAR 5bn
RM5bn                        = MYR 5bn
5 billion ringgit            = MYR 5bn
Rp 10 trillion               = IDR 10tn
Rp10 trillion                = IDR 10tn
10 trillion rupiah           = IDR 10tn
1.2 trillion yen             = JPY 1.2tn
JPY 1.2 trillion             = JPY 1.2tn
JP¥32bn                      = JPY 32bn
¥32bn                        ? JPY 32bn / CNY 32bn
CN¥32bn                      = CNY 32bn
360 billion yuan             = CNY 360bn
360 billion Yuan             = CNY 360bn
RMB 360 billion              = CNY 360bn
360bn RMB                    = CNY 360bn
5 yuan                       = CNY 5
yuan 5                       = CNY 5
₩500bn                       = KRW 500bn
500 billion won              ? KRW 500bn / KPW 500bn
500 billion South Korean won = KRW 500bn
₹100 crore                   = INR 1bn
100 crore Indian rupees      = INR 1bn
Rs 100 crore                 ? INR 1bn / PKR 1bn / MUR 1bn / SCR 1bn / LKR 1bn
Rs. 100 crore                ? INR 1bn / PKR 1bn / MUR 1bn / SCR 1bn / LKR 1bn
1.5 lakh crore Indian rupees = INR 1.5tn
INR 5 lakh                   = INR 500k
INR 1,00,000                 = INR 100k
5 million baht               = THB 5m
₫500 billion                 = VND 500bn
500 million Swedish kronor   = SEK 500m
500 million kroner           ? NOK 500m / DKK 500m
kr 500 million               ? NOK 500m / DKK 500m / ISK 500m / SEK 500m / EEK 500m
5 billion CFA francs         ? XOF 5bn / XAF 5bn
5 billion Swiss francs       = CHF 5bn
5 million Russian roubles    = RUB 5m
500 million pounds sterling  = GBP 500m
5 million British pounds     = GBP 5m
£3m                          ? GBP 3m / FKP 3m / GIP 3m / SSP 3m / SHP 3m
DEM 3 billion                = DEM 3bn
3 billion German marks       = DEM 3bn
10 million special drawing rights = XDR 10m
over US$810 million          = ≥ USD 810m
more than US$810 million     = ≥ USD 810m
More than US$810 million     = ≥ USD 810m
at least EUR 5m              = ≥ EUR 5m
upwards of EUR 5m            = ≥ EUR 5m
no less than EUR 5m          = ≥ EUR 5m
in excess of EUR 5m          = ≥ EUR 5m
EUR 5m or more               = ≥ EUR 5m
€5m+                         = ≥ EUR 5m
≥ EUR 5m                     = ≥ EUR 5m
> EUR 5m                     = ≥ EUR 5m
up to EUR 5m                 = ≤ EUR 5m
as much as EUR 5m            = ≤ EUR 5m
less than EUR 5m             = ≤ EUR 5m
no more than EUR 5m          = ≤ EUR 5m
up to about EUR 5m           = ≤ EUR 5m
EUR 5m or less               = ≤ EUR 5m
about EUR 5m                 = ~EUR 5m
around EUR 5m                = ~EUR 5m
some EUR 5m                  = ~EUR 5m
roughly EUR 5m               = ~EUR 5m
nearly EUR 5m                = ~EUR 5m
almost EUR 5m                = ~EUR 5m
close to EUR 5m              = ~EUR 5m
approx. EUR 5m               = ~EUR 5m
EUR 5m or so                 = ~EUR 5m
between €1bn and €1.2bn      = EUR 1bn–1.2bn
between 1 and 1.2 billion euros = EUR 1bn–1.2bn
€1bn to €1.2bn               = EUR 1bn–1.2bn
from €1bn to €1.2bn          = EUR 1bn–1.2bn
€10-12 million               = EUR 10m–12m
€10–12 million               = EUR 10m–12m
10-12 million euros          = EUR 10m–12m
USD 1bn..1.2bn               = USD 1bn–1.2bn
€10 to €12 million           ? EUR 10m–12m / EUR 10–12000000
25-50,000 tons               ? 25k–50k ton / 25–50000 ton
360 billion yuan (US$50.7 billion) = CNY 360bn (= USD 50.7bn)
JPY 5 billion (about USD 36 million) = JPY 5bn (= ~USD 36m)
JPY 5bn (US$36 million equivalent) = JPY 5bn (= USD 36m)
JPY 5bn (USD 36m, EUR 33m)   = JPY 5bn (= USD 36m, EUR 33m)
JPY 5bn / USD 36m            = JPY 5bn (= USD 36m)
JPY 5bn, or about USD 36m    = JPY 5bn (= ~USD 36m)
one billion yen              = JPY 1bn
two hundred and fifty million yen = JPY 250m
twenty-five million euros    = EUR 25m
half a billion euros         = EUR 500m
a million euros              = EUR 1m
one and a half billion euros = EUR 1.5bn
1,234,567.50 euros           = EUR 1234567.5
1 234 567 euros              = EUR 1234.567k
-EUR 5m                      = EUR -5m
EUR -5m                      = EUR -5m
16 million doses             = 16m dose
16 million doses of vaccine  = 16m dose
16m dose                     = 16m dose
dose 500                     = 500 dose
more than 16 million doses   = ≥ 16m dose
500 people                   = 500 person
some 500 police officers     = ~500 police-officer
three patrol vessels         = 3 patrol-vessel
1,000 tonnes of rice         = 1k tonne
a dozen lorries              = 12 lorry
"""
REFUSED = """
                       | cannot read the amount
50 million             | names no currency and no goods
fifty                  | cannot read the amount
euros                  | cannot read the amount
1.234,56 EUR           | marks that English print does not have
EUR 1,5                | marks that English print does not have
50 million dolars      | unknown currency .* did you mean dollars
50m dollers            | unknown currency .* did you mean dollars
EUR 5m a year          | cannot read 'a year'
EUR 5m EUR 6m          | cannot read
EUR 5m (EUR 6m)        | cannot read
$5m EUR 6m             | cannot read
EUR 5m USD             | cannot read
EUR 2m to EUR 1m       | cannot read
USD NaN                | cannot read
USD 1e5                | cannot read
several million euros  | cannot read
EUR 1234567890123456789 | at most 18 digits
"""


def _lines(table: str, mark: str) -> list[tuple[str, str]]:
    rows = (line.partition(mark) for line in table.strip("\n").splitlines())
    return [(before.strip(), after.strip()) for before, found, after in rows if found]


@pytest.mark.parametrize(("printed", "reading"), _lines(READ, " = "))
def test_a_printed_amount_is_read(printed: str, reading: str) -> None:
    assert str(read_amount(printed)) == reading
    assert read_amount(printed).read_as == f"read as {reading}"


@pytest.mark.parametrize(("printed", "readings"), _lines(READ, " ? "))
def test_what_has_several_readings_comes_back_with_all_of_them(printed: str, readings: str) -> None:
    with pytest.raises(Ambiguous) as refused:
        read_amount(printed)
    assert list(refused.value.readings) == readings.split(" / ")


@pytest.mark.parametrize("printed", ["$5m", "5 million dollars", "5m dollars", "Dollars 5m", "J$5m"])
def test_dollars_are_asked_for_the_american_ones_first_and_name_the_setting(printed: str) -> None:
    with pytest.raises(Ambiguous, match=r'\[reading\] dollar = "USD"') as refused:
        read_amount(printed)
    assert refused.value.readings[0] == "USD 5m"
    assert {"USD 5m", "CAD 5m", "AUD 5m", "SGD 5m"} <= set(refused.value.readings)
    assert ("dollar", "AUD") in refused.value.answers


def test_the_setting_that_is_offered_is_of_the_word_that_is_to_blame() -> None:
    with pytest.raises(Ambiguous) as refused:
        read_amount("360 billion yuan ($50.7 billion)")
    assert 'dollar = "USD"' in str(refused.value.remedy)
    assert ("dollar", "CNY") not in refused.value.answers


@pytest.mark.parametrize(("printed", "why"), _lines(REFUSED, "|"))
def test_what_is_no_amount_is_refused_with_its_cause(printed: str, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        read_amount(printed)


def test_the_table_has_more_than_120_amounts() -> None:
    assert len(READ.strip().splitlines()) >= 120


def test_a_preference_chooses_among_readings_and_touches_nothing_else() -> None:
    preferences = preferences_of({"dollar": "AUD", "¥": "CNY"})
    assert str(read_amount("$5m", preferences)) == "AUD 5m"
    assert str(read_amount("5 million dollars", preferences)) == "AUD 5m"
    assert str(read_amount("US$5m", preferences)) == "USD 5m"
    assert str(read_amount("¥5bn ($1m)", preferences)) == "CNY 5bn (= AUD 1m)"
    assert len(amount_readings("£5m", preferences)) == 5


@pytest.mark.parametrize("chosen", [{"dollar": "JPY"}, {"dolar": "USD"}, {"date_order": "ymd"}, {"dollar": 5}])
def test_a_preference_that_chooses_nothing_is_refused(chosen: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        preferences_of(chosen)


def test_an_equivalent_never_has_the_unit_of_its_amount() -> None:
    readings = amount_readings("A$21m ($15m)")
    assert "AUD" not in {reading.equivalents[0].unit for reading in readings}
    assert readings[0] == AmountReading(
        Amount(value=Decimal(21_000_000), unit="AUD", bound="exact"),
        (Amount(value=Decimal(15_000_000), unit="USD", bound="exact"),),
    )


def test_a_unit_that_the_ledger_has_stays_as_it_is() -> None:
    assert read_amount("16m doses", known_units=frozenset({"doses"})).amount.unit == "doses"
    assert read_amount("16 million Doses", known_units=frozenset({"doses"})).amount.unit == "doses"


_BOUNDS = {
    "exact": ["{}"],
    "about": ["~{}", "about {}", "some {}", "{} or so"],
    "at-least": [">={}", "≥ {}", "more than {}", "at least {}", "{} or more", "{}+"],
    "at-most": ["<={}", "up to {}", "no more than {}", "{} or less"],
}
_MONEY = {"USD": ["US$", "USD ", "US $"], "EUR": ["€", "EUR ", "eur "], "JPY": ["JPY", "JP¥"], "IDR": ["Rp ", "Rp"]}
_BEHIND = {"USD": " US dollars", "EUR": " euros", "JPY": " yen", "IDR": " rupiah"}
_SCALES = [(12, "tn", " trillion"), (9, "bn", " billion"), (6, "m", " million"), (3, "k", " thousand")]


@st.composite
def _printed(draw: st.DrawFn) -> tuple[str, Amount]:
    """An amount, and one of the supported ways to print it."""
    value = draw(positive().filter(lambda number: number < 10**17))
    unit, bound = draw(st.sampled_from(sorted(_MONEY))), draw(st.sampled_from(sorted(_BOUNDS)))
    zeros, short, long = draw(st.sampled_from([(0, "", ""), *_SCALES]))
    number = draw(st.sampled_from(["{:f}", "{:,f}"])).format(value.scaleb(-zeros, WIDE))
    number += draw(st.sampled_from([short, short.upper(), f" {short}", long]))
    money = draw(st.sampled_from([f"{sign}{{}}" for sign in _MONEY[unit]] + [f"{{}}{_BEHIND[unit]}"]))
    text = draw(st.sampled_from(_BOUNDS[bound])).format(money.format(number))
    return text, Amount(value=value, unit=unit, bound=bound, upper=None)


@settings(max_examples=tries(100), deadline=None)
@given(printed=_printed())
def test_whatever_is_printed_in_a_supported_way_reads_back_as_the_same_amount(printed: tuple[str, Amount]) -> None:
    text, amount = printed
    assert read_amount(text) == AmountReading(amount)


@settings(max_examples=tries(50), deadline=None)
@given(amount=amounts())
def test_the_programs_own_text_form_reads_back(amount: Amount) -> None:
    assert read_amount(str(amount)).amount == amount


@settings(max_examples=tries(50), deadline=None)
@given(amount=amounts(numbers=positive()))
def test_what_was_read_is_stated_so_that_it_reads_back(amount: Amount) -> None:
    assert read_amount(stated(amount)).amount == amount


@settings(max_examples=tries(100), deadline=None)
@given(text=st.text(max_size=60) | st.text(alphabet="0123456789.,$€ mbnUSD-()", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        readings = amount_readings(text)
    except BadInput:
        return
    assert readings
    assert len(set(map(str, readings))) == len(readings)


@pytest.mark.parametrize("word", ["usd", "Yen", "dollars", "US dollars", "yuan", "won", "baht", "kr", "€", "Rp"])
def test_names_and_codes_of_money_in_any_case_are_money(word: str) -> None:
    assert candidates(word)
    assert all(reading.amount.unit.isupper() for reading in amount_readings(f"5 {word}"))


def test_no_preference_is_the_default() -> None:
    assert len(amount_readings("$5m", Preferences())) == len(amount_readings("$5m"))
