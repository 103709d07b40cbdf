"""Which of several readings of a field is meant: asked on a terminal, left open elsewhere."""

from bilat.cli.streams import can_ask
from bilat.events.printed.preferences import Ambiguous


def choice(name: str, several: Ambiguous) -> str | None:
    """Return the reading that somebody at a terminal means, None where nobody sits at one.

    An interrupt (Ctrl-C) raises KeyboardInterrupt: nothing is recorded.
    """
    if not can_ask():
        return None
    from bilat.cli.asking.question import Answer, SeveralReadings, reading_meant
    from bilat.cli.asking.terminal import Terminal

    meant = SeveralReadings(name, {each: Answer(each) for each in several.readings})
    meant.message = f"{several.part or name}: {several.message}"
    return str(reading_meant(Terminal(), meant).value)
