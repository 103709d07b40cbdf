"""`bilat draft`, and the import of a draft that a person decided about."""

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Bilat

TEXT = """Japan promises Vietnam help

Japan will provide US$50 million to Vietnam for flood defences. The company's profit was $3 billion.
"""


@pytest.fixture
def page() -> Path:
    """A page in the working folder."""
    path = Path("page.txt")
    path.write_text(TEXT, encoding="utf-8")
    return path


def drafted(bilat: Bilat, page: Path, *more: str) -> Path:
    """The draft of a page, in a file."""
    answer = bilat("draft", str(page), "--published", "2023-05-20", "--publisher", "The Post", "-o", "d.yaml", *more)
    assert answer.code == 0, answer.err
    return Path("d.yaml")


def decided(draft: Path, status: str) -> None:
    """Set every proposal to a status."""
    draft.write_text(draft.read_text().replace("status: proposed", f"status: {status}"))


def test_a_draft_says_where_each_proposal_stands_and_that_nothing_is_recorded(ledger: Bilat, page: Path) -> None:
    before = ledger("log").out
    answer = ledger("draft", "page.txt", "--published", "2023-05-20", "--publisher", "The Post")
    assert answer.code == 0
    assert "nothing is recorded" in answer.err
    assert "1 amount left aside" in answer.err
    assert "amount: USD 50m" in answer.out
    assert "status: proposed" in answer.out
    assert "stream: party/VN" in answer.out
    assert "reason: '“profit”" in answer.out
    assert ledger("log").out == before


def test_the_same_page_gives_the_same_file(ledger: Bilat, page: Path) -> None:
    first = drafted(ledger, page).read_bytes()
    assert drafted(ledger, page).read_bytes() == first


def test_standard_input_is_kept_in_the_draft(program: Bilat, tmp_path: Path) -> None:
    made = program("draft", "-", "-o", "d.yaml", given=TEXT.encode())
    assert made.code == 0, made.err
    assert "flood defences" in Path("d.yaml").read_text()
    assert "no ledger here" in made.err


def test_import_refuses_a_draft_while_anything_is_undecided(ledger: Bilat, page: Path) -> None:
    draft = drafted(ledger, page)
    answer = ledger("import", str(draft))
    assert answer.code == 2
    assert "still undecided" in answer.err
    assert "bilat review" in answer.err


def test_an_accepted_draft_is_one_batch_with_its_text_archived(ledger: Bilat, page: Path) -> None:
    draft = drafted(ledger, page)
    decided(draft, "accepted")
    answer = ledger("import", str(draft))
    assert answer.code == 0, answer.err
    assert answer.out.startswith("recorded 4 events")
    assert [path.read_text() for path in Path("bilat.db.archive").iterdir()] == [TEXT]
    (net,) = json.loads(ledger("commitments", "JP-VN", "--format", "json").out)["totals"]["net"]
    assert (net["value"], net["unit"]) == ("50000000", "USD")
    assert ledger("import", str(draft)).out.startswith("recorded 0 events, 4 recorded already")


def test_what_was_rejected_is_left_out(ledger: Bilat, page: Path) -> None:
    draft = drafted(ledger, page)
    decided(draft, "rejected")
    answer = ledger("import", str(draft))
    assert answer.code == 2
    assert "no proposal" in answer.err


def test_a_quote_that_the_page_does_not_hold_is_refused(ledger: Bilat, page: Path) -> None:
    draft = drafted(ledger, page)
    decided(draft, "accepted")
    draft.write_text(draft.read_text().replace("quote: Japan will provide", "quote: Japan shall provide"))
    answer = ledger("import", str(draft))
    assert answer.code == 2
    assert "the page does not contain" in answer.err
    assert not Path("bilat.db.archive").exists()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda draft, page: page.write_text("Another text, with other words."), "no longer the one"),
        (lambda draft, page: page.unlink(), "is not there"),
        (
            lambda draft, page: draft.write_text(draft.read_text().replace(" amount\n", "9999 amount\n", 1)),
            "not within",
        ),
        (lambda draft, page: draft.write_text(draft.read_text().replace("draft: 1", "draft: 7")), "this program reads"),
        (lambda draft, page: draft.write_text(draft.read_text().replace("proposed", "excepted", 1)), "no status"),
        (lambda draft, page: draft.write_text(draft.read_text() + "---\nx: 1\n"), "proposes no event"),
        (
            lambda draft, page: draft.write_text(draft.read_text().replace("kind: pledge-announced", "kind: gift")),
            "gift",
        ),
    ],
)
def test_a_draft_that_does_not_hold_is_refused(ledger: Bilat, page: Path, change: object, says: str) -> None:
    draft = drafted(ledger, page)
    change(draft, page)  # type: ignore[operator]
    if says in ("gift",):
        decided(draft, "accepted")
    answer = ledger("import", str(draft))
    assert answer.code == 2
    assert says in answer.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("draft", "absent.txt"), "cannot read"),
        (("draft", "page.txt", "--published", "yesterdayish"), "--published"),
        (("draft", "page.txt", "-o", "bilat.db"), "belongs to the ledger"),
        (("draft", "page.txt", "--reader", "no-such-program-here"), "cannot be run"),
        (("draft", "page.txt", "--reader", "false"), "failed"),
        (("draft", "page.txt", "--reader", "echo x"), "not JSON"),
    ],
)
def test_bad_input_is_refused_with_a_remedy(ledger: Bilat, page: Path, words: tuple[str, ...], says: str) -> None:
    answer = ledger(*words)
    assert answer.code == 2
    assert says in answer.err


