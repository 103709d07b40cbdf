"""The boundary of a report: what it counts, and in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from bilat.events.errors import BadInput
from bilat.events.values.dates import span

_POSITION = re.compile(r"@(\d{1,12})", re.ASCII)
_DAYS = re.compile(r"\d{1,6}", re.ASCII)
_BARE_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
DIRECTIONS = ("gives", "gets")
_ASKED = ("by", "spread", "policy", "prices", "deflators", "show", "as_of", "silent")


@dataclass(frozen=True)
class Boundary:
    """What a report is asked: between whom, when, known and recorded by when, in what money.

    `relation` is two party codes, kept sorted. `party` is one, with all the world on the other side; `direction` says
    that only what it `gives`, or `gets`, is meant (with a relation: from or to the other of the two). None of these is
    the whole ledger. `since` and `until` are the texts of `--from` and `--to`,
    `currency` and `rates` of `--in` and `--rates` (`stated` where only a currency is asked for); `prices` is
    a year, `deflators` a file; `as_of` is the day after which nothing has happened yet, `silent` after how many days
    without news a promise is silent; `by`, `spread`, `policy` and `show` say how the rows are cut or chosen.
    `filters` maps a column to the value it must have. Raises BadInput for a date or time that cannot be
    read, for a span that ends before it begins, and for a direction that nobody gives or gets in.
    """

    relation: tuple[str, str] | None = None
    since: str | None = None
    until: str | None = None
    members: bool = False
    filters: Mapping[str, str] = field(default_factory=dict)
    known_by: str | None = None
    recorded_by: str | None = None
    currency: str | None = None
    rates: str | None = None
    by: str | None = None
    spread: str | None = None
    policy: str | None = None
    prices: str | None = None
    deflators: str | None = None
    show: str | None = None
    party: str | None = None
    direction: str | None = None
    as_of: str | None = None
    silent: str | None = None

    def __post_init__(self) -> None:
        if self.currency is not None and self.rates is None:
            object.__setattr__(self, "rates", "stated")
        if self.relation is not None:
            object.__setattr__(self, "relation", tuple(sorted(self.relation)))
        self._check_direction()
        first, last = self.from_day, self.to_day
        if first is not None and last is not None and last < first:
            raise BadInput(f"the span from {self.since} to {self.until} is empty", "earlier date first")
        if self.silent is not None and not _DAYS.fullmatch(self.silent):
            raise BadInput(f"{self.silent[:20]!r} is no number of days", "give a whole number, as in `--silent 365`")
        _ = self.known_day, self.recorded_until, self.as_of_day

    def _check_direction(self) -> None:
        if self.direction is not None and self.direction not in DIRECTIONS:
            raise BadInput(f"a boundary has no direction {self.direction[:60]!r}", f"one of {', '.join(DIRECTIONS)}")
        if self.direction is not None and self.party is None:
            raise BadInput("a direction is that of a party", "say who gives or gets, as in 'JP->*'")
        if self.relation and self.party and (self.direction is None or self.party not in self.relation):
            raise BadInput(f"{self.party[:60]!r} has no direction in {'-'.join(self.relation)}", "as in 'JP->VN'")

    @property
    def ends(self) -> tuple[str | None, str | None] | None:
        """Who stands at either end, None for the whole world; None alone where nobody in particular is asked for.

        `one_way` says whether the first gives, or speaks, to the second.
        """
        if self.party is None:
            return self.relation
        other = None if self.relation is None else self.relation[self.relation[0] == self.party]
        return (other, self.party) if self.direction == "gets" else (self.party, other)

    @property
    def one_way(self) -> bool:
        """Whether only what goes from the first end to the second is meant."""
        return self.direction is not None

    @property
    def whose(self) -> tuple[Any, ...]:
        """What is asked of parties: all that decides which events and pledges belong."""
        return self.relation, self.party, self.direction, self.members

    @property
    def codes(self) -> frozenset[str]:
        """The parties that are named."""
        return frozenset(code for code in self.ends or () if code is not None)

    @property
    def from_day(self) -> date | None:
        """The first day of `since`."""
        return None if self.since is None else span(self.since).first

    @property
    def to_day(self) -> date | None:
        """The last day of `until`."""
        return None if self.until is None else span(self.until).last

    @property
    def known_day(self) -> date | None:
        """The last day of `known_by`."""
        return None if self.known_by is None else span(self.known_by).last

    @property
    def as_of_day(self) -> date | None:
        """The last day of `as_of`."""
        return None if self.as_of is None else span(self.as_of).last

    @property
    def recorded_until(self) -> int | str | None:
        """A position, or a time in the form of `recorded_at` (a bare date means its end, UTC)."""
        return None if self.recorded_by is None else _recorded_until(self.recorded_by)

    def json(self) -> dict[str, Any]:
        """Return the `boundary` of a report's JSON; what is in `_ASKED` only where it was asked."""
        asked = {key: value for key in _ASKED if (value := getattr(self, key)) is not None}
        return {
            "relation": None if self.relation is None else "-".join(self.relation),
            "party": self.party,
            "direction": self.direction,
            "from": self.since,
            "to": self.until,
            "members": self.members,
            "filters": dict(self.filters),
            "known_by": self.known_by,
            "recorded_by": self.recorded_by,
            "in": self.currency,
            "rates": self.rates,
        } | asked

    @classmethod
    def of_json(cls, record: Mapping[str, Any]) -> Boundary:
        """Read back what `json` wrote. Raises BadInput for what it did not write."""
        if unknown := sorted(set(record) - set(cls().json()) - set(_ASKED)):
            raise BadInput(f"a boundary has no {', '.join(unknown)}")
        relation = record.get("relation")
        if relation is not None and str(relation).count("-") != 1:
            raise BadInput(f"{relation!r} is not a relation")
        sides = None if relation is None else str(relation).split("-")
        return cls(
            relation=None if sides is None else (sides[0], sides[1]),
            party=record.get("party"),
            direction=record.get("direction"),
            since=record.get("from"),
            until=record.get("to"),
            members=bool(record.get("members")),
            filters=dict(record.get("filters") or {}),
            known_by=record.get("known_by"),
            recorded_by=record.get("recorded_by"),
            currency=record.get("in"),
            rates=record.get("rates"),
            **{key: record.get(key) for key in _ASKED},
        )

    def words(self, names: Mapping[str, str] | None = None) -> str:
        """One sentence that says what is counted, and only what differs from the usual; `names` are names by code."""
        return ", ".join(part for part in self._parts(names or {}) if part)

    def _parts(self, names: Mapping[str, str]) -> list[str]:
        return [
            self._whom(names),
            self._when(),
            *(f"{key.replace('_', ' ')} {value} only" for key, value in self.filters.items()),
            f"in {self.currency} at {self.rates} rates" if self.currency else "",
            f"in prices of {self.prices} by {self.deflators}" if self.prices else "",
            f"by {self.by}" if self.by else "",
            f"spread over the {self.spread}" if self.spread else "",
            f"{self.policy} claim chosen" if self.policy and self.policy != "interval" else "",
            "all claims side by side" if self.policy == "interval" else "",
            f"as of {self.as_of}" if self.as_of else "",
            f"silent after {self.silent} days" if self.silent else "",
            f"publicly known by {self.known_by}" if self.known_by else "",
            _recorded_words(self.recorded_by),
        ]

    def _whom(self, names: Mapping[str, str]) -> str:
        if self.ends is None:
            return "All parties"
        first, second = ("the world" if code is None else names.get(code, code) for code in self.ends)
        members = " with their members, by membership on each day" if self.members else ""
        return f"From {first} to {second}{members}" if self.one_way else f"{first} and {second}{members}"

    def _when(self) -> str:
        match self.since, self.until:
            case None, None:
                return ""
            case since, None:
                return f"from {since} on"
            case None, until:
                return f"up to {until}"
            case since, until:
                return f"in {since}" if since == until else f"{since} to {until}"
        raise AssertionError  # pragma: no cover


def _recorded_words(recorded_by: str | None) -> str:
    if recorded_by is None:
        return ""
    if position := _POSITION.fullmatch(recorded_by):
        return f"as recorded in the first {position[1]} events"
    return f"as recorded by {recorded_by}"


def _recorded_until(text: str) -> int | str:
    if position := _POSITION.fullmatch(text):
        return int(position[1])
    remedy = "give a position such as @57, a date such as 2023-12-31, or a time such as 2023-12-31T12:00:00Z"
    try:
        if _BARE_DATE.fullmatch(text):
            return f"{date.fromisoformat(text)}T23:59:59.999999Z"
        time = datetime.fromisoformat(text)
    except ValueError:
        raise BadInput(f"cannot read the time {text[:60]!r}", remedy) from None
    if "T" not in text and " " not in text:
        raise BadInput(f"cannot read the time {text[:60]!r}", remedy)
    try:
        utc = time if time.tzinfo is None else time.astimezone(UTC).replace(tzinfo=None)
    except OverflowError:  # the first and the last hours of the calendar, told in another zone
        raise BadInput(f"the time {text[:60]!r} lies outside the calendar in UTC", remedy) from None
    return f"{utc.isoformat(timespec='microseconds')}Z"  # strftime writes the year 1 without its zeros
