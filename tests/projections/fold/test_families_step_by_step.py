"""Families event by event: umbrellas with many parts, and long pledges, come to what the fold of every prefix does."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bilat.projections.fold import lots, steps
from bilat.projections.fold.pieces_in_order import BLOCK, Ordered, PiecesInOrder, split_of
from tests.full import FULL, tries
from tests.histories import Draft, Line, stamped
from tests.projections.reports.promised import GIVEN, amount, event, pledge

UNITS = ("USD", "USD", "JPY", "EUR")
FIELDS = (
    {"amount": amount("USD 7")},
    {"equivalents": [amount("USD 3")]},
    {"flow": "private"},
    {"on": "2020-05-05"},
    {"part_of": None},
    {"title": "Mended"},
)


class Umbrella:
    """Writes one family: a pledge and its parts, in any order of days."""

    def __init__(self, seed: int, deep: bool) -> None:
        self.rng = Random(seed)
        self.deep = deep
        self.drafts: list[Draft] = []
        self.versions: dict[str, int] = {}
        self.facts: dict[str, list[int]] = {}

    def write(self, size: int) -> list[Line]:
        """Return the lines of a family, after the parties."""
        self.open("u", None)
        steps = (self.part, self.follow, self.follow, self.whole, self.mend)
        for number in range(size):
            self.rng.choices(steps, (6, 6, 3, 2, 1))[0](number)
        return stamped([*GIVEN, *self.drafts])

    def open(self, slug: str, above: str | None, **fields: Any) -> None:
        kind = self.rng.choice(["pledge-announced", "pledge-announced", "pledge-committed"])
        flow = {"flow": self.rng.choice(["oda", "private"])} if self.rng.random() < 0.6 else {}
        part_of = {"part_of": f"pledge/{above}"} if above else {}
        self.tell(pledge(slug, self.money(), self.day(), kind=kind, **flow, **part_of, **self.equivalents(), **fields))

    def part(self, number: int) -> None:
        above = self.rng.choice([*self.versions]) if self.deep else "u"
        late = {"new_money": False} if self.rng.random() < 0.1 else {}
        self.open(f"p{number}", above, **late)

    def follow(self, number: int) -> None:
        self.on(self.rng.choice([*self.versions]))

    def whole(self, number: int) -> None:
        self.on("u")

    def on(self, slug: str) -> None:
        kinds = ("topped-up", "revised", "restated", "committed", "disbursed", "announced", "cancelled")
        kind = self.rng.choices(kinds, (5, 5, 2, 3, 3, 1, 0.3))[0]
        money = None if kind == "cancelled" else self.money()
        self.tell(event(f"pledge-{kind}", slug, money, self.day(), **(self.equivalents() if money else {})))

    def mend(self, number: int) -> None:
        slug = self.rng.choice([*self.versions])
        version = self.rng.choice(self.facts[slug])
        target = {"target": f"pledge/{slug}#{version}"}
        if self.rng.random() < 0.2 and version > 1:
            self.facts[slug].remove(version)
            self.tell({"kind": "entry-retracted", "stream": f"pledge/{slug}", "reason": "wrong"} | target)
        else:
            fields = self.rng.choice(FIELDS)
            self.tell({"kind": "entry-corrected", "stream": f"pledge/{slug}", "fields": fields, "reason": "x"} | target)

    def money(self) -> str:
        return f"{self.rng.choice(UNITS)} {self.rng.randint(1, 50)}"

    def equivalents(self) -> dict[str, Any]:
        given = [amount(f"{unit} {self.rng.randint(1, 50)}") for unit in ("EUR", "USD") if self.rng.random() < 0.3]
        return {"equivalents": given} if given else {}

    def day(self) -> str:
        return str(date(2020, 1, 1) + timedelta(days=self.rng.randrange(900)))

    def tell(self, draft: Draft) -> None:
        self.drafts.append(draft)
        slug = draft["stream"].removeprefix("pledge/")
        self.versions[slug] = self.versions.get(slug, 0) + 1
        if not draft["kind"].startswith("entry-"):
            self.facts.setdefault(slug, []).append(self.versions[slug])


DAYS = st.sampled_from([None, None, date(2020, 9, 1), date(2021, 4, 1)])


@settings(max_examples=tries(150))
@given(st.integers(0, 2**32), st.integers(1, 60), st.booleans(), DAYS, DAYS)
def test_a_family_step_by_step_is_the_fold_of_every_prefix(
    seed: int, size: int, deep: bool, since: date | None, until: date | None
) -> None:
    lines = Umbrella(seed, deep).write(size)
    view: dict[str, Any] = {"relation": ("ASEAN", "JP"), "since": since, "until": until}
    sums: dict[tuple[str, str | None, str], Decimal] = {}
    for count, moved in enumerate(steps(lines, **view), 1):
        sums |= {part: after for part, (_, after) in moved.items()}
        whole: dict[tuple[str, str | None, str], Decimal] = {}
        for lot in lots(lines[:count], **view):
            key = lot.treatment, lot.reason, lot.unit
            whole[key] = whole.get(key, Decimal(0)) + lot.value
        assert {part: value for part, value in sums.items() if value} == {k: v for k, v in whole.items() if v}


@settings(max_examples=tries(60))
@given(st.integers(0, 2**32), st.integers(1, (5 if FULL else 3) * BLOCK))
def test_pieces_in_order_come_to_what_walking_through_them_does(seed: int, size: int) -> None:
    rng, ordered, there = Random(seed), PiecesInOrder(), list[Ordered]()
    for number in range(size):
        if there and rng.random() < 0.3:
            ordered.remove(there.pop(rng.randrange(len(there))))
        else:
            day = date(2020, 1, 1) + timedelta(days=rng.randrange(50))
            piece = Ordered(
                (day, f"pledge/{number}", 1), Decimal(rng.randint(1, 9)), rng.random() < 0.5, number % 3 > 0
            )
            ordered.add(piece)
            there.append(piece)
    there.sort()
    assert list(ordered) == there
    amount = Decimal(rng.randint(0, 10 * size))
    expected, left = split_of(Ordered((date.min, "", 1), Decimal(0), False, False), Decimal(0)), amount
    for piece in there:
        share = min(piece.value, left)
        expected, left = expected.plus(split_of(piece, share)), left - share
    assert ordered.first(amount) == expected
