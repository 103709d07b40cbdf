"""Families of promises, drawn to be hard: parts, mergers, late publication, parties on either side of a boundary."""

from random import Random
from typing import Any

from bilat.events.values.dates import span
from tests.histories import Draft, Line
from tests.histories.materials import PARTIES

CODES = tuple(code for code, *_ in PARTIES)
DONORS = ("JP", "JP", "JICA", ["JICA", "JP"], ["JP", "US"], "US", "ASEAN")
RECIPIENTS = ("ASEAN", "ASEAN", "JAIF", "VN", "PH", ["ASEAN", "VN"], ["JAIF", "WHO"], "WHO", "JP")
SPANS = ("P3Y", "2021/2023", "../2025", None)
BOUNDS = ("exact", "exact", "about", "at-least", "at-most")
MEMBERS = (("2020-01-01", "began", "VN"), ("2021-06-01", "began", "PH"), ("2022-09-01", "ended", "VN"))
FIRST, LAST = 2020, 2023


def family(seed: int, units: tuple[str, ...] = ("USD", "JPY"), mergers: int = 3) -> list[Draft]:
    """Draw the parties, two to six pledges that are parts of one another, and what became of them."""
    rng = Random(seed)
    drafts = _parties()
    streams = [f"pledge/{name}" for name in rng.sample("abcdef", rng.randint(2, 6))]
    for number, stream in enumerate(streams):
        drafts.append(_opening(rng, stream, streams[:number], units))
        drafts += [_later(rng, stream, units) for _ in range(rng.choice((0, 0, 1, 2)))]
    merged = rng.sample(streams, min(len(streams) - 1, rng.randint(0, mergers)))
    drafts += [merger(stream, rng.choice([each for each in streams if each != stream]), rng) for stream in merged]
    return drafts


def merger(stream: str, into: str, rng: Random) -> Draft:
    """Find that one promise had been recorded twice."""
    found: Draft = {"kind": "pledge-merged", "stream": stream, "into": into, "reason": "one promise"}
    return found | (_told(rng) if rng.random() < 0.7 else {})


def days(lines: list[Line]) -> list[str]:
    """Every day on which the public came to know more, and the day before the first."""
    items = {date for line in lines for cite in line.get("cites", ()) for date in (line["on"], cite["published"])}
    return ["2019-12-31", *sorted({f"{span(date).last}" for date in items})]


def _parties() -> list[Draft]:
    drafts: list[Draft] = [
        {"kind": "source-registered", "stream": "source/wire", "title": "W", "publisher": "P", "type": "news"}
    ]
    for code, name, kind, parent in PARTIES:
        party: Draft = {"kind": "party-registered", "stream": f"party/{code}", "name": name, "type": kind}
        drafts.append(party | ({"parent": parent} if parent else {}))
    for day, change, member in MEMBERS:
        drafts.append(
            {"kind": f"membership-{change}", "stream": "party/ASEAN", "member": member}
            | {"on": day, "cites": [{"source": "wire", "published": day}]}
        )
    return drafts


def _opening(rng: Random, stream: str, older: list[str], units: tuple[str, ...]) -> Draft:
    record: Draft = {"kind": "pledge-announced", "stream": stream, "title": stream} | _told(rng)
    record |= {"donor": rng.choice(DONORS), "recipient": rng.choice(RECIPIENTS)}
    record |= {"instrument": rng.choice(("grant", "loan", "unspecified"))}
    while record["donor"] == record["recipient"]:
        record["recipient"] = rng.choice(RECIPIENTS)
    more: dict[str, Any] = {
        "part_of": rng.choice([None, *older, *older]),
        "amount": amount(rng, units) if rng.random() < 0.85 else None,
        "pace": rng.choice((None, None, "total", "per-year")),
        "horizon": rng.choice(SPANS),
        "flow": rng.choice((None, None, "private", "oda")),
        "new_money": rng.choice((None,) * 7 + (False,)),
    }
    return record | {name: value for name, value in more.items() if value is not None} | _printed(rng, units, more)


def _later(rng: Random, stream: str, units: tuple[str, ...]) -> Draft:
    kind = rng.choice(("revised", "restated", "committed", "disbursed", "cancelled", "topped-up"))
    record: Draft = {"kind": f"pledge-{kind}", "stream": stream} | _told(rng)
    if kind == "cancelled":
        return record
    record["amount"] = amount(rng, units)
    return record | _printed(rng, units, record)


def _printed(rng: Random, units: tuple[str, ...], record: Draft) -> Draft:
    """What the source says that an amount is in another unit."""
    money = record.get("amount")
    if money is None or rng.random() < 0.6:
        return {}
    others = [unit for unit in (*units, "EUR") if unit != money["unit"]]
    return {"equivalents": [amount(rng, (rng.choice(others),))]}


def _told(rng: Random) -> Draft:
    cite = {"source": "wire", "locator": f"{rng.random()}", "published": _day(rng)}
    return {"on": _day(rng), "cites": [cite]}


def _day(rng: Random) -> str:
    return f"{rng.randint(FIRST, LAST)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"


def amount(rng: Random, units: tuple[str, ...]) -> Draft:
    """Ten to a hundred of a unit, with any bound."""
    value = str(rng.randint(1, 10) * 10)
    return {"value": value, "unit": rng.choice(units), "bound": rng.choice(BOUNDS)}
