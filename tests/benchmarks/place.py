"""What is measured on: ledgers, journals and files of synthetic histories, made once a run."""

from __future__ import annotations

import subprocess
import sys
import uuid
from pathlib import Path

from bilat.events.log.codec import canonical
from bilat.events.log.log import create_log
from tests.benchmarks.synthetic import fill, history


class Place:
    """A folder of ledgers and journals, each made when first asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def ledger(self, size: int, *, pledges_only: bool = False) -> str:
        """A ledger of so many events."""
        path = self.folder / f"{'pledges' if pledges_only else 'all'}-{size}.db"
        if not path.exists():  # in a process of its own: what is measured would inherit our peak of memory
            command = [sys.executable, "-m", "tests.benchmarks.place", str(path), str(size)]
            subprocess.run([*command, *["pledges"] * pledges_only], check=True)
        return str(path)

    def relations(self, count: int) -> str:
        """A ledger of so many relations, of about 100 events each."""
        path = self.folder / f"relations-{count}.db"
        if not path.exists():
            subprocess.run([sys.executable, "-m", "tests.benchmarks.relations", str(path), str(count)], check=True)
        return str(path)

    def shipped(self) -> str:
        """The history that ships with the program."""
        import bilat

        path = self.folder / "shipped.db"
        if not path.exists():
            bilat.create(str(path), "asean-japan")
        return str(path)

    def lines(self, size: int) -> str:
        """A file of JSON Lines to import."""
        path = self.folder / f"{size}.jsonl"
        if not path.exists():
            path.write_bytes(b"\n".join(map(canonical, history(size))) + b"\n")
        return str(path)

    def journal(self, size: int, *, by_pledge: bool = False) -> str:
        """The pledges as journal entries: an account for donor, recipient and instrument, or for each pledge."""
        path = self.folder / f"{size}-{by_pledge}.journal"
        if not path.exists():
            accounts: dict[str, str] = {}
            with path.open("w") as file:
                for record in history(size, pledges_only=True):
                    stream = record["stream"]
                    if "donor" in record:
                        sides = ("+".join(side) if isinstance(side := record[end], list) else side for end in SIDES)
                        accounts[stream] = ":".join([*sides, record["instrument"]])
                    if "amount" in record:
                        account = stream.partition("/")[2] if by_pledge else accounts[stream]
                        amount, day = record["amount"], record["on"].replace("-", "/")
                        account = f"{account}:{record['kind'].partition('-')[2]}"
                        money = f"{amount['value']} {amount['unit']}"
                        file.write(f"{day} {stream}\n    Pledges:{account}  {money}\n    World\n\n")
        return str(path)

    def new(self) -> str:
        """A path where nothing is."""
        return str(self.folder / f"new-{uuid.uuid4().hex}.db")


SIDES = ("donor", "recipient")


if __name__ == "__main__":
    place, size, *only = sys.argv[1:]
    with create_log(place) as made:
        fill(made, int(size), pledges_only=bool(only))
