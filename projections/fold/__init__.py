"""The money event by event, in plain Python: what the columns must agree with, and the engine of `replay`.

Nothing here knows Polars. `lots` takes the decoded canonical lines of a log and divides every claim of
the report's pledges into lots, each with one treatment; `totals` adds them up per unit. Order of work: `record`
(clocks, corrections), `parties` (the relation), `claims` (one pledge), `mergers` (the family tree),
`slices`, `umbrellas`, and `lots`, which leads through them. `steps` says what each event did, family by
family (`families`), from what the family was before it: `running_stream` is the account of one stream,
`running_umbrella` an umbrella over its parts' `pieces_in_order`, `running_families` what leads through them.
"""

from bilat.projections.fold.lots import lots
from bilat.projections.fold.pieces import Lot, Sums, totals
from bilat.projections.fold.steps import Part, steps

__all__ = ["Lot", "Part", "Sums", "lots", "steps", "totals"]
