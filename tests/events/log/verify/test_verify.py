"""Verifying an export or a ledger against what was handed out, with nothing but the file."""

import io
import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilat.events.fields import REFERENCE_FIELDS
from bilat.events.kinds import KINDS
from bilat.events.log.log import open_log
from bilat.events.log.transparency.checkpoint import Checkpoint
from bilat.events.log.transparency.merkle import Tree
from bilat.events.log.verify.export import LINE_LIMIT, ExportFile
from bilat.events.log.verify.sqlite import SQLiteSource
from bilat.events.log.verify.verify import Verdict, verify
from bilat.events.registry import event_class
from tests.events.log.verify.tampering import SEALED_AT, SIZE, finding_texts, sealed_ledger


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A sealed ledger of thirteen events."""
    return sealed_ledger(tmp_path_factory.mktemp("whole") / "ledger.db")


@pytest.fixture(scope="module")
def lines(place: str) -> list[bytes]:
    """Its canonical lines."""
    with open_log(place) as log:
        return list(log.lines())


def exported(lines: list[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines)


def on_export(raw: bytes, checkpoint: Checkpoint | None = None, *, deep: bool = False) -> Verdict:
    return verify(ExportFile("log.jsonl", io.BytesIO(raw)), checkpoint=checkpoint, deep=deep)


def on_ledger(place: str, checkpoint: Checkpoint) -> Verdict:
    with closing(SQLiteSource(place)) as source:
        return verify(source, checkpoint=checkpoint)


def checkpoint_of(lines: list[bytes]) -> Checkpoint:
    tree = Tree().extended(lines)
    return Checkpoint("bilat/any", tree.size, tree.root)


def test_an_export_verifies_with_nothing_else_at_hand(lines: list[bytes]) -> None:
    verdict = on_export(exported(lines), deep=True)
    assert (finding_texts(verdict), verdict.tree.size, verdict.sealed) == ([], SIZE, SEALED_AT - 1)
    held_to = on_export(exported(lines), checkpoint_of(lines))
    assert (held_to.sealed, held_to.covered) == (SEALED_AT - 1, SIZE), "the log's own seals are not the checkpoint"


def test_an_empty_export_holds_no_events() -> None:
    verdict = on_export(b"")
    assert (finding_texts(verdict), verdict.tree, verdict.sealed) == ([], Tree(), 0)


@given(data=st.data())
def test_a_flipped_byte_of_an_export_contradicts_its_checkpoint(lines: list[bytes], data: st.DataObject) -> None:
    raw = bytearray(exported(lines))
    place = data.draw(st.integers(0, len(raw) - 2), label="byte")  # the last newline belongs to no line
    raw[place] ^= data.draw(st.integers(1, 255), label="flip")
    number = exported(lines)[:place].count(b"\n") + 1
    verdict = on_export(bytes(raw), checkpoint_of(lines))
    spans = [(each.position, each.last or each.position) for each in verdict.findings if each.position]
    assert any(first <= number <= last for first, last in spans), finding_texts(verdict)


EDITS = {
    "a line left out": (lambda lines: lines[:4] + lines[5:], "@8: a seal of 8 events stands at position 8"),
    "two lines swapped": (lambda lines: [*lines[:4], lines[5], lines[4], *lines[6:]], "@1..8: .* the seal at @9"),
    "a line twice": (lambda lines: lines[:5] + lines[4:], "@6: version 1 of pledge/p1 stands where version 2"),
    "an empty line": (lambda lines: [*lines[:4], b"", *lines[4:]], "@5: the line is not JSON"),
    "other line ends": (lambda lines: [line + b"\r" for line in lines], "@1: the line is not canonical"),
    "a mark at the beginning": (lambda lines: [b"\xef\xbb\xbf" + lines[0], *lines[1:]], "@1: the line is not JSON"),
    "a number instead of an object": (lambda lines: [b"5", *lines[1:]], "@1: the line is no JSON object"),
    "nested too deep": (lambda lines: [b"[" * 900 + b"]" * 900, *lines[1:]], "@1: the line is no JSON object"),
    "too deep in an object": (
        lambda lines: [b'{"a":' + b"[" * 900 + b"]" * 900 + b"}", *lines[1:]],
        "@1: the line is not JSON",
    ),
    "a draft": (lambda lines: [b'{"kind":"party-registered","stream":"party/JP"}'], "@1: a recorded event has"),
    "a line too long": (lambda lines: [*lines[:4], b'"' + b"x" * LINE_LIMIT + b'"'], "@5: the line is longer than"),
}


@pytest.mark.parametrize(("edit", "expected"), EDITS.values(), ids=EDITS)
def test_an_edited_export_is_found_and_placed(
    lines: list[bytes], edit: Callable[[list[bytes]], list[bytes]], expected: str
) -> None:
    found = finding_texts(on_export(exported(edit(lines))))
    assert re.match(expected, found[0]), found


def test_what_only_a_checkpoint_can_find(lines: list[bytes]) -> None:
    """A tail cut off, or changed after the last seal, leaves an export that agrees with itself."""
    cut, changed = lines[:11], [*lines[:-1], lines[-1].replace(b"2024-01-04", b"2024-01-05")]
    whole = checkpoint_of(lines)
    assert finding_texts(on_export(exported(cut))) == finding_texts(on_export(exported(changed))) == []
    assert finding_texts(on_export(exported(cut), whole)) == [
        "@12: the checkpoint covers 13 events, the log holds 11: the tail was cut off"
    ]
    (found,) = finding_texts(on_export(exported(changed), whole))
    assert found == "@1..13: the first 13 events do not have the root that the checkpoint tells"


@pytest.mark.parametrize(
    ("size", "root", "expected"),
    [
        (12, None, "@1..12: the first 12 events do not have the root that the checkpoint tells"),
        (14, None, "@14: the checkpoint covers 14 events, the log holds 13"),
        (13, bytes(32), "@1..13: the first 13 events do not have the root that the checkpoint tells"),
        (0, bytes(32), "@1: the first 0 events do not have the root"),
    ],
)
def test_a_checkpoint_of_another_size_or_root(
    place: str, lines: list[bytes], size: int, root: bytes | None, expected: str
) -> None:
    with open_log(place) as log:
        name = f"bilat/{log.id}"
    right = Checkpoint(name, SIZE, Tree().extended(lines).root)
    assert finding_texts(on_ledger(place, right)) == []
    first, *_ = finding_texts(on_ledger(place, Checkpoint(name, size, root or right.root)))
    assert first.startswith(expected)


def test_a_checkpoint_of_another_ledger(place: str, lines: list[bytes]) -> None:
    (found,) = finding_texts(on_ledger(place, checkpoint_of(lines)))
    assert "the checkpoint is of bilat/any" in found


def test_what_the_vocabulary_does_not_admit_is_found_by_a_deep_look(lines: list[bytes]) -> None:
    changed = exported([lines[0].replace(b'"state"', b'"realm"')])
    assert finding_texts(on_export(changed)) == []
    (found,) = finding_texts(on_export(changed, deep=True))
    assert found.startswith("@1: the vocabulary does not admit it")
    spelled = exported([*lines[:4], lines[4].replace(b'"50000000"', b'"50000000.0"')])
    assert finding_texts(on_export(spelled, deep=True)) == [
        "@5: the line is not written as this program writes that event"
    ]


def test_every_field_that_holds_a_code_or_a_stream_is_known_to_name_one() -> None:
    for kind in map(event_class, KINDS):
        for name, field in kind.model_fields.items():
            shape = repr((field.annotation, field.metadata))  # names the validators, however deep they lie
            party = "check_party" in shape
            stream = "_stream_of" in shape
            if party or stream or name == "origin":
                prefix = "party/" if party else "" if stream else "source/"
                assert REFERENCE_FIELDS.get(field.alias or name) == prefix, (kind, name)
            else:
                assert (field.alias or name) not in REFERENCE_FIELDS, (kind, name)


def test_findings_are_counted_beyond_those_that_are_kept(lines: list[bytes], tmp_path: Path) -> None:
    verdict = on_export(b"x\n" * 3000)
    assert verdict.total == 3000
    assert len(verdict.findings) == 1000
