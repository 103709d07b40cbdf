"""`--locator` and `--quote` beside `--cites`: where in a source, and in what words."""

from collections.abc import Sequence
from typing import Any

from bilat.cli.options import TextOption
from bilat.events.errors import BadInput

BESIDE = ("locator", "quote")
"""The parts of a citation that have an option of their own."""


def citing_options() -> list[TextOption]:
    """Return the options that say where in a source, and in what words."""
    return [
        TextOption(
            "--locator",
            metavar="TEXT",
            multiple=True,
            help="Where in the source, as in 'para 9' or 'p. 3'; repeatable, one for each --cites.",
        ),
        TextOption(
            "--quote",
            metavar="TEXT",
            multiple=True,
            help="The very words of the source; repeatable, one for each --cites. Checked where the text is archived.",
        ),
    ]


def citations(words: dict[str, Any]) -> dict[str, Any]:
    """Return the words with the locators and quotes put into the citations that they stand beside, in their order.

    Raises BadInput where it is not plain which citation one belongs to, or where a locator is given twice.
    """
    cites: Sequence[str] = words.get("cites") or ()
    beside = {name: tuple(words.get(name) or ()) for name in BESIDE}
    rest = {name: value for name, value in words.items() if name not in BESIDE}
    if not any(beside.values()):
        return rest
    joined: list[dict[str, str]] = []
    for cite in cites:
        source, _, locator = cite.partition("#")
        joined.append({"source": source, "locator": locator} if locator else {"source": source})
    for name, given in beside.items():
        if given and len(given) != len(joined):
            raise BadInput(_uneven(name, len(given), len(joined)), f"give --cites SLUG, then its --{name}, for each")
        for citation, text in zip(joined, given, strict=False):
            if name in citation:
                raise BadInput(f"{citation['source']} has two locators", "write it after the #, or as --locator")
            citation[name] = text
    return {**rest, "cites": joined}


def _uneven(name: str, given: int, cited: int) -> str:
    if not cited:
        return f"--{name} belongs to a source, and none is cited"
    return f"{given} --{name} for {cited} --cites"
