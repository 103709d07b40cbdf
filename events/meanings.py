"""What each field of an event means, in a few words: for help, prompts and pages. A test holds it to the fields."""

from collections.abc import Mapping

from bilat.events.kinds import KINDS

MEANINGS: Mapping[str, str] = {
    "absent": "parties that were expected and did not come",
    "agreement": "the agreement that carries the promise",
    "amount": "how much",
    "amounts": "what was said in it; never summed",
    "as_of": "up to when it counts; without it, `on`",
    "assessor": "who judged: a party code or a name",
    "chairs": "who led the meeting, by name",
    "change_percent": "growth over the period before, in per cent",
    "donor": "who gives",
    "equivalents": "the conversions that the source itself printed, in other units than the amount's",
    "fields": "the right value of each field; null takes a field away",
    "fiscal_year_start": "the day on which fiscal year 2000 began: Japan 2000-04-01, United States 1999-10-01",
    "flow": "whose money, in the terms of the OECD",
    "from": "where goods, money or people come from",
    "horizon": "the span that the money covers, kept as printed",
    "ids": "identifiers in other registers, by scheme",
    "indicator": "what is measured: `trade` (goods and services, or not said which), `exports`, `fdi-flow`, `arrivals`",
    "instrument": "in what form",
    "into": "the pledge that survives",
    "language": "of the text, BCP 47",
    "level": "of the meeting",
    "measure": "what the total counts",
    "media_type": "of the copy",
    "meeting": "where it was said or agreed",
    "member": "who joined or left",
    "method": "how it was judged",
    "mode": "how they met",
    "name": "as it is printed",
    "new_money": "absent means true; false: passed on, or counted elsewhere",
    "observers": "parties that were there as observers",
    "origin": "the source that this one copies: two copies are one witness",
    "pace": "whether the amount is in total or for each year of the horizon",
    "parent": "the party that this one belongs to: its acts are in its parent's relations too",
    "part_of": "the pledge or programme that holds this money already",
    "parties": "who speaks, meets or agrees",
    "period": "the span measured or looked at; for stocks, the date",
    "place": "the town, or the house and the town",
    "planned_for": "when it is to be held",
    "published": "when, whole or partial; absent where the source prints no date",
    "publisher": "who brought it out",
    "rank": "the rank among partners, from 1",
    "reason": "why",
    "recipient": "who gets",
    "reporter": "who measured: a party code or a publisher; absent where it is not said",
    "role": "the speaker's office",
    "root": "the root of the Merkle tree, hex",
    "scale_high": "the best score that the method gives",
    "scale_low": "the worst score that the method gives",
    "score": "where on its scale the assessor puts it",
    "sector": "an OECD DAC purpose code",
    "sha256": "of the copy, hex",
    "share_percent": "the partner's share of the whole, in per cent",
    "since": "from when it counts",
    "size": "of the copy in bytes; of the log in events",
    "speaker": "the person who spoke",
    "status": "of the figure",
    "target": "the event that is meant, on the same stream",
    "terms": "of a loan: `rate_percent`, `maturity_years`, `grace_years`",
    "text": "the recorder's own summary",
    "title": "as it is printed",
    "to": "of statements, who is spoken to; of figures, where goods, money or people go",
    "topics": "what it is about; sliced as one set",
    "type": "what it is",
    "url": "where it is found",
    "value": "the figure, any number",
    "verdict": "how far it was kept",
    "via": "the channel of delivery",
}
"""By the field's name in the event JSON; a name that two kinds use tells both meanings."""

ENVELOPE_MEANINGS: Mapping[str, str] = {
    "stream": "what it is about, by a short name of its own",
    "on": "the day it happened; of what is told again, totals and figures, the day it was told",
    "cites": "the source that tells it, and where in it",
    "note": "what else a reader should know, in your own words",
}
"""What the fields mean that every event has."""

_ON_ITS_STREAM: Mapping[tuple[str, str], str] = {
    ("meeting", "parties"): "who meets",
    ("statement", "parties"): "who speaks, one party or several jointly",
    ("agreement", "parties"): "who agrees",
    ("party", "name"): "the name, as people write it",
    ("meeting", "name"): "the meeting's name, as it is printed",
    ("statement", "to"): "who is spoken to; without it, the parties of the meeting",
    ("series", "to"): "where goods, money or people go",
    ("statement", "meeting"): "the meeting at which it was said",
    ("agreement", "meeting"): "the meeting at which it was agreed",
    ("pledge", "meeting"): "the meeting at which it was promised",
    ("statement", "text"): "what was said, in your own words",
    ("agreement", "text"): "what was agreed, in your own words",
    ("party", "type"): "what kind of party it is",
    ("source", "type"): "what kind of text it is",
    ("source", "title"): "the headline, or the title of the page",
    ("source", "language"): "the language of the text, as in en, ja",
    ("meeting", "level"): "who met: leaders (summit), ministers, officials",
    ("series", "status"): "whether the figure is preliminary, final or revised",
}


def meaning(kind: str, name: str) -> str:
    """Return what a field means on events of this kind; an empty text for a field that nobody described."""
    stream = KINDS[kind].streams[0]
    return _ON_ITS_STREAM.get((stream, name)) or MEANINGS.get(name) or ENVELOPE_MEANINGS.get(name, "")
