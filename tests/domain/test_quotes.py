"""Quotes against the archived text of their source."""

from pathlib import Path

import pytest

from bilat.domain.admission import Draft, record
from bilat.events.errors import Refused
from bilat.events.log.archive import Archive, media_type
from bilat.events.log.log import Log, open_log
from tests.conftest import MIDNIGHT, Line, Recording, event

PAGE = b"<p>Japan will provide &ldquo;<b>fifty</b> million&rdquo; dollars&nbsp;- a <i>new</i>\n pledge.</p>"
SOURCE: Line = {
    "kind": "source-registered",
    "stream": "source/mofa",
    "title": "t",
    "publisher": "p",
    "type": "official",
}
PARTY: Line = {"kind": "party-registered", "stream": "party/JP", "name": "Japan", "type": "state"}


def archived(ledger: Log, page: bytes, name: str = "page.html") -> Line:
    kept = Archive.beside(ledger.location).keep(page)
    return {
        "kind": "source-archived",
        "stream": "source/mofa",
        "sha256": kept,
        "size": len(page),
        "media_type": media_type(name, page),
    }


def statement_quoting(quote: str | None, stream: str = "statement/s") -> Line:
    cite = {"source": "mofa"} | ({"quote": quote} if quote else {})
    return {"kind": "statement-made", "stream": stream, "on": "2023", "cites": [cite], "parties": ["JP"], "text": "t"}


def test_a_quote_that_the_text_does_not_contain_is_refused(ledger: Log, given: Recording) -> None:
    given(PARTY, SOURCE, archived(ledger, PAGE))
    with pytest.raises(Refused) as caught:
        given(statement_quoting("sixty million"))
    (problem,) = caught.value.problems
    assert (problem.rule, problem.message) == (
        "quote",
        "the archived text of mofa does not contain 'sixty million'",
    )
    assert given(statement_quoting("fifty million"), statement_quoting(None, "statement/t")).count == 2


def test_a_link_to_the_ledger_has_the_ledgers_texts(ledger: Log, given: Recording, tmp_path: Path) -> None:
    given(PARTY, SOURCE, archived(ledger, PAGE))
    (tmp_path / "link.db").symlink_to(ledger.location)
    with open_log(str(tmp_path / "link.db"), "w") as linked, pytest.raises(Refused, match="sixty million"):
        record(linked, [Draft(event(statement_quoting("sixty million")))], recorder="tester", now=lambda: MIDNIGHT)


def test_the_same_batch_may_archive_and_quote(ledger: Log, given: Recording) -> None:
    with pytest.raises(Refused, match="sixty million"):
        given(PARTY, SOURCE, archived(ledger, PAGE), statement_quoting("sixty million"))
    given(PARTY, SOURCE, archived(ledger, PAGE), statement_quoting("fifty million"))


def test_any_archived_version_may_contain_it(ledger: Log, given: Recording) -> None:
    given(PARTY, SOURCE, archived(ledger, PAGE), archived(ledger, b"sixty million", "page.txt"))
    given(statement_quoting("sixty million"), statement_quoting("fifty million", "statement/t"))


def test_a_corrected_quote_is_looked_for_and_an_older_one_is_left_alone(ledger: Log, given: Recording) -> None:
    given(PARTY, SOURCE, statement_quoting("sixty million"))
    given(archived(ledger, PAGE))
    mended = {"kind": "entry-corrected", "stream": "statement/s", "target": "statement/s#1", "reason": "r"}
    given({**mended, "fields": {"text": "another"}})
    with pytest.raises(Refused, match="seventy"):
        given({**mended, "fields": {"cites": [{"source": "mofa", "quote": "seventy million"}]}})
    given({**mended, "fields": {"cites": [{"source": "mofa", "quote": "fifty million"}]}})


def test_what_is_not_kept_here_or_no_text_is_not_compared(ledger: Log, given: Recording, tmp_path: Path) -> None:
    kept_elsewhere = archived(ledger, PAGE)
    (tmp_path / "ledger.db.archive" / kept_elsewhere["sha256"]).unlink()
    given(PARTY, SOURCE, kept_elsewhere, archived(ledger, b"%PDF-1.7", "page.pdf"), statement_quoting("sixty million"))
