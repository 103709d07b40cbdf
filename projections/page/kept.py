"""What the lines of a page come to, kept for the next site: most relations stay as they were from one seal to the next.

It lies in the user's cache folder, a folder a ledger and a file a page, named by the hash of the lines, the question
and the program; so a file never has to be compared with anything. The folder is entered as that of kept columns is.
"""

from __future__ import annotations

import os
import re
import uuid
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson

from bilat.events.log import user_cache
from bilat.projections.cache import folder as places
from bilat.projections.page.data import FORM, SHOWN, folded
from bilat.projections.page.proof import PageProof
from bilat.projections.program import program
from bilat.projections.reports.stamp import FORM as REPORT_FORM
from bilat.projections.view.boundary import Boundary

_OURS = re.compile(r"[0-9a-f]{64}\.json|[0-9a-f]{12}\.json\.tmp")


def folder_of(ledger: str) -> Path:
    """Where the pages of a ledger are kept. Raises StoreError where its id is none."""
    return user_cache.folder_of("pages", ledger)


def kept_or_folded(proof: PageProof, boundary: Boundary, asked: Boundary, folder: Path) -> Mapping[str, Any]:
    """Return what the lines of a page come to (`data.folded`), as it is kept, else computed and kept from now on.

    `asked` is the boundary without the clock of the checkpoint, which says nothing that the lines do not say.
    """
    name = _name(proof, asked)
    with suppress(OSError, ValueError), places.entered(folder) as inside, places.read(inside, name) as file:
        found: Mapping[str, Any] = orjson.loads(file.read())
        os.utime(file.fileno())  # it was used
        return found
    content = orjson.dumps(folded(proof, boundary))
    with suppress(OSError), places.entered(folder, writing=True) as inside:  # else it is computed again next time
        aside = f"{uuid.uuid4().hex[:12]}.json.tmp"
        places.write(inside, name, lambda file: file.write(content), aside=aside)
    made: Mapping[str, Any] = orjson.loads(content)
    return made


def clear(folder: Path) -> None:
    """Remove what no page has used for a month, of this and of all ledgers beside it."""
    user_cache.clear(folder.parent, _OURS, together=False)


def _name(proof: PageProof, asked: Boundary) -> str:
    digest = sha256(orjson.dumps([FORM, SHOWN, REPORT_FORM, program(), asked.json()], option=orjson.OPT_SORT_KEYS))
    for position, line in proof.lines:
        digest.update(b"%d " % position + line + b"\n")
    return f"{digest.hexdigest()}.json"
