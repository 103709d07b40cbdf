"""What is wrong with a field is said in the reader's words, whatever the field and whatever was typed."""

import re
from typing import Any

import pytest
from pydantic import ValidationError

from bilat.events.errors import BadInput, Problem, Refused
from bilat.events.fields import shapes
from bilat.events.kinds import KINDS
from bilat.events.log.codec import read_event
from bilat.events.registry import event_class
from bilat.events.values.amounts import GRAMMAR

BAD: list[Any] = [
    *("", " ", "x", "Ü ber/!", "x" * 10_001, "\ud800", "2023-13-45", "-5", "0", "9" * 40, "a,b", "USD", "USD USD 5"),
    *(None, True, False, 0, -1, 1.5, 10**30),
    *([], [None], [5], [""], [[]], ["x", {}], {}, {"a": 1}, {"value": 1}, {"source": 5, "published": "x"}, {"": ""}),
    *({"value": "x", "unit": 5, "bound": "near", "upper": []}, {"rate_percent": "x", "grace": 1}, [{"value": "5"}]),
]
PHRASES = re.compile(
    r"should (be|have|match)|Field required|Extra inputs|Value error|valid (string|integer|dict|bool|list|tuple)"
    r"|Input |instance of|greater than|less than|pattern|\^|\[a-z|\\d|type=|pydantic|Literal|NoneType"
)
PATH = re.compile(r"[a-z_]\.[a-z0-9_]")
NAMES = re.compile(r"example\.org|bilat\.toml")


def said(kind: str, fields: dict[str, Any]) -> list[Problem]:
    found = read_event({"kind": kind, "stream": f"{KINDS[kind].streams[0]}/x", **fields}, "line 7")
    return found if isinstance(found, list) else []


def own_words(kind: str, fields: dict[str, Any]) -> list[str]:
    """What pydantic itself says."""
    try:
        event_class(kind).model_validate({"kind": kind, "stream": f"{KINDS[kind].streams[0]}/x", **fields})
    except ValidationError as error:
        every = error.errors(include_url=False)
        return [each["msg"] for each in every if not isinstance(each.get("ctx", {}).get("error"), BadInput)]
    return []


@pytest.mark.parametrize("kind", KINDS)
def test_no_phrase_of_the_validator_reaches_the_reader(kind: str) -> None:
    for name in shapes(kind):
        for value in BAD if name != "kind" else ():
            problems = said(kind, {name: value})
            text = "\n".join(map(str, problems))
            assert not PHRASES.search(text.replace(repr(value), "")), (name, value, text)
            assert not [phrase for phrase in own_words(kind, {name: value}) if phrase in text], (name, value, text)
            assert not PATH.search(NAMES.sub("", text)), (name, value, text)


@pytest.mark.parametrize("kind", KINDS)
def test_a_field_that_takes_words_names_them_or_the_nearest(kind: str) -> None:
    for name, shape in shapes(kind).items():
        if shape.words and name != "kind":
            problem = next(each for each in said(kind, {name: "zzz"}) if each.rule == name)
            assert problem.remedy == f"one of {', '.join(shape.words)}"
            slip = next(each for each in said(kind, {name: f"{shape.words[0]}s"}) if each.rule == name)
            assert shape.words[0] in slip.remedy


def test_where_in_a_list_is_said_in_words() -> None:
    cites = [{"source": "a"}, {"source": "b", "published": 5}]
    problem = next(each for each in said("pledge-announced", {"cites": cites}) if "published" in each.rule)
    assert (
        str(problem)
        == "line 7: cites (2nd) published: 5 is not a date (write one such as 2023-12-17, 2023-12 or 2023) [cites]"
    )
    assert problem.rule == "cites.1.published", "readers of files find the place by it"


def test_a_grammar_is_said_once() -> None:
    problems = [Problem(f"line {number}", "amount", f"amount: cannot read {number}", GRAMMAR) for number in (1, 2, 3)]
    text = str(Refused(problems))
    assert text.count(GRAMMAR) == 1
    assert text.count("see above") == 2
