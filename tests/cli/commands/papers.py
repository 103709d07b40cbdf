"""Changing what was handed out, or the ledger behind its back."""

from pathlib import Path

from tests.events.log.verify.tampering import behind_the_back


def tamper(words: str = "'Japan', 'China'", position: int = 1) -> None:
    with behind_the_back("bilat.db") as connection:
        change = f"UPDATE stored_events SET state = CAST(replace(state, {words}) AS BLOB) WHERE rowid = {position}"
        connection.execute(change)


def edited(name: str, old: str, new: str) -> str:
    text = Path(name).read_text()
    assert old in text
    Path("edited").write_text(text.replace(old, new, 1))
    return "edited"
