"""Whether a ledger is whole: what `verify --deep` finds, and how many events there are."""

from datetime import UTC, datetime

from bilat.events.log.verify.audit import audit
from bilat.projections.cache.beside import kept_beside


def assert_whole(place: str, *sizes: int) -> int:
    """The ledger verifies and has one of these numbers of events: which."""
    record = audit(place, now=datetime.now(UTC), deep=True, beside=kept_beside)
    assert (record.findings, record.total) == ([], 0)
    assert record.verdict is not None
    assert record.verdict.tree.size in sizes
    return record.verdict.tree.size
