"""Steps that several reports take alike, taken once: a page asks six reports about the same few lines.

Every step is a pure function of frames and of what is asked, so that its result may stand for it. Nothing is remembered
unless somebody says so with `shared()`; the frames then are computed in full and held in memory while the block runs,
which suits what is small, or stay queries yet to be run (`in_full=False`), which suits a whole ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, NamedTuple, ParamSpec, TypeVar

import polars as pl

P = ParamSpec("P")
R = TypeVar("R")


class _Taken(NamedTuple):
    """What was computed so far; `held` keeps alive what is known by its identity, `whole` are frames in memory."""

    results: dict[Hashable, Any]
    held: list[Any]
    whole: set[int]
    in_full: bool


_TAKEN: ContextVar[_Taken | None] = ContextVar("taken", default=None)


@contextmanager
def shared(*, in_full: bool = True) -> Iterator[None]:
    """Remember the result of every step that is marked `once`, while the block runs; frames are computed `in_full`.

    Within another block, what that one remembers is shared.
    """
    if _TAKEN.get() is not None:
        yield
        return
    token = _TAKEN.set(_Taken({}, [], set(), in_full))
    try:
        yield
    finally:
        _TAKEN.reset(token)


def once(depends: Callable[P, tuple[Any, ...]]) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark a step whose result may be shared; `depends` returns all that it depends on, of its arguments.

    Frames, and tuples and objects that hold some, are told apart by their identity, all else by its value.
    """

    def marked(step: Callable[P, R]) -> Callable[P, R]:
        @wraps(step)
        def taken(*args: P.args, **kwargs: P.kwargs) -> R:
            so_far = _TAKEN.get()
            if so_far is None:
                return step(*args, **kwargs)
            on = depends(*args, **kwargs)
            key = (step.__module__, step.__name__, *map(_key, on))
            if key not in so_far.results:
                result = step(*args, **kwargs)
                so_far.results[key] = _settled(result, so_far) if so_far.in_full else result
                so_far.held.append(on)
            found: R = so_far.results[key]
            return found

        return taken

    return marked


def settled(frame: pl.LazyFrame, columns: Sequence[str]) -> pl.LazyFrame:
    """Return a frame as one in memory, with these columns; itself, with all that it has, where it is one already."""
    so_far = _TAKEN.get()
    held = so_far is not None and id(frame) in so_far.whole
    return frame if held else frame.select(columns).collect().lazy()


def _key(value: Any) -> Hashable:
    if value is None or isinstance(value, (str, int, bool)):
        return value
    if isinstance(value, tuple) and type(value) is tuple:
        return tuple(map(_key, value))
    return id(value)


def _settled(result: Any, so_far: _Taken) -> Any:
    """Return a result with its lazy frames computed; one that a step handed on stays the same."""
    if isinstance(result, pl.LazyFrame):
        if id(result) not in so_far.whole:
            result = result.collect().lazy()
            so_far.whole.add(id(result))
            so_far.held.append(result)
        return result
    if isinstance(result, tuple) and type(result) is not tuple:
        parts = [_settled(each, so_far) for each in result]
        same = all(one is other for one, other in zip(parts, result, strict=True))
        return result if same else type(result)(*parts)
    return result
