"""Who gives and who gets: of the parties beside an amount the pair for whom most speaks, and those joined to them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bilat.events.reading.ground import Ground
from bilat.events.reading.parties import Mention
from bilat.events.reading.roles import Sense
from bilat.events.reading.side_weights import gets, gives
from bilat.events.reading.side_words import GIVERS, PUBLIC
from bilat.events.reading.sums import Sum

LEAST = 1.0
"""What a party weighs at least to be taken for a giver or a getter."""


@dataclass(frozen=True)
class Sides:
    """Donors and recipients, each with how sure that is, and whether a firm of the donor's is meant."""

    donors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    donor_strength: float = 0.0
    recipient_strength: float = 0.0
    private: bool = False
    recipient_at: int = -1
    """Where the recipient is named."""
    donor_at: int = -1
    """Where the donor is named."""


def parted(sides: Sides) -> Sides:
    """Return two that signed together as giver and recipient: of the two, whoever mostly gives."""
    one, other = sides.donors
    if (other in GIVERS) > (one in GIVERS):
        one, other = other, one
    return replace(sides, donors=(one,), recipients=(other,), recipient_strength=2.0)


def sides_of(ground: Ground, amount: Sum, sense: Sense) -> Sides:
    """Return who gives and who gets an amount, as far as its sentence tells."""
    given = {mention: gives(ground, amount, sense, mention) for mention in ground.mentions}
    got = {mention: gets(ground, amount, sense, mention) for mention in ground.mentions}
    donor, recipient = _best_pair(given, got)
    donors = _joined(ground, donor, amount) if donor else ()
    donors = tuple(code for code in donors if recipient is None or code != recipient.code)
    recipients = _joined(ground, recipient, amount) if recipient else ()
    recipients = tuple(code for code in recipients if code not in donors)
    return Sides(
        donors,
        recipients,
        given[donor] if donor else 0.0,
        got[recipient] if recipient else 0.0,
        donor is not None and bool(PUBLIC.match(ground.after(donor))),
        recipient.start if recipient else -1,
        donor.start if donor else -1,
    )


def _best_pair(gives: dict[Mention, float], gets: dict[Mention, float]) -> tuple[Mention | None, Mention | None]:
    """Return the giver and the getter that weigh most together; nobody where nobody weighs `LEAST`."""
    donors: list[tuple[float, Mention | None]] = [(LEAST, None), *((score, each) for each, score in gives.items())]
    getters: list[tuple[float, Mention | None]] = [(LEAST, None), *((score, each) for each, score in gets.items())]
    best: tuple[float, Mention | None, Mention | None] = (2 * LEAST, None, None)
    for given, donor in donors:
        for got, recipient in getters:
            if donor is not None and recipient is not None and donor.code == recipient.code:
                continue
            if given >= LEAST and got >= LEAST and given + got > best[0]:
                best = given + got, donor, recipient
    return best[1:]


def _joined(ground: Ground, chosen: Mention, amount: Sum) -> tuple[str, ...]:
    """Return the chosen party with those that commas and `and` join to it."""
    row = list(ground.mentions)
    at = row.index(chosen)
    first = last = at
    while first > 0 and _joins(ground, row[first - 1], row[first], amount):
        first -= 1
    while last + 1 < len(row) and _joins(ground, row[last], row[last + 1], amount):
        last += 1
    return tuple(dict.fromkeys(each.code for each in row[first : last + 1]))


def _joins(ground: Ground, one: Mention, other: Mention, amount: Sum) -> bool:
    kinds = {one.sort, other.sort}
    mixed = len(kinds) > 1 and "leader" in kinds
    if one.end <= amount.start < other.start or mixed or one.code == other.code:
        return False
    return ground.joins(one, other)
