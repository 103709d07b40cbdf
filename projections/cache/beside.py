"""What an audit of a ledger says of the columns and accounts that are kept beside it."""

from pathlib import Path

from bilat.events.log.log import open_log
from bilat.events.log.verify.findings import Damage
from bilat.projections.cache.accounts import accounts_differ
from bilat.projections.cache.verify import conditions, first_difference


def kept_beside(ledger: str, deep: bool) -> tuple[str, list[Damage]]:
    """Return what the columns, and the accounts made of them, that are kept beside a sound ledger are, and what is
    wrong.

    By their hashes alone, unless `deep`: whoever may write them may mend the hashes too.
    """
    with open_log(ledger) as log:
        head = log.head
        found = conditions(log, head)
        wrong = [
            Damage(None, f"the {each.what} kept beside the ledger are not as they were written", _remove(each.folder))
            for each in found
            if each.changed
        ]
        used = {each.what: each.folder for each in found if each.used}
        if deep and used and not wrong:
            if "columns" in used and (position := first_difference(log, head)) is not None:
                cause = "the columns kept beside the ledger are not what the log says"
                wrong.append(Damage(position, cause, _remove(used["columns"])))
            elif "accounts" in used and accounts_differ(log, head):
                cause = "the accounts kept beside the ledger are not what its pledges come to"
                wrong.append(Damage(None, cause, _remove(used["accounts"])))
    words = ", ".join(f"{each.what} {each.words}" for each in found)
    if used:
        words += "; compared with the log" if deep else "; not compared with the log (--deep)"
    return words, wrong


def _remove(folder: Path) -> str:
    return f"remove {folder}: it is made anew"
