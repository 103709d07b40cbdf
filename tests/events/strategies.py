"""Hypothesis strategies for every kind of event, built from the fields of its class."""

from decimal import Decimal
from functools import cache
from typing import Any, Literal, get_args, get_origin

from hypothesis import strategies as st
from pydantic.fields import FieldInfo

from bilat.events.base import Event
from bilat.events.kinds import KINDS
from bilat.events.registry import event_class
from bilat.events.values.recorders import is_visible
from tests.events.values.strategies import (
    amounts,
    codes,
    dates,
    days,
    decimals,
    horizons,
    nouns,
    positive,
    slugs,
)

Strategy = st.SearchStrategy[Any]

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).filter(is_visible)
HEX = st.text("0123456789abcdef", min_size=64, max_size=64)
PARTIES = st.lists(codes(), min_size=1, max_size=3, unique=True)
SIDE = st.one_of(codes(), PARTIES)
MONEY = amounts().map(lambda amount: amount.model_dump(mode="json", exclude_none=True))
CITES = st.lists(
    st.fixed_dictionaries({"source": slugs()}, optional={"locator": TEXT, "quote": TEXT, "published": days()}),
    min_size=1,
    max_size=2,
)
_TERMS = ("rate_percent", "maturity_years", "grace_years")
TERMS = st.fixed_dictionaries({}, optional=dict.fromkeys(_TERMS, decimals())).filter(bool)
PLEDGES = slugs().map("pledge/{}".format)

VALUES: dict[str, Strategy] = {
    "on": dates(),
    "cites": CITES,
    "version": st.integers(1, 999_999_999),
    "label": st.just("FY2020"),
    "recorded_at": st.datetimes().map("{:%Y-%m-%dT%H:%M:%S.%fZ}".format).filter(lambda text: len(text) == 27),
    "recorder": TEXT,
    "parent": codes(),
    "member": codes(),
    "from": codes(),
    "to": codes(),
    "ids": st.dictionaries(slugs(40), TEXT, min_size=1, max_size=2),
    "fiscal_year_start": st.dates().map(str),
    "published": days(),
    "url": slugs().map("https://example.org/{}".format),
    "language": st.just("zh-Hant-TW"),
    "origin": slugs(),
    "sha256": HEX,
    "root": HEX,
    "media_type": st.just("text/html"),
    "size": st.integers(0, 2**53),
    "parties": PARTIES,
    "observers": PARTIES,
    "absent": PARTIES,
    "donor": SIDE,
    "recipient": SIDE,
    "via": SIDE,
    "planned_for": dates(),
    "period": dates(),
    "since": dates(),
    "as_of": dates(),
    "horizon": horizons(),
    "chairs": st.lists(TEXT, min_size=1, max_size=2),
    "topics": st.lists(TEXT, min_size=1, max_size=2),
    "meeting": slugs().map("meeting/{}".format),
    "agreement": slugs().map("agreement/{}".format),
    "into": PLEDGES,
    "part_of": st.one_of(PLEDGES, slugs().map("programme/{}".format)),
    "sector": st.sampled_from(["122", "12250"]),
    "new_money": st.booleans(),
    "terms": TERMS,
    "amount": amounts(positive()).map(str),
    "value": MONEY,
    "amounts": st.lists(MONEY, min_size=1, max_size=2),
    "equivalents": st.lists(amounts(units=nouns()).map(str), min_size=1, max_size=2),
    "indicator": st.sampled_from(["trade", "fdi-flow"]),
    "score": decimals(),
    "scale_low": decimals(),
    "scale_high": decimals(),
    "change_percent": decimals(),
    "share_percent": decimals(),
    "fields": st.dictionaries(st.sampled_from(["note", "title"]), st.none() | TEXT, min_size=1)
    | st.fixed_dictionaries({"on": st.none() | st.sampled_from(["2023", "2023-05-03", "2021~"])}),
}
"""The values of a field by its name, wherever a literal or plain text does not do."""
PLAIN = {
    "note",
    "place",
    "assessor",
    "method",
    "name",
    "title",
    "publisher",
    "speaker",
    "role",
    "text",
    "reason",
    "reporter",
}


def field_values(name: str, field: FieldInfo) -> Strategy:
    """What a field may hold. Raises KeyError for a new field, which then needs a strategy here."""
    if name == "rank":
        return st.integers(1, 999)
    literals = [each for each in (field.annotation, *get_args(field.annotation)) if get_origin(each) is Literal]
    if literals:
        return st.sampled_from(get_args(literals[0]))
    return TEXT if name in PLAIN else VALUES[name]


@cache
def lines(kind: str) -> Strategy:
    """Decoded lines of a kind that the vocabulary admits."""
    cls = event_class(kind)
    required: dict[str, Strategy] = {"kind": st.just(kind), "stream": streams(kind)}
    optional: dict[str, Strategy] = {}
    for name, field in cls.model_fields.items():
        key = field.alias or name
        if key in required or key in ("schema", "target"):
            continue
        needed = field.is_required() or (cls.NEEDS_SOURCE and key in ("on", "cites"))
        (required if needed or key in _ALSO.get(kind, ()) else optional)[key] = field_values(key, field)
    return st.fixed_dictionaries(required, optional=optional).map(_consistent)


@cache
def streams(kind: str) -> Strategy:
    """Names of streams that a kind may live on."""
    homes = {home: codes() if home == "party" else slugs() for home in KINDS[kind].streams}
    return st.one_of(*(names.map((home + "/{}").format) for home, names in homes.items()))


def events(kind: str) -> st.SearchStrategy[Event]:
    """Events of a kind."""
    return lines(kind).map(event_class(kind).model_validate)


_ALSO = {"figure-reported": ("to", "rank"), "entry-cited": ("cites",)}


def _consistent(line: dict[str, Any]) -> dict[str, Any]:
    """The line without what its other fields forbid, and with the target that its stream asks for."""
    if line["kind"].startswith("entry-"):
        line["target"] = f"{line['stream']}#3"
    if not (line.get("amount") or line.get("value")):
        line.pop("equivalents", None)
    if line["kind"] == "promise-assessed":
        ends = sorted({line.pop(name) for name in ("scale_low", "score", "scale_high") if name in line}, key=Decimal)
        if len(ends) == 3:
            line |= dict(zip(("scale_low", "score", "scale_high"), ends, strict=True))
    if line.get("from") == line.get("to"):
        line.pop("from", None)
    return line
