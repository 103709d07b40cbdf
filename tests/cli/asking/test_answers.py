"""How answers are read: names, titles, lists, kinds, short names; what is asked, and in which order."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bilat.cli.asking.kinds import kind_meant
from bilat.cli.asking.known import Known
from bilat.cli.asking.naming import proposed, slug
from bilat.cli.asking.order import order_of
from bilat.cli.asking.question import Answer, Question, ask, one_of
from bilat.cli.asking.reading import parts_of, read_field
from bilat.cli.asking.script import Script
from bilat.domain.admission import Draft, record
from bilat.events.errors import BadInput
from bilat.events.fields import shapes
from bilat.events.kinds import KINDS
from bilat.events.log.log import create_log
from bilat.events.registry import event_class
from tests.conftest import MIDNIGHT, Line, event

PARTIES: tuple[Line, ...] = (
    {"kind": "party-registered", "stream": "party/JP", "name": "Japan", "type": "state"},
    {"kind": "party-registered", "stream": "party/ASEAN", "name": "South-East Asia", "type": "group"},
    {"kind": "source-registered", "stream": "source/a", "title": "Talks", "publisher": "A", "type": "news"},
    {"kind": "source-registered", "stream": "source/b", "title": "talks", "publisher": "B", "type": "news"},
    {
        "kind": "figure-reported",
        "stream": "series/asean-japan",
        "indicator": "trade",
        "from": "ASEAN",
        "to": "JP",
        "period": "2020",
        "on": "2021",
        "cites": ["a"],
        "change_percent": "1",
    },
)


@pytest.fixture
def known(tmp_path: Path) -> Iterator[Known]:
    with create_log(str(tmp_path / "known.db")) as log:
        record(log, [Draft(event(line)) for line in PARTIES], recorder="tester", now=lambda: MIDNIGHT)
        yield Known(log)


@pytest.mark.parametrize("text", ["JP", "jp", "party/JP", "Japan", "JAPAN"])
def test_a_party_is_found_by_its_code_and_its_name(known: Known, text: str) -> None:
    assert known.find(text, "party/") == "party/JP"


def test_a_title_that_two_have_is_no_name_and_a_near_one_is_suggested(known: Known) -> None:
    with pytest.raises(BadInput, match="may be source/a or source/b"):
        known.find("TALKS", "source/")
    with pytest.raises(BadInput, match="did you mean Japan"):
        known.find("Japna", "party/")


def test_what_is_drafted_is_known_too(known: Known) -> None:
    registered = event({"kind": "party-registered", "stream": "party/VN", "name": "Vietnam", "type": "state"})
    assert Known(known.log, [registered]).find("vietnam", "party/") == "party/VN"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("JP, US", ["JP", "US"]),
        ("JP,US", ["JP", "US"]),
        ("USD 1,000, JPY 5m", ["USD 1,000", "JPY 5m"]),
        ("USD 1,000,000", ["USD 1,000,000"]),
        ("USD 1,000; EUR 2,000,000 ;5 doses", ["USD 1,000", "EUR 2,000,000", "5 doses"]),
        (" one ", ["one"]),
    ],
)
def test_commas_part_a_list_and_group_digits(text: str, parts: list[str]) -> None:
    assert parts_of(text) == parts


def test_words_are_meant_by_their_beginning_and_never_by_half_of_two() -> None:
    assert one_of("tech", ("technical-cooperation", "loan")) == "technical-cooperation"
    with pytest.raises(BadInput, match="mixed or mobilised"):
        one_of("m", ("mixed", "mobilised"))
    with pytest.raises(BadInput, match="none of these"):
        one_of("", ("mixed",))


def test_a_kind_is_meant_by_words_of_its_help() -> None:
    assert kind_meant("money promised") == "pledge-announced"
    assert kind_meant("meeting took place") == "meeting-held"
    with pytest.raises(BadInput, match="pledge-topped-up or pledge-revised"):
        kind_meant("promise raised")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Support for AC-PHEED!", "support-for-ac-pheed"),
        ("Đà Nẵng: l'été", "a-nang-lete"),
        ("日本", "x"),
        ("a" * 90, "a" * 60),
        ("word " * 20, "word-" * 11 + "word"),
    ],
)
def test_a_short_name_is_made_of_any_text(text: str, name: str) -> None:
    assert slug(text) == name


def test_the_name_that_is_proposed_is_free_and_a_figure_goes_on_with_its_series(known: Known) -> None:
    published = {"publisher": "The Talks", "published": "2021-10"}
    assert proposed("source-registered", "source", published, known) == "talks-2021-10"
    assert proposed("source-registered", "source", {"publisher": "A"}, known) == "a-2"
    figure = {"indicator": "trade", "from": "JP", "to": "ASEAN"}
    assert proposed("figure-reported", "series", figure, known) == "asean-japan"
    assert proposed("figure-reported", "series", {**figure, "indicator": "exports"}, known) == "jp-asean-exports"


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_kind_is_asked_or_offered_once(kind: str) -> None:
    for opens in (True, False):
        order = order_of(kind, opens=opens)
        fields = [*order.asked, *order.more]
        assert len(fields) == len(set(fields))
        own = {name for name in event_class(kind).own_fields() if opens or name not in event_class(kind).IDENTITY}
        first = {"target"} if kind.startswith("entry-") else set()
        assert {*fields} == own - first | {"on", "cites", "note"}
        assert {name for name in own - first if shapes(kind)[name].required} <= set(order.asked)


def test_an_answer_is_checked_as_the_class_checks_it(known: Known) -> None:
    def read(name: str, text: str, kind: str = "pledge-announced") -> Answer:
        return read_field(kind, name, shapes(kind)[name], text, known)

    assert read("donor", "Japan, asean").value == ["JP", "ASEAN"]
    assert read("new_money", "no").value is False
    assert read("sector", "122").value == "122"
    assert read("change_percent", "10.2%", "figure-reported").value == "10.2"
    for name, text in (("sector", "12"), ("amount", "USD 0"), ("new_money", "perhaps"), ("terms", "years")):
        with pytest.raises(BadInput):
            read(name, text)


def test_a_script_is_refused_where_a_person_would_be_asked_again(capsys: pytest.CaptureFixture[str]) -> None:
    question = Question("n", "how many", read=lambda text: Answer(int(one_of(text, ("1", "2")))), required=True)
    assert ask(Script(["# a comment", "2"]), question).value == 2
    assert capsys.readouterr().err == "how many: 2\n"
    with pytest.raises(BadInput, match=r"answer on line 2 \(how many\): '3' is none of these"):
        ask(Script(["# a comment", "3"]), question)
    with pytest.raises(BadInput, match="the answers end before 'how many'"):
        ask(Script([]), question)


def test_enter_takes_what_is_carried_on_and_a_dash_leaves_it_out() -> None:
    question = Question("day", "day", default="2021-10-27")
    assert ask(Script([""]), question).value == "2021-10-27"
    assert ask(Script(["-"]), question).value is None
