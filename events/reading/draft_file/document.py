"""A draft file as values: its header, a proposal a document, the amounts left aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bilat.events.errors import BadInput
from bilat.events.reading.drafting import Draft
from bilat.events.reading.pages.forms import read_page_file
from bilat.events.reading.pages.page import Page
from bilat.events.reading.proposals import Aside, Proposal

FORMAT = 1
STATUSES = ("proposed", "accepted", "rejected")


@dataclass(frozen=True)
class DraftFile:
    """A draft as it stands in its file. `source` is the slug by which its proposals cite the page.

    `decided` says for each proposal in whose place it may stand, for problems that name a line.
    """

    page: Page
    by: str
    source: str
    proposals: tuple[Proposal, ...]
    aside: tuple[Aside, ...] = ()
    lines: tuple[str, ...] = ()

    @property
    def undecided(self) -> list[int]:
        """The numbers of the proposals about which nobody decided yet."""
        return [number for number, each in enumerate(self.proposals) if each.status == "proposed"]

    @property
    def accepted(self) -> list[Proposal]:
        """The proposals that are to be recorded."""
        return [each for each in self.proposals if each.status == "accepted"]

    def with_proposal(self, number: int, **changes: Any) -> DraftFile:
        """Return the draft with one proposal changed."""
        changed = [*self.proposals]
        changed[number] = replace(changed[number], **changes)
        return replace(self, proposals=tuple(changed))


def file_of(draft: Draft) -> DraftFile:
    """Return the file of a draft that was just made."""
    return DraftFile(draft.page, draft.by, draft.context.source, draft.proposals, draft.aside)


def page_text(header: Mapping[str, Any], folder: Path) -> str:
    """Return the text of a draft's page: what the header keeps of standard input, else the file read again.

    The file is sought beside the draft, then where the command runs. Raises BadInput where it is not there, and where
    its text is no longer the one that was drafted from.
    """
    kept = header.get("text")
    text = str(kept) if kept is not None else _read(str(header.get("file") or ""), folder)
    page = Page(text)
    if page.sha256 != header.get("sha256"):
        name = header.get("file") or "the draft"
        raise BadInput(f"the text of {name} is no longer the one that was drafted from", "draft it anew")
    return text


def _read(name: str, folder: Path) -> str:
    if not name:
        raise BadInput("the draft names no page", "draft it anew")
    for path in (folder / name, Path(name)):
        if path.exists() and not path.is_file():  # a pipe or a device that somebody's draft names may never end
            raise BadInput(f"{path} is no file", "put the page back, or draft it anew")
        try:
            return read_page_file(path, name).text
        except FileNotFoundError:
            continue
        except OSError as error:
            raise BadInput(f"cannot read {path}: {error.strerror}", "put the page back, or draft it anew") from None
    raise BadInput(f"the page {name} is not there", "put it beside the draft, or draft it anew")


def check_spans(proposals: Sequence[Proposal], aside: Sequence[Aside], length: int) -> None:
    """Raise BadInput where a span is none of a text of so many characters."""
    for start, end in [(span.start, span.end) for each in proposals for span in each.spans] + [
        each[:2] for each in aside
    ]:
        if not 0 <= start < end <= length:
            raise BadInput(f"the span {start}..{end} is not within the text of {length} characters", "draft it anew")
