"""What a layout knows besides the report: what it is about in words, what things are called, how much is shown."""

from typing import NamedTuple

from bilat.cli.render.names import Names


class Edition(NamedTuple):
    """One edition of a report.

    `boundary` says in words what it is about, `limit` how many rows are shown (0: all), and `whole` names the flags
    that ask for what is short by default: `all`, `long`, `claims`, `proof`.
    """

    boundary: str = ""
    names: Names = Names()  # what codes and streams are called where nobody names them
    limit: int = 100
    whole: frozenset[str] = frozenset()

    @property
    def all(self) -> bool:
        """Whether everything is shown."""
        return "all" in self.whole
