"""The generated table of territories is what CLDR says."""

from bilat.events.reading.gazetteer.names import names_of
from bilat.events.reading.gazetteer.territories import NAMES
from bilat.events.values.codes import check_party
from docs.tools.territories_table import MODULE, module


def test_the_table_is_what_babel_gives() -> None:
    assert MODULE.read_text(encoding="utf-8") == module()


def test_every_party_of_the_gazetteer_has_a_code_that_may_be_recorded() -> None:
    codes = {name.code for names in names_of().by_word.values() for name in names if name.code}
    assert len(codes) > len(NAMES.splitlines()) > 200
    assert all(check_party(code) == code for code in codes)
