"""Which ledger, and who records: the command line first, then the environment, then bilat.toml."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from bilat.events.errors import BadInput

if TYPE_CHECKING:
    from bilat.events.printed.fields import Background
    from bilat.events.printed.names import Openings
    from bilat.events.printed.preferences import Preferences

FILE = Path("bilat.toml")
DEFAULT_LEDGER = "bilat.db"
KNOWN = ("ledger", "recorder")
READING = "reading"
"""The table of bilat.toml that says how print with several readings is read."""


def ledger(ctx: typer.Context) -> str:
    """Return the path or URL of the ledger that this command works on."""
    from bilat.events.location import checked

    return checked(_setting(ctx, "ledger", "BILAT_LEDGER") or DEFAULT_LEDGER)


def recorder(ctx: typer.Context) -> str:
    """Return the name under which events are recorded. Raises BadInput where it is none."""
    from bilat.events.values.recorders import recorder_or_login

    return recorder_or_login(_setting(ctx, "recorder", "BILAT_RECORDER"))


def preferences() -> "Preferences":
    """Return what the table `[reading]` of bilat.toml says: `dollar = "USD"`, `date_order = "dmy"`. Raises BadInput."""
    from bilat.events.printed.preferences import preferences_of

    table: Any = _configured().get(READING, {})
    try:
        return preferences_of(table)
    except BadInput as error:
        raise BadInput(f"{FILE}, [{READING}]: {error.message}", error.remedy) from None


def background(log: "Openings") -> "Background":
    """Return what loose print is read against: the settings, the names of the ledger, and today, in UTC."""
    from datetime import UTC, datetime

    from bilat.events.printed.fields import Background
    from bilat.events.printed.names import LedgerNames

    return Background(preferences(), LedgerNames(log), datetime.now(UTC).date())


def _setting(ctx: typer.Context, name: str, variable: str) -> str | None:
    chosen: dict[str, str] = ctx.ensure_object(dict)
    given = chosen.get(name)
    if given == "":
        raise BadInput(f"the {name} given is empty")
    return given or os.environ.get(variable) or _configured().get(name)


def _configured() -> dict[str, str]:
    try:
        with FILE.open("rb") as file:
            import tomllib

            found = tomllib.load(file)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise BadInput(f"{FILE} cannot be read: {error}", 'it holds lines such as `ledger = "bilat.db"`') from error
    for name, value in found.items():
        if name == READING and isinstance(value, dict):
            continue
        if name not in KNOWN or not isinstance(value, str) or not value:
            raise BadInput(f"{FILE}: {name} = {value!r} is not a setting", f"known: {', '.join(KNOWN)}, each a text")
    return found
