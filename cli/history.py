"""One stream, looked up: what was recorded on it, what it comes to, and what it rests on."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass
