"""Codes and names, and the tables they are checked against."""

import json
from pathlib import Path
from typing import Any

import pycountry
import pytest
from hypothesis import given
from pydantic import TypeAdapter, ValidationError

from bilat.events.errors import BadInput
from bilat.events.kinds import KINDS
from bilat.events.registry import event_class
from bilat.events.suggestions import did_you_mean, nearest
from bilat.events.values.citations import Citation, Cite
from bilat.events.values.codes import (
    CodeOrCodes,
    Codes,
    check_party,
    check_slug,
    check_stream,
    check_unit,
    is_state,
    split_reference,
)
from bilat.events.values.tables import CURRENCIES, STATES, WITHDRAWN
from tests.events.values.strategies import codes, slugs


def test_the_table_of_states_is_pycountrys_and_kosovo() -> None:
    assert {country.alpha_2 for country in pycountry.countries} | {"XK"} == STATES


def test_the_table_of_currencies_holds_pycountrys() -> None:
    assert {currency.alpha_3 for currency in pycountry.currencies} <= CURRENCIES | WITHDRAWN


def test_the_table_of_withdrawn_currencies_holds_what_the_iso_list_withdrew() -> None:
    listed = json.loads((Path(pycountry.DATABASE_DIR) / "iso4217.json").read_bytes())["4217"]
    assert not CURRENCIES & WITHDRAWN
    assert {each["alpha_3"] for each in listed} - CURRENCIES <= WITHDRAWN
    assert {"DEM", "FRF", "ZWD", "YUM", "HRK"} <= WITHDRAWN


@given(code=codes())
def test_party_codes_are_accepted(code: str) -> None:
    assert check_party(code) == code
    assert check_stream(f"party/{code}") == f"party/{code}"


@given(slug=slugs())
def test_slugs_are_accepted(slug: str) -> None:
    assert check_slug(slug) == slug
    assert split_reference(f"pledge/{slug}#12") == (f"pledge/{slug}", 12)


@pytest.mark.parametrize("code", ["EU", "UN"])
def test_what_iso_reserves_for_unions_of_states_is_a_code_of_no_state(code: str) -> None:
    assert check_party(code) == code
    assert not is_state(code)


@pytest.mark.parametrize("code", ["", "J", "ZZ", "jp", "asean", "Asean", "AS-EAN", "A" * 13, "1AB", "JP\n", "ÅSEAN"])
def test_what_is_no_party_code_is_refused(code: str) -> None:
    with pytest.raises(BadInput, match="not a party code"):
        check_party(code)


@pytest.mark.parametrize("slug", ["", "-a", "A", "a_b", "a b", "a/b", "é", "a" * 81, "a\n"])
def test_what_is_no_slug_is_refused(slug: str) -> None:
    with pytest.raises(BadInput, match="not a slug"):
        check_slug(slug)


@pytest.mark.parametrize("stream", ["", "pledge", "pledge/", "plege/x", "pledge/X", "party/asean", "pledge/a/b"])
def test_what_is_no_stream_is_refused(stream: str) -> None:
    with pytest.raises(BadInput):
        check_stream(stream)


@pytest.mark.parametrize("reference", ["pledge/x", "pledge/x#0", "pledge/x#01", "pledge/x#-1", "x#1", "pledge/x#1#2"])
def test_what_is_no_reference_is_refused(reference: str) -> None:
    with pytest.raises(BadInput):
        split_reference(reference)


@pytest.mark.parametrize("unit", ["usd ", "US", "USDD", "Dose", "mn", "bn", "million", "5", "", "do se"])
def test_what_is_no_unit_is_refused(unit: str) -> None:
    with pytest.raises(BadInput, match="unknown currency or unit"):
        check_unit(unit)


def test_one_code_is_written_as_text_and_several_as_a_list() -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(CodeOrCodes)
    assert adapter.dump_python(adapter.validate_python("JP"), mode="json") == "JP"
    assert adapter.dump_python(adapter.validate_python(["JP", "US"]), mode="json") == ["JP", "US"]


@pytest.mark.parametrize("given", [["JP", "JP"], [], None, 5])
def test_a_list_of_parties_names_each_once_and_one_at_least(given: Any) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Codes).validate_python(given)


def test_a_citation_is_read_from_its_text() -> None:
    read = TypeAdapter(Cite).validate_python("mofa-2023#para 9#b")
    assert read == Citation(source="mofa-2023", locator="para 9#b")
    assert str(read) == "mofa-2023#para 9#b"
    with pytest.raises(ValidationError):
        TypeAdapter(Cite).validate_python("MOFA 2023")


def test_near_names_come_best_first_and_fold_case() -> None:
    assert nearest("asaen", ["JAIF", "ASEAN"]) == ["ASEAN"]
    assert did_you_mean("pledge-anounced", KINDS).startswith("did you mean pledge-announced or ")
    assert did_you_mean("qqqq", KINDS) == ""
    with pytest.raises(BadInput, match="did you mean"):
        event_class("pledge-anounced")
