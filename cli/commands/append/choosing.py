"""Which of several readings of a field is meant: asked on a terminal, left open elsewhere."""

from bilat.cli.streams import can_ask
from bilat.events.printed.preferences import Ambiguous


def choice(name: str, several: Ambiguous) -> str | None:
    """Return the reading that somebody at a terminal means, None where nobody sits at one.

    An interrupt (Ctrl-C) raises KeyboardInterrupt: nothing is recorded.
    """
    if not can_ask():
        return None
    import questionary

    meant: str = questionary.select(f"{name}: which is meant?", list(several.readings)).unsafe_ask()
    return meant
