"""Sums on a page and their terms: each leaf of the explanation says to which sums it belongs.

An element that is a sum says so in `data-s`, a term in `data-in`; the page's script adds the terms up. What they do not
make (a total that umbrellas or conversion moved) is marked as the program's own (`data-c`), not as their sum.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from bilat.cli.page.amounts import Form, interval, machine, noun_of, printed
from bilat.cli.page.leaves import Interval, tie
from bilat.cli.page.svg import digits, tag
from bilat.cli.page.ties import Ties
from bilat.cli.render.amounts import amount


class Sums:
    """The trees of an explanation with a name for each sum, and which of these its leaves make."""

    def __init__(self, data: Mapping[str, Any], ties: Ties) -> None:
        self.rounded = bool(data["boundary"]["in"])
        reports = data["reports"]  # of a chart alone only those that it is drawn of
        self.trees: list[dict[str, Any]] = reports["explain"]["tree"] if "explain" in reports else []
        self._terms: dict[str, list[Interval]] = defaultdict(list)
        for number, tree in enumerate(self.trees):
            tree["id"] = str(number)
            for line in tree["lines"]:
                self._name(tree, line)
            tie(tree, ties)
        for tree in self.trees:
            for line in (each for each in tree["lines"] if each["line"] == "excluded"):
                line["amount"] = self._widened(line["id"], line["amount"])
                for pledge in line["pledges"]:
                    pledge["amount"] = self._widened(pledge["id"], pledge["amount"])
        self._made = {name for name, shown in self._shown(data) if self._total(name) == interval(shown)}

    def money(self, given: Mapping[str, Any], name: str, form: Form = "brief") -> Markup:
        """Return a sum as it is printed, tied to its terms where they make it."""
        tie = {"data_s": name} if name in self._made else {"data_c": name}
        return tag(
            "data",
            printed(given, form, self.rounded),
            class_="n sum",
            value=f"{given['unit']} {given['value']}",
            title=amount(given, rounded=self.rounded) if form != "full" else None,
            data_f=form,
            data_v=machine(given, self.rounded),
            data_n=noun_of(given["unit"]),
            **tie,
        )

    def own(self, given: Mapping[str, Any]) -> Markup:
        """Return an amount that the program reckons of more than the lines say: no sum of terms that stand here."""
        return self.money(given, "")

    def _name(self, tree: dict[str, Any], line: dict[str, Any]) -> None:
        line["id"] = f"{tree['id']}.{line['reason'] or line['line']}"
        for number, pledge in enumerate(line["pledges"]):
            pledge["id"] = f"{line['id']}.{number}"
            for leaf in pledge["events"]:
                year = str(leaf["on"])[:4]
                leaf["in"] = [pledge["id"], line["id"], tree["id"], f"{year}/headline/{tree['unit']}"]
                if line["line"] != "excluded":
                    leaf["in"].append(f"{year}/{line['line']}/{tree['unit']}")
                for name in leaf["in"]:
                    self._terms[name].append(interval(leaf["amount"]))

    def _total(self, name: str) -> Interval:
        terms = self._terms[name]
        highs = [high for _, _, high in terms if high is not None]
        return (
            sum((value for value, _, _ in terms), Decimal(0)),
            sum((low for _, low, _ in terms), Decimal(0)),
            sum(highs, Decimal(0)) if len(highs) == len(terms) else None,
        )

    def _widened(self, name: str, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return an excluded sum with the low and high of its leaves: the report tells value and upper alone."""
        _, low, high = self._total(name)
        return {**given, "low": digits(low), "high": None if high is None else digits(high)}

    def _shown(self, data: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
        for tree in self.trees:
            yield tree["id"], tree["headline"]
            for line in tree["lines"]:
                yield line["id"], line["amount"]
                for pledge in line["pledges"]:
                    yield pledge["id"], pledge["amount"]
        for each in data["reports"]["years"]["slices"] if "years" in data["reports"] else ():
            for line in ("headline", "net", "mobilised"):
                for given in each["totals"][line]:
                    yield f"{each['key']}/{line}/{given['unit']}", given
