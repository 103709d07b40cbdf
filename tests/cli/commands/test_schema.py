"""The vocabulary, printed."""

import json
import re

import pytest

from bilat.events.kinds import KINDS
from tests.cli.conftest import Bilat


def test_the_vocabulary_is_one_schema(bilat: Bilat) -> None:
    value = json.loads(bilat("schema").out)
    named = [each["$ref"].rpartition("/")[2] for each in value["oneOf"]]
    kinds = [value["$defs"][name]["properties"]["kind"]["const"] for name in named]
    assert kinds == list(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_schema_and_csv_columns(bilat: Bilat, kind: str) -> None:
    value = json.loads(bilat("schema", kind).out)
    assert "kind" in value["required"]
    assert value["additionalProperties"] is False
    columns = bilat("schema", "--csv", kind).out.strip().split(",")
    assert columns[:2] == ["kind", "stream"]
    fields = {re.sub(r"_(value|upper|unit|bound)$|\..*$", "", column) for column in columns}
    assert fields <= set(value["properties"])


def test_an_unknown_kind_is_refused(bilat: Bilat) -> None:
    assert "did you mean pledge-announced" in bilat("schema", "pledge-anounced").err
    assert bilat("schema", "--csv").code == 2
