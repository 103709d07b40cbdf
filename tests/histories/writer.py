"""The writer of a random history, and what it remembers so that every event is admissible."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.histories import materials

Draft = dict[str, Any]

STANDS = ("pledge-announced", "pledge-revised")
"""The openings after which a top-up's unit is that of the opening."""


@dataclass
class HistoryWriter:
    """Writes one history; a `plain` one has no mergers, no refunds, no promises by the year."""

    rng: Random
    units: Sequence[str]
    plain: bool
    drafts: list[Draft] = field(default_factory=list)
    streams: dict[str, list[Draft]] = field(default_factory=dict)
    merged: set[str] = field(default_factory=set)
    other_unit: set[str] = field(default_factory=set)
    retracted: set[str] = field(default_factory=set)

    def write(self, kind: str, stream: str, fields: Draft, *, given: bool = True) -> None:
        """Add an event without the fields that are None; `given` gives it a day and sources."""
        draft = {"kind": kind, "stream": stream} | ({"on": self.day(), "cites": self.cites()} if given else {})
        draft |= {name: value for name, value in fields.items() if value is not None}
        self.drafts.append(draft)
        self.streams.setdefault(stream, []).append(draft)

    def day(self) -> str:
        """A day of 2020 to 2023, now and then a month, a year or an interval."""
        day = date(2020, 1, 1) + timedelta(days=self.rng.randrange(1400))
        forms = (f"{day:%Y-%m}", f"{day:%Y}", f"{day}/{day + timedelta(days=2)}", f"{day:%Y}~")
        return self.rng.choice(forms) if self.rng.random() < 0.15 else str(day)

    def cites(self) -> list[Draft]:
        """One or two citations, some with a date of their own."""
        sources = self.rng.sample(materials.SOURCES, self.rng.choice((1, 1, 2)))
        cites: list[Draft] = [{"source": slug, "locator": f"para {len(self.drafts)}"} for slug in sources]
        if self.rng.random() < 0.3:
            cites[0]["published"] = self.day().split("/")[0]
        return cites

    def amount(self, unit: str) -> Draft:
        """A small amount with any bound."""
        value = self.rng.randint(1, 12) * 10
        bound = self.rng.choice(("exact", "exact", "exact", "about", "at-least", "at-most", "between"))
        upper = {"upper": str(value + 5)} if bound == "between" else {}
        return {"value": self.rng.choice((f"{value}", f"{value}.5")), "unit": unit, "bound": bound} | upper

    def pace(self) -> str | None:
        """In total, by the year, or not told."""
        return self.rng.choice((None, None, "total", "total" if self.plain else "per-year"))

    def money(self, unit: str, negative: bool = False) -> Draft:
        """An amount, sometimes with what the source says it is in another unit."""
        amount = self.amount(unit)
        if negative:
            amount = {"value": f"-{amount['value']}", "unit": unit, "bound": "exact"}
        others = [other for other in (*self.units, "person") if other != unit]
        equivalents = [self.amount(self.rng.choice(others))] if self.rng.random() < 0.3 else None
        return {"amount": amount, "equivalents": equivalents}

    def introduce(self) -> None:
        """Register the sources and the parties, with ASEAN's members; let them meet and agree."""
        for slug in materials.SOURCES:
            published = None if slug == "undated-leaflet" else self.day().split("/")[0]
            copied = {"type": "news", "origin": "wire"} if slug == "wire-copy" else {"type": "official"}
            named = {"title": slug, "publisher": "a publisher", "published": published}
            self.write("source-registered", f"source/{slug}", named | copied, given=False)
        copy = {"sha256": "0" * 64, "media_type": "text/plain", "size": 12}
        self.write("source-archived", "source/wire", copy, given=False)
        for code, name, kind, parent in materials.PARTIES:
            year = "2000-04-01" if code == "JP" else None
            party = {"name": name, "type": kind, "parent": parent, "fiscal_year_start": year}
            self.write("party-registered", f"party/{code}", party, given=False)
        for day, change, member in materials.MEMBERSHIPS:
            self.write(f"membership-{change}", "party/ASEAN", {"member": member, "on": day})
        both = {"parties": ["ASEAN", "JP"]}
        planned = {"name": "Summit", "level": "summit", "planned_for": "2021"}
        self.write("meeting-planned", "meeting/summit", both | planned)
        held = {"place": "Hanoi", "mode": "online", "chairs": ["A Chair"]}
        self.write("meeting-held", "meeting/summit", held)
        reached = {"title": "Plan", "meeting": "meeting/summit"}
        self.write("agreement-reached", "agreement/plan", both | reached)

    def pledge(self) -> None:
        """Open a pledge, or now and then a programme, often as a part of an earlier one."""
        rng, number = self.rng, len(self.drafts)
        record: Draft = {"donor": rng.choice(materials.DONORS), "recipient": rng.choice(materials.RECIPIENTS)}
        record |= {"instrument": rng.choice(materials.INSTRUMENTS), "flow": rng.choice(materials.FLOWS)}
        record |= {"part_of": rng.choice([None, *self.alive("pledge/", "programme/")[-4:]])}
        record |= {"title": f"Help {number}"}
        if rng.random() < 0.1:
            self.write("programme-opened", f"programme/p{number}", record)
            return
        if rng.random() < 0.85:
            record |= self.money(rng.choice(self.units))
        if "amount" in record and rng.random() < 0.1:
            self.write("total-reported", f"programme/p{number}", record | {"measure": "disbursed"})
            return
        record |= {"new_money": rng.choice((None, None, None, True, False)), "topics": rng.choice(materials.TOPICS)}
        record |= {"horizon": rng.choice(materials.HORIZONS), "pace": self.pace()}
        record |= {"via": rng.choice((None, "JICA", ["JAIF", "WHO"])), "sector": rng.choice((None, "12220"))}
        if rng.random() < 0.3:
            record |= {"meeting": "meeting/summit", "agreement": "agreement/plan"}
            record |= {"terms": {"rate_percent": "0.1"}, "ids": {"fts": "7"}}
        self.write(f"pledge-{rng.choice(materials.OPENINGS)}", f"pledge/p{number}", record)

    def follow(self) -> None:
        """Tell what became of a pledge or programme already recorded."""
        rng = self.rng
        stream = rng.choice([None, *(s for s in self.alive("pledge/", "programme/") if s not in self.merged)])
        if stream is None:
            return
        unit, kind = self.unit(stream), rng.choice((*materials.CLAIMS, *materials.STAGES, "total"))
        kinds = {draft["kind"] for draft in self.streams[stream]}
        if kind == "announced" and "pledge-announced" in kinds:
            kind = "revised"  # a stream holds one announcement
        if kind == "total" or stream.startswith("programme/"):
            stock = {"measure": rng.choice(("planned", "disbursed")), "since": "2020", "as_of": "2021-12"}
            self.write("total-reported", stream, stock | self.money(unit))
        elif kind in ("committed", "disbursed"):
            paid_in = rng.choice(self.units) if rng.random() < 0.2 else unit
            negative = not self.plain and rng.random() < 0.25
            self.write(f"pledge-{kind}", stream, self.money(paid_in, negative))
        elif kind in materials.STAGES:
            self.write(f"pledge-{kind}", stream, {"reason": rng.choice((None, "as told"))})
        elif kind == "restated":
            target = rng.choice((None, f"{stream}#1"))
            self.write("pledge-restated", stream, self.money(unit) | {"target": target})
        elif kind == "topped-up":
            opening = self.streams[stream][0]
            if "amount" in opening and opening["kind"] in STANDS and stream not in self.other_unit:
                self.write("pledge-topped-up", stream, self.money(unit))
        else:
            if kind == "revised" and "pledge-topped-up" not in kinds and rng.random() < 0.2:
                self.other_unit.add(stream)
                unit = rng.choice(self.units)
            self.write(f"pledge-{kind}", stream, self.money(unit))

    def mend(self) -> None:
        """Cite, correct or retract an event already recorded."""
        rng = self.rng
        target, draft = rng.choice(self.targets())
        stream, how = draft["stream"], rng.choice(("cited", "corrected", "corrected", "retracted"))
        entry: Draft = {"target": target, "reason": f"mistake {len(self.drafts)}"}
        if stream.startswith("source/"):
            entry["fields"] = {"published": self.day()[:4]}
            self.write("entry-corrected", stream, entry, given=False)
        elif how == "corrected" and self.mentions(stream) <= set(self.alive("pledge/", "programme/")):
            entry["fields"] = self.mistake(target, draft)
            self.write("entry-corrected", stream, entry, given=False)
        elif how != "retracted":
            self.write("entry-cited", stream, {"target": target, "cites": self.cites()}, given=False)
        elif not any(each.get("target") == target for each in self.streams[stream] if "amount" in each):
            self.write("entry-retracted", stream, entry, given=False)
            self.retracted.add(target)
            if draft["kind"] == "pledge-merged":
                self.merged.discard(stream)

    def targets(self) -> list[tuple[str, Draft]]:
        """The events that may be mended, by reference."""
        return [
            (ref, draft)
            for stream in self.alive("pledge/", "programme/", "statement/", "series/", "source/")
            for version, draft in enumerate(self.streams[stream], start=1)
            if (ref := f"{stream}#{version}") not in self.retracted
            and not draft["kind"].startswith(("entry-", "source-archived"))
        ]

    def mentions(self, stream: str) -> set[str]:
        """The streams that this one is or was a part of, or was merged into."""
        record = [record for draft in self.streams[stream] for record in (draft, draft.get("fields", {}))]
        return {name for fields in record if (name := fields.get("part_of") or fields.get("into"))}

    def mistake(self, target: str, draft: Draft) -> Draft:
        """Fields that a correction of this event may change."""
        rng = self.rng
        choices: list[Draft] = [{"note": "a note"}]
        if "on" in draft:
            choices += [{"on": self.day()}, {"cites": self.cites()}]
        if "amount" in draft and not draft["amount"]["value"].startswith("-"):
            choices += [{"amount": self.amount(draft["amount"]["unit"])}] * 3
        if draft["stream"].startswith("pledge/") and target.endswith("#1"):
            older = list(self.streams)[: list(self.streams).index(draft["stream"])]
            wholes = [other for other in self.alive("pledge/", "programme/") if other in older]
            choices += [
                {"flow": rng.choice(materials.FLOWS), "topics": rng.choice(materials.TOPICS)},
                {"horizon": rng.choice(materials.HORIZONS), "pace": self.pace()},
                {"new_money": rng.choice((None, False))},
                {"part_of": rng.choice([None, *wholes])},
                {"donor": "JICA", "recipient": "VN"},
            ]
        return rng.choice(choices)

    def merge(self) -> None:
        """Find that one promise had been recorded twice."""
        pledges = self.alive("pledge/")
        once = [stream for stream in pledges if stream not in self.merged]
        if len(pledges) > 1 and once and not self.plain:
            stream = self.rng.choice(once)
            into = self.rng.choice([other for other in pledges if other != stream])
            merger = {"into": into, "reason": f"told twice {len(self.drafts)}"}
            self.write("pledge-merged", stream, merger, given=self.rng.random() < 0.7)
            self.merged.add(stream)

    def tell(self) -> None:
        """Make a statement, report a figure, or say what became of the meeting or the agreement."""
        rng, number = self.rng, len(self.drafts)
        match rng.randrange(4):
            case 0:
                said: Draft = {"parties": ["JP"], "topics": ["health"], "text": "Help is on its way."}
                said |= rng.choice(({"to": ["ASEAN"], "speaker": "A"}, {"meeting": "meeting/summit"}))
                said |= {"amounts": [self.amount("USD")]}
                self.write("statement-made", f"statement/s{number}", said)
            case 1:
                record: Draft = {"from": rng.choice(("ASEAN", "VN")), "to": "JP"}
                record |= {"indicator": rng.choice(("trade", "fdi-flow")), "reporter": "ASEAN"}
                record |= {"period": rng.choice(("2021", "2022")), "status": "final"}
                record |= {"value": self.amount("USD"), "change_percent": "-3.5", "rank": 4, "schema": 2}
                self.write("figure-reported", f"series/f{number}", record)
            case 2:
                self.write("meeting-called-off", "meeting/summit", {"observers": ["US"], "absent": ["PH"]})
            case _:
                change = rng.choice(("entered-into-force", "amended", "terminated"))
                self.write(f"agreement-{change}", "agreement/plan", {"text": "as agreed"})

    def alive(self, *types: str) -> list[str]:
        """The streams of these types that are not void, oldest first."""
        return [s for s in self.streams if s.startswith(types) and f"{s}#1" not in self.retracted]

    def unit(self, stream: str) -> str:
        """The unit in which a stream tells its amounts."""
        units = [draft["amount"]["unit"] for draft in self.streams[stream] if "amount" in draft]
        return units[0] if units else self.units[0]
