"""How a good file is spoilt: bytes changed, cut out, doubled, or spliced with another file, by seeded dice."""

import random

from tests.full import FULL

TRIES = 20_000 if FULL else 320
"""Mutated inputs, over all readers together."""
SECONDS = 5.0
"""What a reader may take for one of them, of the processor's time."""
TOKENS = (
    b"\x00",
    b"\xff",
    b"\xed\xa0\x80",
    b"\xe2\x80\xa8",
    b"\x1b[2J",
    b"null",
    b"true",
    b"-1",
    b"1e999",
    b"NaN",
    b"99999999999999999999",
    b"{}",
    b"[]",
    b"[[[[[[[[[[[[[[[[",
    b'"',
    b"'",
    b"\n",
    b"\r",
    b",",
    b"<",
    b"&amp;",
    b"]]>",
    b"FY2020",
    b"9999-12-31",
    b"0000",
    b"2023-02-30",
    b"../..",
    b"=1+1",
    b"USD",
    b"pledge/",
    b"kind",
    b": ",
    b"A" * 20_000,
    "\u202e\ufffe\U0001f600".encode(),
)


def mutated(good: bytes, other: bytes, dice: random.Random) -> bytes:
    """A file with one to six changes: a byte or token put in, a stretch cut, doubled, or taken from another."""
    changed = bytearray(good)
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(changed) + 1)
        stretch = slice(at, at + dice.choice((1, 2, 8, 64, 512)))
        match dice.randrange(6):
            case 0:
                changed[at : at + 1] = bytes([dice.randrange(256)])
            case 1:
                changed[at:at] = dice.choice(TOKENS)
            case 2:
                changed[at : at + dice.choice((1, 4, 10))] = dice.choice(TOKENS)
            case 3:
                del changed[stretch]
            case 4:
                changed[at:at] = changed[stretch]
            case _:
                begin = dice.randrange(len(other) + 1)
                changed[at:at] = other[begin : begin + dice.choice((8, 64, 512))]
    return bytes(changed)
