"""Steps that reports share are taken once where somebody says so, and each time elsewhere."""

from typing import NamedTuple

import polars as pl

from bilat.projections.once import once, settled, shared

TAKEN: list[str] = []


class Two(NamedTuple):
    left: pl.LazyFrame
    right: int


@once(lambda frame, name, unused=0: (frame, name))
def doubled(frame: pl.LazyFrame, name: str, unused: int = 0) -> pl.LazyFrame:
    TAKEN.append(name)
    return frame.select(pl.col("a") * 2)


@once(lambda frame: (frame,))
def handed_on(frame: pl.LazyFrame) -> pl.LazyFrame:
    return frame


@once(lambda frame: (frame,))
def paired(frame: pl.LazyFrame) -> Two:
    return Two(doubled(frame, "x"), 1)


def test_a_step_is_taken_once_for_the_same_frame_and_question() -> None:
    TAKEN.clear()
    frame, other = pl.LazyFrame({"a": [1]}), pl.LazyFrame({"a": [2]})
    with shared():
        first = doubled(frame, "x")
        assert doubled(frame, "x", unused=3) is first
        assert doubled(other, "x") is not first
        assert doubled(frame, "y") is not first
    assert TAKEN == ["x", "x", "y"]
    assert doubled(frame, "x") is not first, "nothing is remembered afterwards"


def test_what_is_shared_is_in_memory_and_stays_itself() -> None:
    frame = pl.LazyFrame({"a": [1]})
    with shared():
        whole = doubled(frame, "x")
        assert settled(whole, ["a"]) is whole
        assert handed_on(whole) is whole, "so that what follows from it is shared too"
        found = paired(frame)
        assert found.left is whole
        assert found is paired(frame)
        assert settled(frame, ["a"]) is not frame
    assert whole.collect().to_dicts() == [{"a": 2}]


def test_what_is_shared_of_a_whole_ledger_is_remembered_and_not_held_in_memory() -> None:
    TAKEN.clear()
    frame = pl.LazyFrame({"a": [1], "b": [2]})
    with shared(in_full=False):
        query = doubled(frame, "x")
        assert doubled(frame, "x") is query
        assert settled(query, ["a"]) is not query
        assert settled(query, ["a"]).collect().columns == ["a"]
    assert TAKEN == ["x"]


def test_frames_are_told_apart_by_what_they_are_and_not_by_what_is_in_them() -> None:
    with shared():
        seen = {doubled(pl.LazyFrame({"a": [number]}), "x").collect().item() for number in range(20)}
    assert seen == {2 * number for number in range(20)}
