"""Asking for commitments in a currency, as the tests of conversion do."""

from typing import Any

from bilat.projections import currency as projections_currency
from bilat.projections.columns import decode_lines
from bilat.projections.currency.conversion import Converted, convert
from bilat.projections.pledges.lots import PledgeBook, pledge_book
from bilat.projections.reports.commitments import report
from bilat.projections.view.as_of import as_of
from bilat.projections.view.boundary import Boundary
from tests.histories import RELATION, Draft, canonical, stamped


def asked(drafts: list[Draft], **asked: Any) -> dict[str, Any]:
    """The report of a random history."""
    return report(decode_lines(b"\n".join(map(canonical, stamped(drafts)))), Boundary(RELATION, **asked), {})


def converted(drafts: list[Draft], currency: str, named: str) -> tuple[PledgeBook, Converted]:
    """The money of a random history, before and after."""
    boundary = Boundary(RELATION)
    kept = pledge_book(as_of(decode_lines(b"\n".join(map(canonical, stamped(drafts)))), boundary), boundary)
    return kept, convert(kept, currency, projections_currency.table(named), stated=named == "stated")