def test_hostile_text_is_inert_in_the_file(ledger: Bilat) -> None:
    Path("h.txt").write_text(
        "Japan will give \x1b[2J\x9b31m Vietnam US$5 million. !!python/object:os.system &a *a {{x}}"
    )
    answer = ledger("draft", "h.txt", "--published", "2023-05-20", "--publisher", "\x1b]0;title\x07Post")
    assert answer.code == 0, answer.err
    assert "\x1b" not in answer.out + answer.err
    assert "\x9b" not in answer.out


def test_characters_that_turn_the_line_around_are_escapes_in_the_file_and_the_same_when_read(ledger: Bilat) -> None:
    Path("h.txt").write_text("Japan will give Vietnam \u202eUS$5 million\u202c for \u2066ships\u2069 and ports.")
    answer = ledger("draft", "h.txt", "--published", "2023-05-20", "--publisher", "Post", "-o", "h.yaml")
    assert answer.code == 0, answer.err
    written = Path("h.yaml").read_text()
    assert not set(written) & set("\u202e\u202c\u2066\u2069")
    decided(Path("h.yaml"), "accepted")
    assert ledger("import", "h.yaml").code == 0


@pytest.mark.parametrize("name", ["/dev/zero", "pipe"])
def test_a_draft_that_names_a_device_or_a_pipe_as_its_page_is_refused(ledger: Bilat, page: Path, name: str) -> None:
    draft = drafted(ledger, page)
    os.mkfifo("pipe")
    draft.write_text(draft.read_text().replace("file: page.txt", f"file: {name}"))
    answer = ledger("import", str(draft))
    assert answer.code == 2
    assert "is no file" in answer.err


HELPER = """
import json, sys
asked = json.load(sys.stdin)
text = asked["text"]
at = text.index("US$50 million")
span = {"start": at, "end": at + 13, "what": "amount"}
event = {"kind": "pledge-announced", "stream": "pledge/x", "on": "2023-05-20", "donor": "JP", "recipient": "VN",
         "title": "Floods", "instrument": "grant", "amount": {"value": "50000000", "unit": "USD", "bound": "exact"}}
more = {**event, "stream": "pledge/y", "amount": {"value": "60000000", "unit": "USD", "bound": "exact"}}
print(json.dumps({"name": "oracle", "proposals": [
    {"event": event, "confidence": 0.99, "spans": [span]},
    {"event": more, "spans": [span]},
    {"event": event, "spans": [{"start": 5, "end": 99999}]},
    {"event": {**event, "donor": "QQQ"}, "spans": [span]},
    {"event": {**event, "kind": "entry-retracted"}, "spans": [span]},
    {"event": event},
]}))
"""


def test_nothing_that_a_helper_says_is_trusted(ledger: Bilat, page: Path) -> None:
    script = Path("helper.py")
    script.write_text(HELPER)
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    answer = ledger("draft", "page.txt", "--published", "2023-05-20", "--reader", f"{sys.executable} helper.py")
    assert answer.code == 0, answer.err
    assert "by: the helper oracle" in answer.out
    assert "confidence: 0.99" not in answer.out
    assert "confidence: 0.7" in answer.out
    words = " ".join(answer.out.split())
    assert "it says USD 60m, the text is read as USD 50m" in words
    assert "quote: Japan will provide US$50 million to Vietnam for flood defences." in words
    for number, reason in ((3, "no piece of the text"), (4, "QQQ"), (5, "no kind"), (6, "no span")):
        assert f"proposal {number} of oracle was dropped" in answer.err
        assert reason in answer.err


def test_a_helper_is_given_text_schema_and_parties(ledger: Bilat, page: Path) -> None:
    Path("h.py").write_text(
        "import json, sys\n"
        "asked = json.load(sys.stdin)\n"
        "open('asked.json', 'w').write(json.dumps(asked))\n"
        "print(json.dumps({'proposals': []}))\n"
    )
    assert ledger("draft", "page.txt", "--reader", f"{sys.executable} h.py").code == 0
    asked = json.loads(Path("asked.json").read_text())
    assert asked["text"] == TEXT
    assert {"code": "JP", "name": "Japan"} in asked["parties"]
    assert asked["schema"]["pledge-announced"]["properties"]["amount"]
