"""A ledger as Python programs see it: what the command line can do, a method each."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from bilat.questions import FilePath, Questions

if TYPE_CHECKING:
    from bilat.domain.admission import Outcome
    from bilat.events.base import Event
    from bilat.events.log.verify.audit import Audit
    from bilat.events.log.verify.proof_files import Proof


class Ledger(Questions):
    """A ledger at `place`, a file or a PostgreSQL URL. Reports are Polars frames or, by `report`, JSON objects.

    Every method may raise StoreError where the store cannot be read or written, and BadInput for a word that cannot
    be read; both are BilatError, and say what to do. Nothing is held open between calls.
    """

    def __init__(self, place: str) -> None:
        """Look whether a ledger is there. Raises StoreError where there is none."""
        from bilat.events.log.log import open_log

        super().__init__(place)
        open_log(place).close()

    def append(self, *events: Event | Mapping[str, Any], recorder: str | None = None) -> Outcome:
        """Record events, all of them or none. Raises Refused with every problem, Conflict, StoreError.

        Events are objects of the vocabulary or mappings in the form of the event JSON. The outcome names what may tell
        others again (`doubles`) and what is `unlikely`. `recorder` is by default
        the name under which the user is logged in.
        """
        from bilat.domain.admission import Draft, record
        from bilat.events.base import Event
        from bilat.events.errors import Problem
        from bilat.events.log.codec import read_event
        from bilat.events.log.log import open_log
        from bilat.events.values.recorders import recorder_or_login

        drafts: list[Draft] = []
        found: list[Problem] = []
        for number, given in enumerate(events, 1):
            read = given if isinstance(given, Event) else read_event(dict(given), f"event {number}")
            if isinstance(read, Event):
                drafts.append(Draft(read, f"event {number}"))
            else:
                found += read
        with open_log(self.place, "w") as log:
            return record(
                log,
                drafts,
                recorder=recorder_or_login(recorder),
                now=_now,
                found=found,
                worth=_worth,
                today=_now().date(),
            )

    def import_(
        self,
        file: FilePath | BinaryIO,
        *,
        format: str | None = None,
        kind: str | None = None,
        columns: Mapping[str, str] | None = None,
        mapping: FilePath | None = None,
        sheet: str | None = None,
        scale: str | None = None,
        dry_run: bool = False,
        preserve: bool = False,
        recorder: str | None = None,
        wait: int | None = None,
    ) -> Outcome:
        """Record a file of events, all of them or none. Raises Refused with every problem, BadInput, Conflict.

        `format` is by default that of the file's ending, else JSON Lines. `kind`, `columns` (theirs to ours; to an
        empty text: pass it over), `mapping` (a TOML file), `sheet` and `scale` (bare amounts are in
        thousand, million or billion) say how a table is read. `preserve` keeps
        times, recorders and seals: it restores an export into an empty ledger. `wait` is for how many seconds a busy
        file is tried again.
        """
        from bilat.domain.importing import import_batch
        from bilat.events.formats import reader
        from bilat.events.formats.files import column_mapping, format_of, opened
        from bilat.events.formats.reading import Context
        from bilat.events.log.log import open_log
        from bilat.events.printed.fields import Background
        from bilat.events.printed.names import LedgerNames
        from bilat.events.values.recorders import recorder_or_login

        name = Path(file).name if isinstance(file, str | os.PathLike) else ""
        format = format_of(name, format)
        renamed = [f"{theirs}={ours}" for theirs, ours in (columns or {}).items()]
        toml = None if mapping is None else Path(mapping)
        said = column_mapping(format, kind=kind, renamed=renamed, file=toml, sheet=sheet, scale=scale)
        with open_log(self.place, "r" if dry_run else "w", wait=wait) as log, opened(file) as source:
            readings = reader(format)(
                source, Context(name, kind, said, log, Background(names=LedgerNames(log), today=_now().date()))
            )
            return import_batch(
                log,
                readings,
                recorder=recorder_or_login(recorder),
                now=_now,
                dry_run=dry_run,
                preserve=preserve,
                worth=_worth,
                today=_now().date(),
            )

    def export(self, target: FilePath | BinaryIO, *, format: str | None = None) -> None:
        """Write every event, in order of recording, into a file by name or one that is open for bytes.

        `format` is by default that of the file's ending, else JSON Lines: the canonical lines, byte for byte. Raises
        BadInput for an unknown format, and where a file by name would take the place of a record or a key.
        """
        from bilat.events.formats import writer
        from bilat.events.formats.files import format_of, write_file
        from bilat.events.log.log import open_log

        with open_log(self.place) as log:
            if isinstance(target, str | os.PathLike):
                write_file(log, format_of(Path(target).name, format), Path(target), self.place)
            else:
                writer(format_of("", format))(log.read_chunks(), target)

    def verify(
        self,
        file: FilePath | None = None,
        *,
        checkpoint: FilePath | None = None,
        key: FilePath | None = None,
        proof: FilePath | None = None,
        deep: bool = False,
    ) -> Audit:
        """Compute everything again that is said of the record; it is sound where `findings` is empty.

        `file` is an export in place of the ledger; `checkpoint`, `key` (a public key, or its file) and `proof` say
        what it is held to; `deep` reads every line by its class. Raises BadInput for a file that cannot be read.
        """
        from bilat.events.log.verify.audit import audit
        from bilat.projections.cache.beside import kept_beside

        export, head, public, proven = (
            None if each is None else os.fspath(each) for each in (file, checkpoint, key, proof)
        )
        return audit(
            self.place,
            now=_now(),
            file=export,
            checkpoint=head,
            key=public,
            proof=proven,
            deep=deep,
            beside=kept_beside,
        )

    def seal(self, *, key: FilePath | None = None, recorder: str | None = None) -> str:
        """Record the size and root of the log, and give them as a checkpoint, signed where a private key is given.

        Raises Refused, with what is wrong, where the ledger does not verify; BadInput where the file holds no key.
        """
        from bilat.domain import sealing
        from bilat.events.values.recorders import recorder_or_login

        checkpoint, _ = sealing.seal(self.place, recorder_or_login(recorder), _now, None if key is None else Path(key))
        return checkpoint

    def make_key(self, file: FilePath, *, name: str | None = None) -> str:
        """Make a key pair, the private one in `file`, the public one in `file.pub` and as the answer.

        Its name is by default the ledger's origin. Raises BadInput where a file is there already.
        """
        from bilat.domain import sealing

        public, _ = sealing.make_key(self.place, Path(file), name)
        return public

    def prove(self, event: str | None = None, *, first: int | None = None, size: int | None = None) -> Proof:
        """Prove that an event is in the log, or that the log begins with its `first` events.

        The tree is that of the first `size` events, by default of all. Raises BadInput for an event that is not
        among them, and unless one of `event` and `first` is given.
        """
        from bilat.events.errors import BadInput
        from bilat.events.log.event_proofs import prove_event
        from bilat.events.log.log import open_log
        from bilat.events.log.verify import proof_files

        with open_log(self.place) as log:
            size = log.head.size if size is None else size
            if event is not None and first is None:
                return prove_event(log, event, size)
            if first is not None and event is None:
                return proof_files.prove_consistency(log, first, size)
        raise BadInput("a proof is of one event, or of the first events", "give `event`, or `first`")

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *error: object) -> None:
        """Leave the ledger: nothing is held open between calls."""


def create(place: str, history: str | None = None) -> Ledger:
    """Create a ledger; see `bilat.create`, which loads this module. Raises BadInput, StoreError."""
    from bilat.domain.importing import import_batch
    from bilat.events import histories
    from bilat.events.formats.jsonl import read
    from bilat.events.log.log import created_log

    with created_log(place) as log:
        if history is not None:
            with histories.path(history).open("rb") as file:
                import_batch(log, read(file), recorder="bilat", now=_now)  # type: ignore[arg-type]  # IO[bytes]
    return Ledger(place)


def _worth(unit: str, day: date) -> Decimal | None:
    """Tell what a currency is worth on a day, to compare what may be recorded twice; rates are loaded when asked."""
    from bilat.projections.currency.worth import worth

    return worth(unit, day)


def _now() -> datetime:
    """Return the time that what is recorded is stamped with."""
    return datetime.now(UTC)
