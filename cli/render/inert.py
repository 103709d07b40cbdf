"""Text from the record, made inert: whatever somebody recorded, a terminal or a page only shows it."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.text import Text

BEYOND_C0 = (
    "\x7f-\x9f"  # DEL and C1 controls, CSI among them
    "\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # invisible, bidi
    "\ud800-\udfff"  # halves of surrogate pairs: no terminal can be sent one
    "\U000e0000-\U000e007f"  # invisible tags
)
"""Characters that act and lie beyond the C0 controls, as a regular expression's set."""
_ACTIVE = re.compile(f"[\x00-\x1f{BEYOND_C0}]")
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\x1b": "\\e"}


def inert(value: object) -> str:
    """Spell out every character of a text that would act instead of being shown.

    Controls (C0, C1), line and paragraph separators, bidirectional marks, invisible and unpaired
    characters become visible escapes: `\\e`, `\\n`, `\\x9b`, `\\u202e`. What remains is one line. Rich
    markup (`[bold]`) and emoji codes (`:smile:`) stay as typed; `cell` keeps Rich from reading them.
    """
    return _ACTIVE.sub(lambda found: escape(found[0]), str(value))


def escape(character: str) -> str:
    """One character as a visible escape."""
    code = ord(character)
    if character in _SHORT:
        return _SHORT[character]
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def spelt(text: str) -> str:
    """Return every character of a text as a JSON escape, in two halves where it lies beyond four digits."""
    units = text.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4))


def cell(value: object, style: str = "") -> "Text":
    """Return a text from the record as Rich prints it: no markup, no emoji codes, no controls."""
    from rich.text import Text

    return Text(inert(value), style=style)
