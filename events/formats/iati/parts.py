"""The small parts of an activity: organisations, regions, sectors, terms."""

from __future__ import annotations

import re
from decimal import Decimal

from lxml import etree

from bilat.events.formats.iati.activities import Org
from bilat.events.formats.iati.codelists import BUDGET_STATUS, BUDGETS
from bilat.events.formats.iati.elements import CODE, attribute, narrative
from bilat.events.values.codes import TEXT_LIMIT

NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
"""A number as XML Schema writes decimals."""


def org(element: etree._Element) -> Org:
    value = (element.get(name, "").strip() for name in ("ref", "type", "role"))
    ref, kind, role = value
    return Org(ref, narrative(element)[:TEXT_LIMIT], kind, role, element.get(CODE, ""))


def region(element: etree._Element) -> tuple[str, str, str]:
    """Return a region's vocabulary, code and name."""
    return element.get("vocabulary", "1").strip() or "1", element.get("code", "").strip(), narrative(element)


def aid_type(element: etree._Element) -> str:
    codes = (each.get("code", "") for each in element.findall("default-aid-type") if each.get("vocabulary", "1") == "1")
    return str(next(codes, "")).strip()


def sector(element: etree._Element) -> str:
    """Return the DAC sector, where one takes more than half of the activity."""
    for vocabulary, digits in (("1", 5), ("2", 3)):
        shares: list[tuple[str, str]] = [
            (each.get("code", "").strip(), each.get("percentage", "100"))
            for each in element.findall("sector")
            if each.get("vocabulary", "1").strip() == vocabulary
        ]
        for code, share in shares:
            if re.fullmatch(rf"[0-9]{{{digits}}}", code) and (
                len(shares) == 1 or (NUMBER.fullmatch(share) and 50 < Decimal(share) < 100)
            ):
                return code
    return ""


def loan_rate(element: etree._Element) -> str:
    rate = attribute(element, "crs-add/loan-terms", "rate-1")
    return rate if NUMBER.fullmatch(rate) and not rate.startswith("+") else ""


def terms(element: etree._Element, tag: str) -> str:
    """Tell how a budget or plan is told: original or revised, indicative or committed, from whom to whom."""
    items = [BUDGETS.get(element.get("type", "1").strip(), "")]
    if tag == "budget":
        items.append(BUDGET_STATUS.get(element.get("status", "1").strip(), ""))
    for word, side in (("from", "provider-org"), ("to", "receiver-org")):
        if name := narrative(element.find(side)):
            items.append(f"{word} {name}")
    return ", ".join(filter(None, items))
