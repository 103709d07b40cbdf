"""The curve of Ed25519 (RFC 8032, section 5.1), as far as a key has to be looked at before it is believed.

A key of small order fits signatures that nobody made: there are eight such points, and some ways to write them
that are not the one of the standard. On the curve -x^2 + y^2 = 1 + d x^2 y^2 doubling takes x only as a square,
so that y alone tells whether eight times a point is the neutral one.
"""

from __future__ import annotations

_PRIME = 2**255 - 19
_D = -121665 * pow(121666, -1, _PRIME) % _PRIME


def is_sound(raw: bytes) -> bool:
    """Tell whether 32 bytes are a point of the curve, written as the standard writes it, and not one of small order."""
    y = int.from_bytes(raw, "little") & ~(1 << 255)
    if len(raw) != 32 or y >= _PRIME:
        return False
    square = _x_squared(y)
    if square and pow(square, (_PRIME - 1) // 2, _PRIME) != 1:
        return False  # no x has this square
    for _ in range(3):
        y = (y * y + _x_squared(y)) * pow(2 + _x_squared(y) - y * y, -1, _PRIME) % _PRIME
    return y != 1


def _x_squared(y: int) -> int:
    return (y * y - 1) * pow(_D * y * y + 1, -1, _PRIME) % _PRIME
