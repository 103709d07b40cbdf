"""Likeness: whether two events may tell one fact. One notion, for those who record and for those who check.

`facts` takes out of an event what is compared, `alike` says whether two facts may be one and why, `pairs` finds those
that may be one among many without comparing all with all. Pure: what parties stand for others and what money is
worth is passed in.
"""

from bilat.events.likeness.alike import likeness
from bilat.events.likeness.facts import Fact, fact_of
from bilat.events.likeness.pairs import Pair, pairs

__all__ = ["Fact", "Pair", "fact_of", "likeness", "pairs"]
