"""Claim a damaged ledger from a bug: an error that nobody foresaw, and what `verify` says of the ledger it came of.

Reports read the record without looking at every line again, so damage shows wherever something does not fit. It is
looked for only then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from bilat.events.errors import BilatError, StoreError
from bilat.events.location import POSTGRES, redact_location
from bilat.events.log.verify.findings import Damage

_OF_READING = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_PANIC = "PanicException"


def suspect(location: str, error: BaseException | None) -> None:
    """Raise StoreError where the error came of reading and the ledger is damaged; return where it is another matter.

    A panic of Polars over a sound ledger, or Parquet that is none, is laid to the columns kept beside it.
    """
    panic = type(error).__name__ == _PANIC
    polars = type(error).__module__.startswith("polars")
    if isinstance(error, BilatError) or not (isinstance(error, _OF_READING) or polars or panic):
        return
    found = _finding(location)
    if found is not None:
        where = "" if found.position is None else f" at @{found.position}"
        cause = f"{redact_location(location)} is damaged{where}: {found.cause}"
        raise StoreError(cause, "run `bilat verify --deep` on the ledger: it tells what, and what to do") from error
    if panic or (polars and "parquet" in str(error).lower()):
        cause = f"{redact_location(location)} is sound, but the columns kept of it cannot be read"
        raise StoreError(cause, "remove them: `bilat verify` names the folder") from error


def _finding(location: str) -> Damage | None:
    """Return the first thing that `verify --deep` finds wrong with a ledger."""
    from bilat.events.log.verify.verify import VerifiedSource, verify

    def found(source: VerifiedSource) -> Damage | None:
        return next(iter(verify(source, deep=True).findings), None)

    if location.startswith(POSTGRES):
        from bilat.events.log.verify.postgres import PostgresSource

        with closing(PostgresSource(location)) as served:
            return found(served)
    from bilat.events.log.verify.sqlite import SQLiteSource

    with closing(SQLiteSource(location)) as stored:
        return found(stored)


@contextmanager
def suspected(suspects: Callable[[BaseException], None] | None) -> Iterator[None]:
    """Read what came of a ledger: an error that nobody foresaw is laid to the ledger where that is damaged."""
    try:
        yield
    except BaseException as error:
        if suspects:
            suspects(error)
        raise
