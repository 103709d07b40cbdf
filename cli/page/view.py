"""Everything that the template of a page shows, in its words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bilat.cli.page.amounts import is_money, machine, noun_of, printed
from bilat.cli.page.context import Context, words
from bilat.cli.page.parts import answer, delivery, events, figures, glance, pledges, sources
from bilat.cli.render.amounts import amount
from bilat.cli.render.inert import inert
from bilat.cli.render.wording import times


def view(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the template is given, of a page's data."""
    context = Context(data)
    falls = answer.falls(context)
    running = figures.running_totals(context)
    rounded, cited = context.sums.rounded, sources.sources(context)
    return {
        "d": data,
        "title": context.title(context.full_name),
        "parties": context.sides(context.full_name),
        "answer": answer.answer(context),
        "clauses": answer.CLAUSES,
        "glance": glance.glance(context),
        "money_falls": [fall for fall in falls if is_money(fall["unit"])],
        "thing_falls": [fall for fall in falls if not is_money(fall["unit"])],
        "years": answer.by_year(context),
        "groups": pledges.groups(context),
        "delivery": delivery.delivery(context),
        "running": running,
        "trade": figures.trade(context),
        "timeline": events.timeline(context),
        "findings": sources.findings(context),
        "sources": cited,
        "source_of": {each["code"]: each for each in cited},
        "ids": context.ids,
        "position": context.ties.position,
        "ties": context.ties,
        "sum": context.sums.money,
        "machine": lambda given: machine(given, rounded),
        "full": lambda given: printed(given, "full", rounded),
        "brief": lambda given: printed(given, "brief"),
        "amount": amount,
        "noun": noun_of,
        "words": words,
        "times": times,
        "inert": inert,
        "whole": len(data["proof"]["lines"]) == data["proof"]["size"],
    }
