"""A warning before money is counted twice: does a pledge look like one already recorded?"""

import json
from typing import TYPE_CHECKING, Any

from bilat.events.base import Event

if TYPE_CHECKING:
    from bilat.events.log.log import Log

RECENT = 5_000
"""How many of the last events are looked at."""


def likely_duplicate(event: Event, log: "Log") -> str | None:
    """Return the stream of an earlier pledge with the same donor, amount and month as this opening, if there is one.

    Looks at what the first events of streams said, among the `RECENT` events, so that appending costs the same
    on a ledger of any size (`bilat check` looks at all); retracted ones are passed over.
    """
    record = event.content_fields()
    if not event.stream.startswith("pledge/") or not record.get("donor") or not record.get("amount"):
        return None
    found, retracted = [], set()
    for line in log.lines(max(1, log.head.size - RECENT + 1)):
        if b'"kind":"pledge-' in line and b'"donor":' in line:
            known = json.loads(line)
            if known["stream"] != event.stream and _alike(known, record):
                found.append(known["stream"])
        elif b'"kind":"entry-retracted"' in line:
            retracted.add(json.loads(line)["target"])
    return next((stream for stream in found if f"{stream}#1" not in retracted), None)


def _alike(known: dict[str, Any], record: dict[str, Any]) -> bool:
    return (
        known.get("version") == 1
        and known["donor"] == record["donor"]
        and known.get("amount") == record["amount"]
        and known["on"][:7] == record["on"][:7]
    )
