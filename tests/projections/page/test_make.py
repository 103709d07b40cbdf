"""From a ledger to the data of a page: tiles that were changed do not spoil the proof."""

import pytest

from bilat.events.log.transparency.tiles import tree_of
from bilat.projections.page.make import make
from bilat.projections.page.proof import PageProof, root_of_lines
from bilat.projections.view.boundary import Boundary
from tests.cli.page.pages import ShippedLog, shipped


class Flipped:
    """A tree whose root is right, and whose inner hashes are not."""

    def __init__(self, log: ShippedLog) -> None:
        self.tree, self.size = tree_of(log.kept), len(log.kept)

    def root(self, start: int, stop: int) -> bytes:
        found = self.tree.root(start, stop)
        return found if (start, stop) == (0, self.size) else bytes(each ^ 1 for each in found)


def test_a_page_is_proved_by_the_lines_where_the_kept_tiles_are_not_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bilat.projections.page.make.kept_tiles.tree", Flipped)
    data = make(shipped(), "JP-MY", Boundary(), None, None, ("timeline",))
    proof = PageProof.of_json(data["proof"])
    assert len(proof.lines) < shipped().head.size
    assert root_of_lines(proof, shipped().head.size) == proof.checkpoint.root
