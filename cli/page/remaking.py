"""Making a page again from the lines that it carries, and finding where it differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from bilat.cli.page.html import render
from bilat.events.errors import BadInput, BilatError
from bilat.events.log.verify.findings import Damage
from bilat.projections.page.data import FORM, page_data
from bilat.projections.page.proof import PageProof
from bilat.projections.program import program
from bilat.projections.view.boundary import Boundary

AGAIN = "get the page again from whoever made it"
_BEFORE, _AFTER = 30, 60
"""Characters shown before and after the first difference."""
_TYPES: Mapping[str, type] = {"members": bool, "filters": dict}


def made_again(record: Mapping[str, Any]) -> str:
    """Return the page that the proof and the question in a page make; its signatures are taken over.

    Raises BadInput for a question that cannot be read, and as the reports do.
    """
    data = page_data(PageProof.of_json(record), boundary_of(record))
    return render(data, lambda text: _signed(str(record.get("page")), text))


def boundary_of(record: Mapping[str, Any]) -> Boundary:
    """Return what a page was asked. Raises BadInput where that cannot be read."""
    asked = record.get("boundary")
    if not isinstance(asked, dict):
        raise BadInput("the page does not say what it was asked")
    for name, value in asked.items():
        if value is not None and not isinstance(value, _TYPES.get(name, str)):
            raise BadInput(f"the page was asked for no {name[:40]} that can be read")
    return Boundary.of_json(asked)


def differences(html: str, record: Mapping[str, Any]) -> Iterator[Damage]:
    """Yield where a page is not what its lines make; one that another version made is told to be so."""
    maker, form = (str(record.get(name))[:40] for name in ("bilat", "form"))
    if maker != program():
        cause = f"the page was made by bilat {maker}, this is {program()}: made again it differs"
        yield Damage(None, cause, f"verify it with bilat {maker}")
        return
    if form != str(FORM):
        cause = f"the page is of form {form}, this program makes form {FORM}: made again it differs"
        yield Damage(None, cause, "verify it with the program that made it, or get the page again")
        return
    try:
        again = made_again(record)
    except (BilatError, LookupError, AttributeError, TypeError, ValueError) as error:  # a question that was changed
        cause = f"the page cannot be made again from its lines: {getattr(error, 'message', error)}"
        yield Damage(None, cause, AGAIN)
        return
    if again != html:
        at = next(number for number in count() if html[number : number + 1] != again[number : number + 1])
        there, here = (text[max(0, at - _BEFORE) : at + _AFTER] for text in (html, again))
        yield Damage(None, f"the page shows what its lines do not say: {there!r} in place of {here!r}", AGAIN)


def _signed(note: str, text: str) -> str:
    """Return the note that a page carries where it is of this text, with whatever signatures; else the text alone."""
    return note if note == text or note.startswith(text + "\n") else text
