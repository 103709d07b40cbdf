"""The parties that a register names: found by id, then by name, else registered with their id."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import NamedTuple

from bilat.events.formats.reading import RecordedStreams
from bilat.events.formats.registers.amendments import cited_events
from bilat.events.formats.registers.states import NAMES, folded
from bilat.events.parties import PartyRegistered, PartyType
from bilat.events.values.codes import is_state

LONGEST = 12
_SMALL = re.compile(r"an?|and|the|of|for|in|on|to|at|by|d[eao]s?|du|las?|les?|el|los|y|et?|und|für|der|die")
_WORD = re.compile(r"[A-Za-z0-9]+")


class Organisation(NamedTuple):
    """What a register tells of an organisation.

    Its ids (scheme to id), name, type and what it belongs to: a state, or a party that is known.
    """

    name: str
    ids: dict[str, str]
    type: PartyType
    parent: str | None = None


class Parties:
    """The parties of the ledger and of the file.

    `new` holds the registrations that are still to be yielded.
    """

    def __init__(self, known: RecordedStreams) -> None:
        self._by_id: dict[tuple[str, str], str] = {}
        self._by_name: dict[str, str] = {}
        self._ids: dict[str, dict[str, str]] = {}
        self._codes: set[str] = set()
        self._names: dict[str, str] = {}
        self.new: list[PartyRegistered] = []
        for stream in known.streams("party/"):
            party = cited_events(known.stream(stream)).get(1)
            self._codes.add(stream.partition("/")[2])
            if isinstance(party, PartyRegistered):
                self._enter(party)

    def state(self, code: str) -> str:
        """Find a state by its code, registered where it is not known yet."""
        if code not in self._codes:
            self._register(PartyRegistered(stream=f"party/{code}", name=NAMES[code], type="state"))
        return code

    def organisation(self, record: Organisation, code: str = "") -> str:
        """Return the code of an organisation: of the party with one of its ids, else with its name, else a new one.

        `code` is its own, where the file tells it: then that is the party, known or new.
        """
        if code in self._codes:
            return code
        for scheme, each in record.ids.items():
            if held := self._by_id.get((scheme, each)):
                return held
        named = self._by_name.get(folded(record.name))
        if named and not self._another(named, record.ids):
            return named
        parent = self.state(record.parent) if record.parent else None
        code = code or self._new_code(record)
        self._register(
            PartyRegistered(
                stream=f"party/{code}",
                name=record.name,
                type=record.type,
                ids=record.ids or None,
                parent=parent,
            )
        )
        return code

    def own_operations(self, code: str) -> str:
        """Return what an organisation does itself with what it gives: a party that belongs to it.

        Nobody pledges to oneself.
        """
        record = Organisation(f"{self._names.get(code, code)} (own operations)", {}, "other", code)
        wished = f"{code[: LONGEST - 3]}OWN"
        return self.organisation(record, "" if wished in self._codes else wished)

    def take_new(self) -> list[PartyRegistered]:
        """Return the registrations since the last call."""
        found, self.new = self.new, []
        return found

    def enter(self, party: PartyRegistered) -> None:
        """Take in a party that the file itself registers."""
        self._codes.add(party.stream.partition("/")[2])
        self._enter(party)

    def _register(self, party: PartyRegistered) -> None:
        self.enter(party)
        self.new.append(party)

    def _enter(self, party: PartyRegistered) -> None:
        code = party.stream.partition("/")[2]
        self._by_name.setdefault(folded(party.name), code)
        self._names[code] = party.name
        self._ids[code] = dict(party.ids or {})
        for scheme, each in self._ids[code].items():
            self._by_id.setdefault((scheme, each), code)

    def _another(self, code: str, ids: dict[str, str]) -> bool:
        """Tell whether a party of that name is another one: the register knows it under another id."""
        return any(self._ids.get(code, {}).get(scheme, each) != each for scheme, each in ids.items())

    def _new_code(self, record: Organisation) -> str:
        code = code_for(record.name)
        if code not in self._codes:
            return code
        mark = hashlib.sha256(f"{folded(record.name)} {sorted(record.ids.items())}".encode()).hexdigest().upper()
        return next(
            candidate
            for length in range(3, LONGEST)
            if (candidate := f"{code[: LONGEST - length]}{mark[:length]}") not in self._codes
        )


def code_for(name: str) -> str:
    """Return a party code made from a name.

    One word or short name as it stands, else the initials of its longer words.
    """
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = [word for word in _WORD.findall(ascii_name) if not _SMALL.fullmatch(word.casefold())]
    whole = "".join(words).upper()
    initials = "".join(word if word.isupper() and len(word) > 1 else word[0] for word in words).upper()
    for candidate in (whole if len(words) == 1 else initials, whole, f"X{whole}", f"ORG{whole}"):
        code = candidate[:LONGEST]
        if len(code) >= 3 and code[0].isalpha() and not is_state(code):
            return code
    return "ORG" + hashlib.sha256(name.encode()).hexdigest()[:6].upper()
