"""Random histories that obey the rules of admission: for property tests of anything that reads a log.

A history is drawn from a seed and a size, so drawing is cheap and shrinking shortens it. Drafts are events as
a user writes them, without `version`, `recorded_at` and `recorder`; `stamped` adds those, `shuffled` records
the lines in another order. Every event cites its own locator, so no two of them say the same. Every kind but
`ledger-sealed` occurs.
"""

from tests.histories.lines import Line, canonical, shuffled, stamped
from tests.histories.materials import UNITS
from tests.histories.strategy import RELATION, histories, history
from tests.histories.writer import Draft

__all__ = ["RELATION", "UNITS", "Draft", "Line", "canonical", "histories", "history", "shuffled", "stamped"]
