"""Checking pages without a browser: every change is found, and is told for what it is."""

import json
from functools import cache
from typing import Any

import pytest

from bilat.cli.page import remaking
from bilat.cli.page.checking import CheckedPage, check_page
from bilat.cli.page.html import render
from bilat.events.errors import BadInput
from bilat.events.log.transparency.checkpoint import Checkpoint
from bilat.events.log.transparency.keys import PrivateKey
from bilat.events.log.transparency.merkle import Tree
from bilat.events.log.transparency.signed_notes import Note
from bilat.projections.page.closure import Record
from bilat.projections.page.data import FORM
from bilat.projections.page.exported import ExportedLog
from bilat.projections.page.make import make
from bilat.projections.view.boundary import Boundary
from tests.cli.page.pages import KEY, LEDGER, ShippedLog, checkpoint, page_of, shipped
from tests.cli.page.tamperings import NAMES, random_digits, tampered, with_proof
from tests.full import FULL, few

FORGER = PrivateKey("example.org/seals", bytes(range(1, 33)))
MADE = remaking.made_again


@pytest.fixture(autouse=True)
def made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same proof and question make the same page: it is made once."""
    monkeypatch.setattr(remaking, "made_again", lambda record: _made(json.dumps(record)))


@cache
def _made(record: str) -> str:
    return MADE(json.loads(record))


def causes(found: CheckedPage) -> str:
    return "; ".join(each.cause for each in found.findings)


def is_found(html: str) -> bool:
    """Whether something is said to be wrong with a page."""
    try:
        return bool(check_page(html, KEY.public).findings)
    except BadInput:
        return True


def exported(log: ShippedLog, tmp_path: Any) -> ExportedLog:
    (tmp_path / "log.jsonl").write_bytes(b"\n".join(log.kept) + b"\n")
    return ExportedLog(tmp_path / "log.jsonl")


def test_a_page_that_was_not_changed_is_sound(tmp_path: Any) -> None:
    point = Note.parse(checkpoint(shipped()).encode())
    found = check_page(page_of(), KEY.public, point, exported(shipped(), tmp_path))
    assert (found.findings, found.signer, found.checkpoint.size) == ([], KEY.public.name, 342)
    assert found.remarks == ["that a source tells the truth"]
    assert check_page(page_of()).remarks[0] == "who made it (--key)"


@pytest.mark.parametrize("name", NAMES)
def test_every_change_is_found(name: str) -> None:
    assert is_found(tampered(page_of(), name))


def test_a_random_digit_is_found_wherever_it_stands() -> None:
    missed = [page_of()[at - 40 : at + 20] for at, html in random_digits(page_of(), few(150)) if not is_found(html)]
    assert missed == []


def test_a_line_that_was_changed_is_named() -> None:
    html = with_proof(page_of(), lambda proof: proof["lines"][60].__setitem__(1, proof["lines"][60][1] + " "))
    found = check_page(html)
    assert [each.position for each in found.findings] == [json.loads(json.dumps(found.findings[0].position))]
    assert "is not what was recorded" in causes(found)


def signed(log: ShippedLog, key: PrivateKey = KEY, relation: str = "JP-MY") -> str:
    """A page under a key, of two parties with little between them."""
    data = make(log, relation, Boundary(), checkpoint(log, key=key), key.public)
    return render(data, lambda text: Note(text).signed(key))


def test_a_page_that_another_key_signed_is_told_to_be_so() -> None:
    html = signed(shipped(), FORGER)
    assert check_page(html).findings == [], "in itself it is sound"
    found = check_page(html, KEY.public)
    assert "not by example.org/seals with this key" in causes(found)
    assert found.signer == ""


def test_a_history_that_was_cut_is_named() -> None:
    """A forger who seals a log without an event of a stream gives away the gap."""
    second = b'"stream":"pledge/acpheed"', b'"version":2'
    kept = tuple(line for line in shipped().kept if not all(each in line for each in second))
    found = check_page(signed(ShippedLog(kept), relation="ASEAN-JP"), KEY.public)
    assert "the history of pledge/acpheed was cut: its event 2 is not in the page" in causes(found)


def test_an_event_that_was_left_out_is_found_by_whoever_has_the_log(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, stream = Record.of, b'"stream":"pledge/osa-my-2023"'
    monkeypatch.setattr(Record, "of", lambda *asked: [each for each in whole(*asked) if stream not in each[1]])
    html = signed(shipped())
    monkeypatch.setattr(Record, "of", whole)
    alone = check_page(html, KEY.public)
    assert alone.findings == [], "nobody sees it who has the page alone"
    assert "that no event was left out (--log)" in alone.remarks
    found = check_page(html, KEY.public, None, exported(shipped(), tmp_path))
    assert "pledge-committed was left out of the page, which rests on it" in causes(found)
    assert {each.event.partition("#")[0] for each in found.findings} == {"pledge/osa-my-2023"}


def test_a_log_of_another_history_is_told_to_be_one(tmp_path: Any) -> None:
    other = ShippedLog((*shipped().kept[:-1], shipped().kept[-1].replace(b'"recorder":"test"', b'"recorder":"tess"')))
    assert "does not have the root" in causes(check_page(page_of(), None, None, exported(other, tmp_path)))


def test_checkpoints_from_elsewhere_are_compared(tmp_path: Any) -> None:
    other = Note.parse(Checkpoint.of(LEDGER, 342, Tree().extended(shipped().kept[1:]).root.hex()).text.encode())
    assert "tell different roots of the first 342 events" in causes(check_page(page_of(), None, other))
    foreign = Note.parse(Checkpoint.of("f" * 32, 342, Tree().extended(shipped().kept).root.hex()).text.encode())
    assert "the page is of bilat/" in causes(check_page(page_of(), None, foreign))
    earlier = Note.parse(checkpoint(shipped(), 300).encode())
    with pytest.raises(BadInput, match="cannot be compared"):
        check_page(page_of(), None, earlier)
    assert check_page(page_of(), KEY.public, earlier, exported(shipped(), tmp_path)).findings == []


def test_a_page_of_another_version_is_told_to_be_one() -> None:
    html = with_proof(page_of(), lambda proof: proof.update(bilat="9.9"))
    assert "was made by bilat 9.9" in causes(check_page(html))


@pytest.mark.parametrize("form", [1, None, "2"])
def test_a_page_of_another_form_is_told_to_be_one(form: object) -> None:
    html = with_proof(page_of(), lambda proof: proof.update(form=form))
    found = check_page(html)
    assert (f"is of form {form}, this program makes form {FORM}" in causes(found)) is (form != str(FORM))
    assert found.findings, "one that says its form otherwise is not the page that was made"


@pytest.mark.parametrize(
    "html", ["<!doctype html>", "<!doctype html>" + '<script type="application/json" id="proof">{']
)
def test_what_is_no_page_is_said_to_be_none(html: str) -> None:
    with pytest.raises(BadInput):
        check_page(html)


if FULL:

    def test_two_thousand_random_digits_are_found() -> None:
        assert [at for at, html in random_digits(page_of(), 2_000, seed=2) if not is_found(html)] == []
