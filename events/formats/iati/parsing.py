"""The elements of an activity to plain values; every fault is kept, with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from lxml import etree

from bilat.events.base import Event
from bilat.events.errors import BadInput, Problem
from bilat.events.formats.iati.activities import Activity, Org, Total, Transaction
from bilat.events.formats.iati.elements import EVENT, STREAM, attribute, narrative
from bilat.events.formats.iati.parts import NUMBER, aid_type, loan_rate, org, region, sector, terms
from bilat.events.formats.jsonl import decoded
from bilat.events.log.codec import read_event
from bilat.events.values.amounts import Amount
from bilat.events.values.codes import TEXT_LIMIT, check_unit
from bilat.events.values.dates import span
from bilat.events.values.decimals import exact

_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[+-][0-9:]+|T.*)?")


def activity(element: etree._Element, generated: str) -> Iterator[Activity | Problem]:
    """Yield the activity of an element, or every reason why it cannot be read."""
    identifier = " ".join((element.findtext("iati-identifier") or "").split())
    where = f"line {element.sourceline}" + (f", {identifier[:80]}" if identifier else "")
    reading = _Reading(where, element.get("default-currency", "").strip())
    if not identifier:
        reading.problems.append(Problem(where, "identifier", "an activity has no iati-identifier"))
    reporting = element.find("reporting-org")
    read = Activity(
        where,
        identifier,
        element.get(STREAM, ""),
        narrative(element.find("title"))[:TEXT_LIMIT] or identifier,
        reading.safe_day(element.get("last-updated-datetime", "")) or generated,
        attribute(element, "activity-status"),
        attribute(element, "default-flow-type"),
        attribute(element, "default-finance-type"),
        aid_type(element),
        sector(element),
        loan_rate(element),
        reading.dates(element),
        org(reporting) if reporting is not None else Org("", "", ""),
        tuple(map(org, element.findall("participating-org"))),
        tuple(each.get("code", "").strip().upper() for each in element.findall("recipient-country")),
        tuple(region(each) for each in element.findall("recipient-region")),
        tuple(each.get("ref", "").strip() for each in element.findall("related-activity[@type='1']")),
        tuple(reading.transactions(element)),
        tuple(reading.totals(element)),
        tuple(reading.events(element)),
    )
    if reading.problems:
        yield from reading.problems
    else:
        yield read


class _Reading:
    """What an activity's money is read with; every fault is kept."""

    def __init__(self, where: str, currency: str) -> None:
        self.where, self.currency = where, currency
        self.problems: list[Problem] = []

    def transactions(self, element: etree._Element) -> Iterator[Transaction]:
        seen: dict[str, int] = {}
        for number, each in enumerate(element.findall("transaction"), 1):
            where = f"line {each.sourceline}, transaction {number}"
            ref = " ".join(each.get("ref", "").split())[:200]
            seen[ref] = seen.get(ref, 0) + 1
            key = f"#{number}" if not ref else ref if seen[ref] == 1 else f"{ref} ({seen[ref]})"
            provider, receiver = each.find("provider-org"), each.find("receiver-org")
            value_day = self._at(where, self.day, attribute(each, "value", "value-date"))
            day = self._at(where, self.day, attribute(each, "transaction-date", "iso-date")) or value_day
            if not day:
                self.problems.append(Problem(f"{self.where}; {where}", "date", "a transaction without a date"))
            yield Transaction(
                where,
                key,
                attribute(each, "transaction-type"),
                day or "",
                value_day or "",
                self._at(where, self._amount, each.find("value")),
                org(provider) if provider is not None else None,
                org(receiver) if receiver is not None else None,
                narrative(each.find("description")),
                attribute(each, "finance-type"),
                tuple(c.get("code", "").strip().upper() for c in each.findall("recipient-country")),
                next(self.events(each), None),
            )

    def totals(self, element: etree._Element) -> Iterator[Total]:
        for tag, measure in (("budget", "budgeted"), ("planned-disbursement", "planned")):
            for number, each in enumerate(element.findall(tag), 1):
                where = f"line {each.sourceline}, {tag} {number}"
                since = self._at(where, self.day, attribute(each, "period-start", "iso-date")) or ""
                until = self._at(where, self.day, attribute(each, "period-end", "iso-date")) or ""
                yield Total(
                    where,
                    f"{tag} {number}",
                    measure,
                    since,
                    until,
                    self._at(where, self.day, attribute(each, "value", "value-date")) or "",
                    self._at(where, self._amount, each.find("value")),
                    terms(each, tag),
                    next(self.events(each), None),
                )

    def events(self, element: etree._Element) -> Iterator[Event]:
        """Yield the exact events that bilat wrote beside their IATI reading."""
        for each in element.findall(EVENT):
            found = exact_event(each)
            if isinstance(found, Event):
                yield found
            else:
                self.problems += found

    def day(self, text: str) -> str:
        """Return a whole day; empty where none is told."""
        text = text.strip()
        if not text:
            return ""
        found = _DAY.fullmatch(text)
        if not found:
            raise BadInput(f"cannot read the date {text[:40]!r}", "IATI writes 2014-09-10")
        span(found[1])
        return found[1]

    def dates(self, element: etree._Element) -> dict[str, str]:
        """Return the activity's dates by their type."""
        found = element.findall("activity-date")
        return {each.get("type", ""): self.safe_day(each.get("iso-date", "")) for each in found}

    def safe_day(self, text: str) -> str:
        """Return the same of the activity itself, its fault kept."""
        return self._at("dates", self.day, text) or ""

    def _amount(self, value: etree._Element | None) -> Amount | None:
        if value is None:
            raise BadInput("no <value>")
        text = (value.text or "").strip()
        if not NUMBER.fullmatch(text):
            raise BadInput(f"cannot read the number {text[:40]!r}", "plain digits, with `.` before decimals")
        unit = (value.get("currency") or self.currency).strip()
        if not unit:
            raise BadInput("no currency", "give the value a currency, or the activity a default-currency")
        number = Decimal(text)
        return Amount(value=exact(number), unit=check_unit(unit.upper()), bound="exact") if number else None

    def _at(self, where: str, read: Callable[[Any], Any], given: Any) -> Any:
        try:
            return read(given)
        except BadInput as error:
            self.problems.append(Problem(f"{self.where}; {where}", "value", error.message, error.remedy))
            return None


def exact_event(element: etree._Element) -> Event | list[Problem]:
    """Return the event whose JSON an element of ours holds, or why it holds none."""
    where = f"line {element.sourceline}, bilat:event"
    fields = decoded((element.text or "").strip().encode(), where)
    return [fields] if isinstance(fields, Problem) else read_event(fields, where)
