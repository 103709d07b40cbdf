"""YAML: what is read from documents and lists, and what is not read at all."""

import re

import pytest

from bilat.events.errors import BadInput
from bilat.events.formats.yaml.template import template
from bilat.events.kinds import KINDS
from bilat.events.registry import event_class
from tests.events.formats.reading_of import fields_read, problems

DONE = "kind: pledge-completed\nstream: pledge/a\non: 2023\ncites: mofa#para 9\n"
PLEDGE = """
kind: pledge-announced
stream: pledge/a
on: 2023-12-17
cites:
  - source: mofa
    quote: "said: so"
donor: NO
recipient: [JP, VN]
title: 12
instrument: grant
amount: ~USD 1.50m
equivalents: [JPY 2bn]
new_money: no
terms: {rate_percent: 1.10}
note: |
  Two
  lines
"""


def test_scalars_are_what_the_field_holds() -> None:
    assert fields_read("yaml", PLEDGE)[0] | {"new_money": False} == {
        "kind": "pledge-announced",
        "stream": "pledge/a",
        "on": "2023-12-17",
        "donor": "NO",
        "recipient": ["JP", "VN"],
        "cites": [{"source": "mofa", "quote": "said: so"}],
        "title": "12",
        "instrument": "grant",
        "new_money": False,
        "amount": {"value": "1500000", "unit": "USD", "bound": "about"},
        "terms": {"rate_percent": "1.1"},
        "equivalents": [{"value": "2000000000", "unit": "JPY", "bound": "exact"}],
        "note": "Two\nlines\n",
    }


@pytest.mark.parametrize(
    "content",
    [
        DONE + "---\n" + DONE,
        "---\n---\n" + DONE + "...\n---\n# nothing\n---\n" + DONE,
        "".join("- " + DONE.replace("\n", "\n  ").strip(" ") for _ in range(2)),
    ],
)
def test_events_come_as_documents_or_as_a_list(content: str) -> None:
    assert [line["on"] for line in fields_read("yaml", content)] == ["2023", "2023"]


def test_a_kind_may_be_named_instead() -> None:
    assert fields_read("yaml", DONE.partition("\n")[2], kind="pledge-cancelled")[0]["kind"] == "pledge-cancelled"


def test_a_correction_tells_numbers_from_texts_by_their_quotes() -> None:
    content = (
        "kind: entry-corrected\nstream: series/a\ntarget: series/a#1\nreason: x\nfields:\n"
        "  place: 4\n  new_money: false\n  note: null\n  title: 12\n  status: 'final'\n"
    )
    fields = {"place": 4, "new_money": False, "note": None, "title": "12", "status": "final"}
    assert fields_read("yaml", content)[0]["fields"] == fields
    assert fields_read("yaml", content.replace("4", "'4'"))[0]["fields"]["place"] == "4"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (DONE + "on: 2024\n", "line 5, column 1: the key 'on' stands twice"),
        ("a: &x [1]\nb: *x\n", "line 1, column 4: anchors and aliases"),
        ("a: *x\n", "line 1, column 4: anchors and aliases"),
        ("a: !!python/object/apply:os.system [ls]\n", "line 1, column 4: the tag tag:yaml.org,2002:python"),
        ("a: !x b\n", "line 1, column 4: the tag !x"),
        ("? [a]\n: b\n", "line 1, column 3: a key is not a text"),
        ("just text\n", "line 1, column 1: an event is written as `name: value` lines"),
        ("- 1\n", "line 1, column 3: an event is written as"),
        ("{a: " * 40 + "}" * 40, "nested too deeply"),
        ("[" * 9000, "nested too deeply"),
        (DONE + "amount: >=16m dose\n", "line 5, column 10: not YAML: did not find expected comment"),
        (DONE + "\t- x", "line 5, column 1: not YAML"),
        (b"on: 2023\nnote: caf\xe9\n", "line 2, column 1"),
        (b"on: 2023\nnote: \x01\n", "line 2, column 7: not YAML: control characters are not allowed"),
        (DONE.replace("2023", "2023-13"), "line 3, column 5: on: '2023-13' is not a date"),
        (DONE + "reson: x\n", "line 5, column 8: reson: unknown field (did you mean reason"),
        (
            DONE.replace("mofa#para 9", "[s, {source: S p}]"),
            "line 4, column 21: cites (2nd) source: 'S p' is not a slug",
        ),
        (DONE.replace("completed", "complete"), "line 1, column 7: unknown kind 'pledge-complete' (did you mean"),
        (DONE.replace("kind: pledge-completed\n", ""), "line 1, column 1: an event needs its `kind`"),
        (DONE.replace("mofa#para 9", "[{source: }]"), "line 4, column 18: cites (1st) source: is missing"),
        (DONE.replace("on: 2023\n", "on:\n"), "line 1, column 1: pledge-completed needs `on`"),
    ],
)
def test_everything_wrong_is_reported_with_its_place(content: bytes | str, said: str) -> None:
    assert said in problems("yaml", content)[0]


def test_a_bad_document_does_not_hide_the_next() -> None:
    found = problems("yaml", "a: *x\n---\n" + DONE.replace("2023", "0") + "---\nb: !x 1\n")
    assert [problem.split(":")[0] for problem in found] == ["line 1, column 4", "line 5, column 5", "line 8, column 4"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_names_every_field_and_is_refused_until_it_is_filled_in(kind: str) -> None:
    text = template(kind)
    assert text.startswith("# yaml-language-server: $schema=bilat.schema.json\n")
    fields = set(re.findall(r"^(?:# )?([a-z_0-9]+):", text, re.MULTILINE))
    assert fields == {"kind", "stream", "on", "cites", "note", *event_class(kind).own_fields()}
    assert problems("yaml", text)


def test_a_filled_template_is_an_event() -> None:
    text = template("pledge-announced", "https://example.org/s.json")
    assert text.startswith("# yaml-language-server: $schema=https://example.org/s.json\n")
    for name, value in (
        ("stream", "pledge/a"),
        ("on", "2023"),
        ("  - source", "mofa"),
        ("donor", "JP"),
        ("recipient", "[VN, LA]"),
        ("title", "Ports"),
        ("instrument", "loan"),
    ):
        text = re.sub(rf"^{name}:( pledge/)?", f"{name}: {value}", text, flags=re.MULTILINE)
    text = re.sub(r"^# (amount|terms|  rate_percent|    quote):", r"\1:", text, flags=re.MULTILINE)
    text = text.replace("amount:", "amount: USD 5m").replace("rate_percent:", "rate_percent: 0.1")
    assert fields_read("yaml", text)[0] == {
        "kind": "pledge-announced",
        "stream": "pledge/a",
        "on": "2023",
        "cites": [{"source": "mofa"}],
        "donor": "JP",
        "recipient": ["VN", "LA"],
        "title": "Ports",
        "instrument": "loan",
        "terms": {"rate_percent": "0.1"},
        "amount": {"value": "5000000", "unit": "USD", "bound": "exact"},
    }


def test_there_is_no_template_of_an_unknown_kind() -> None:
    with pytest.raises(BadInput, match="did you mean pledge-announced"):
        template("pledge-anounced")
