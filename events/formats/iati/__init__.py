"""IATI activities (2.03; 1.0x are lifted to it): in as pledges and programmes, out so that they validate.

What each element becomes is told in `docs/formats/iati.md`.
"""

from __future__ import annotations

from bilat.events.formats.iati.reading import read
from bilat.events.formats.iati.writing import write

__all__ = ["read", "write"]
