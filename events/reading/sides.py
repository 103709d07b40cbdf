"""Who gives and who gets: the parties beside an amount weighed by the words around them.

What counts for a donor: to be the subject of the cue, `from` or `by`, to stand before a noun of help (`a Japanese
loan`). For a recipient: `to`, `for` or `in`, to stand between the verb and the amount (`give Vietnam $5m`), to be the
subject of `will receive`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bilat.events.reading.cues import Cue
from bilat.events.reading.ground import Ground
from bilat.events.reading.parties import Mention
from bilat.events.reading.roles import Sense
from bilat.events.reading.side_words import (
    EVENT,
    FROM,
    GAINED,
    GETTERS,
    GIVERS,
    HEAD,
    HYPHEN,
    NOUN,
    PUBLIC,
    RECEIVING,
    SUPPLIED,
    THANKED,
    TOWARD,
    WITH,
    WITHIN,
)
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


def parted(sides: Sides) -> Sides:
    """Return two that signed together as giver and recipient: of the two, whoever mostly gives."""
    one, other = sides.donors
    if (other in GIVERS) > (one in GIVERS):
        one, other = other, one
    return replace(sides, donors=(one,), recipients=(other,), recipient_strength=2.0)


def sides_of(ground: Ground, amount: Sum, sense: Sense) -> Sides:
    """Return who gives and who gets an amount, as far as its sentence tells."""
    gives = {mention: _gives(ground, amount, sense, mention) for mention in ground.mentions}
    gets = {mention: _gets(ground, amount, sense, mention) for mention in ground.mentions}
    donor, recipient = _best_pair(gives, gets)
    donors = _joined(ground, donor, amount, gives) if donor else ()
    donors = tuple(code for code in donors if recipient is None or code != recipient.code)
    recipients = _joined(ground, recipient, amount, gets) if recipient else ()
    recipients = tuple(code for code in recipients if code not in donors)
    return Sides(
        donors,
        recipients,
        gives[donor] if donor else 0.0,
        gets[recipient] if recipient else 0.0,
        donor is not None and bool(PUBLIC.match(ground.after(donor))),
        recipient.start if recipient else -1,
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


def _gives(ground: Ground, amount: Sum, sense: Sense, mention: Mention) -> float:
    before, after = ground.before(mention), ground.after(mention)
    score = 0.3 if mention.code in GIVERS else -0.3 if mention.code in GETTERS else 0.0
    if mention.sort == "leader":
        score += 0.2
    cue = sense.cue
    row = ground.before_row(mention)
    subject = cue is not None and mention.end <= cue.start and not _governed(row)
    if subject and cue is not None:
        if _receives(sense):
            score -= 2.0
        else:
            score += 2.6 - 0.35 * _mentions_between(ground, mention, cue) - 0.002 * (cue.start - mention.end)
    if FROM.search(before) and _reaches(ground, mention, amount):
        score += 1.6 if "," in ground.text[amount.end : max(amount.end, mention.start)] else 3.2
    elif _governed(row):
        score -= 1.5
    if sense.role == "budgeted" and re.search(r"\bof (?:the )?$", before) and mention.end <= amount.start:
        score += 3.0
    if THANKED.search(before) or re.match(
        r",? whose (?:[\w-]+ ){0,2}$", ground.text[mention.end : max(mention.end, amount.start)]
    ):
        score += 3.4
    elif _receives(sense) and re.search(r"\b(?:with|under) (?:the |a )?$", before):
        score += 2.6
    if NOUN.match(after) and not TOWARD.search(before) and _reaches(ground, mention, amount):
        score += 1.6
    if cue is not None and re.search(r"(?:contribut|donor)", cue.text) and cue.end <= mention.start <= amount.start:
        score += 2.2
    if _adjacent(ground, mention, amount):
        score += 2.6 if any(each.end <= mention.start for each in ground.amounts) else 1.6
    if mention.start > amount.end and not FROM.search(before):
        score -= 1.0
    if EVENT.match(after) or _hyphened(ground, mention):
        score -= 1.5
    return score - 0.8 * _amounts_between(ground, mention, amount)


def _gets(ground: Ground, amount: Sum, sense: Sense, mention: Mention) -> float:
    before, after = ground.before(mention), ground.after(mention)
    score = 0.3 if mention.code in GETTERS else -0.3 if mention.code in GIVERS else 0.1
    cue = sense.cue
    if TOWARD.search(before):
        score += 2.2 if mention.start > amount.end or cue is None or mention.start > cue.start else 1.2
    elif WITHIN.search(before) and mention.sort != "capital":
        score += 1.6
    elif SUPPLIED.search(before) and not FROM.search(before) and mention.sort != "adjective":
        score += 2.2
    elif cue is not None and cue.end <= mention.start < amount.start and not FROM.search(before):
        between = ground.text[cue.end : mention.start].replace("\n", " ")
        score += 2.2 if re.fullmatch(r"\s*(?:the |its |\w+ ){0,2}", between) else 0.6
    if FROM.search(before):
        score -= 2.0
    if re.search(r"\b(?:agreement|deal|pact|treaty|memorandum|arrangement|accord) with (?:the )?$", before):
        score += 1.6
    elif sense.role == "signed" and re.search(
        r"\bwith (?:the )?(?:(?:government|republic) of (?:the )?)?$", before, re.IGNORECASE
    ):
        score += 2.0
    if any(
        THANKED.search(ground.before(each)) and each.start > mention.end for each in ground.mentions
    ) and not _governed(before):
        score += 2.4
    if cue is not None and _receives(sense) and mention.end <= cue.start and not _governed(before):
        score += 2.6 - 0.35 * _mentions_between(ground, mention, cue)
    if re.match(
        r"(?:[’']s)? (?:[\w-]+ ){0,3}?(?:people|refugees|government|economy|recovery"
        r"|reconstruction|farmers|children|victims|students|schools|hospitals)\b",
        after,
    ):
        score += 0.5
    if EVENT.match(after) or _hyphened(ground, mention):
        score -= 1.0
    if mention.sort in ("capital", "leader") and not TOWARD.search(before):
        score -= 0.8
    distance = max(0, mention.start - amount.end, amount.start - mention.end)
    return score - 0.7 * _amounts_between(ground, mention, amount) - 0.002 * distance


def _receives(sense: Sense) -> bool:
    """Tell whether the subject of the cue gets and does not give."""
    return sense.role in RECEIVING or bool(sense.cue and GAINED.match(sense.cue.text))


def _governed(before: str) -> bool:
    """Tell whether a preposition stands before the mention, so that it is no subject; `the Government of` is none."""
    if head := HEAD.search(before):
        before = re.sub(r"\b(?:the|The) $", "", before[: head.start()])
    return any(pattern.search(before) for pattern in (TOWARD, WITHIN, WITH)) or bool(FROM.search(before))


def _mentions_between(ground: Ground, mention: Mention, cue: Cue) -> int:
    between = [each for each in ground.mentions if mention.end <= each.start and each.end <= cue.start]
    return len({each.code for each in between if not _governed(ground.before(each)) and each.code != mention.code})


def _amounts_between(ground: Ground, mention: Mention, amount: Sum) -> int:
    first, last = (mention.end, amount.start) if mention.end <= amount.start else (amount.end, mention.start)
    return sum(1 for each in ground.amounts if first <= each.start and each.end <= last)


def _reaches(ground: Ground, mention: Mention, amount: Sum) -> bool:
    return _amounts_between(ground, mention, amount) == 0


def _adjacent(ground: Ground, mention: Mention, amount: Sum) -> bool:
    """Tell whether the party stands right before its amount: `Japan ($5m)`, `the US $100m`, `Norway with $3m`."""
    before = ground.before(mention)
    if not mention.end <= amount.start <= mention.end + 24 or _governed(before) or SUPPLIED.search(before):
        return False
    between = ground.text[mention.end : amount.start]
    return bool(
        re.fullmatch(
            r"[\s,]*(?:\(|with|at|:|[-–—]|for|another|a further|and)?[\s(]*(?:about|over|up to|some"
            r"|around|nearly)?\s*",
            between,
        )
    )


def _hyphened(ground: Ground, mention: Mention) -> bool:
    """Tell whether the mention is half of a pair such as `China-Africa`."""
    return any(
        each is not mention
        and (
            HYPHEN.fullmatch(ground.text[mention.end : each.start])
            or HYPHEN.fullmatch(ground.text[each.end : mention.start])
        )
        for each in ground.mentions
        if abs(each.start - mention.end) <= 3 or abs(mention.start - each.end) <= 3
    )


def _joined(ground: Ground, chosen: Mention, amount: Sum, scores: dict[Mention, float]) -> tuple[str, ...]:
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
    between = ground.text[one.end : other.start].replace("\n", " ")
    kinds = {one.sort, other.sort}
    mixed = len(kinds) > 1 and "leader" in kinds
    if one.end <= amount.start < other.start or mixed or one.code == other.code:
        return False
    return bool(re.fullmatch(r"\s*(?:,|and|,\s*and|as well as|along with|together with|&)\s*(?:the )?", between))
