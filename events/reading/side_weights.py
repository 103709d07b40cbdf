"""How much speaks for a party to be the giver or the getter of an amount: the words around its name, weighed.

What counts for a donor: to be the subject of the cue, `from` or `by`, to stand before a noun of help (`a Japanese
loan`). For a recipient: `to`, `for` or `in`, to stand between the verb and the amount (`give Vietnam $5m`), to be the
subject of `will receive`.
"""

from __future__ import annotations

import re

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
    HAS_GAINED,
    HEAD,
    HYPHEN,
    NOUN,
    RECEIVING,
    RIGHT_BEHIND,
    SUPPLIED,
    THANKED,
    TOWARD,
    WITH,
    WITHIN,
)
from bilat.events.reading.sums import Sum


def gives(ground: Ground, amount: Sum, sense: Sense, mention: Mention) -> float:
    """Return how much speaks for a party to be the giver of an amount."""
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
    if FROM.search(before) and _of_another(ground, mention, amount, before):
        score += 0.4
    elif FROM.search(before) and _reaches(ground, mention, amount):
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


def gets(ground: Ground, amount: Sum, sense: Sense, mention: Mention) -> float:
    """Return how much speaks for a party to be the getter of an amount."""
    before, after = ground.before(mention), ground.after(mention)
    score = 0.3 if mention.code in GETTERS else -0.3 if mention.code in GIVERS else 0.1
    cue = sense.cue
    if TOWARD.search(before):
        score += 2.2 if mention.start > amount.end or cue is None or mention.start > cue.start else 1.2
        score += 0.8 if RIGHT_BEHIND.fullmatch(ground.text[amount.end : max(amount.end, mention.start)]) else 0.0
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
    if mention.end <= amount.start and any(
        RIGHT_BEHIND.fullmatch(ground.text[each.end : mention.start])
        for each in ground.amounts
        if each.end < mention.start
    ):
        score -= 0.8  # it stands right behind another amount, and is whom that is for
    if mention.start > amount.end and _goes_on(ground, mention, amount):
        score -= 1.0
    distance = max(0, mention.start - amount.end, amount.start - mention.end)
    return score - 0.7 * _amounts_between(ground, mention, amount) - 0.002 * distance


def _of_another(ground: Ground, mention: Mention, amount: Sum, before: str) -> bool:
    """Tell whether `by X` stands behind another amount, of which it says who gave it: `$5m given by X, and $3m`."""
    if not re.search(r"\bby (?:the )?$", before) or mention.end > amount.start:
        return False
    return any(each.end <= mention.start for each in ground.amounts)


def _goes_on(ground: Ground, mention: Mention, amount: Sum) -> bool:
    """Tell whether the sentence goes on to something else before the mention: another amount with words of its own."""
    following = next((each for each in ground.amounts if amount.end <= each.start and each.end <= mention.start), None)
    return following is not None and len(ground.text[amount.end : following.start].split()) > 4


def _receives(sense: Sense) -> bool:
    """Tell whether the subject of the cue gets and does not give."""
    if sense.role in RECEIVING:
        return True
    return bool(sense.cue and (GAINED.match(sense.cue.text) or HAS_GAINED.search(sense.cue.text)))


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
