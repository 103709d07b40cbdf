"""Pages as they are printed, kept as files beside this one: what changes in one is seen in the change that did it."""

import os
from pathlib import Path

FOLDER = Path(__file__).parent
WRITE = "BILAT_WRITE_PAGES"


def assert_page(name: str, text: str) -> None:
    """Compare a printed page, to the letter, with the one that is kept; `BILAT_WRITE_PAGES=1` keeps it instead."""
    kept = FOLDER / f"{name}.txt"
    if os.environ.get(WRITE):
        kept.write_text(text, encoding="utf-8")
    assert kept.is_file(), f"no page is kept as {kept.name}: {WRITE}=1 keeps this one"
    assert text == kept.read_text(encoding="utf-8")
