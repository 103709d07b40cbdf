"""bilat: the record of what two parties said to each other, promised each other and traded with each other.

    import bilat

    with bilat.open("x.db") as ledger:
        ledger.append({"kind": "party-registered", "stream": "party/JP", "name": "Japan", "type": "state"})
        ledger.commitments("ASEAN-JP", since="2020", until="2023")

Everything heavy is loaded when it is first needed, this class of ledgers included. `docs/python.md` shows all of it.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as `typing` says, which takes a while to load: until then nobody minds Ctrl-C
if TYPE_CHECKING:
    from bilat.ledger import Ledger

__all__ = ["Ledger", "create", "open"]


def open(place: str) -> Ledger:
    """Open an existing ledger. Raises StoreError, saying what to do, where there is none."""
    from bilat.ledger import Ledger

    return Ledger(place)


def create(place: str, history: str | None = None) -> Ledger:
    """Create a ledger, empty or with a history that ships with the program (`asean-japan`).

    Raises BadInput for an unknown history and where a ledger is there already, StoreError where none can be made.
    """
    from bilat.ledger import create

    return create(place, history)


def __getattr__(name: str) -> object:
    """Load the class of ledgers when it is first named. Raises AttributeError for any other name."""
    if name == "Ledger":
        from bilat.ledger import Ledger

        return Ledger
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
