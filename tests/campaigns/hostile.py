"""Hostile command lines, drawn from a seed: every command and flag, with arguments that nobody should give."""

import random
from collections.abc import Iterator
from functools import cache

from bilat.cli.main import commands, load
from bilat.events.kinds import KINDS

ODD = (
    "",
    " ",
    "-",
    "--",
    "@",
    "@0",
    "@1",
    "@999999999999",
    "@9999999999999",
    "-1",
    "0",
    "1e9",
    "NaN",
    "\x00x",
    "\x1b[31m",
    "\udcff",
    "a" * 5000,
    "ASEAN-JP",
    "JP-JP",
    "jp-asean",
    "ASEAN-JP-VN",
    "XX-YY",
    "party/JP",
    "party/JP#1",
    "pledge/",
    "pledge/acpheed#0",
    "ledger/x",
    "../../x",
    "/dev/null",
    "/dev/full",
    "/",
    ".",
    "missing.jsonl",
    "in.jsonl",
    "bad.bin",
    "in.csv",
    "0001-01-01",
    "0000",
    "9999-12-31",
    "10000",
    "2020/2010",
    "2020-02-30",
    "2023-W01",
    "known:0001",
    "known:",
    "known:9999-12-31",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "2023-12-31T25:00",
    "table",
    "json",
    "csv",
    "md",
    "xlsx",
    "parquet",
    "iati",
    "yaml",
    "jsonl",
    "USD",
    "ZZZ",
    "usd 5",
    "USD 1e400",
    "USD " + "9" * 60,
    "file:",
    "file:/dev/null",
    "file:in.csv",
    "ecb-day",
    "ecb-year",
    "stated",
    "implied",
    "year",
    "horizon",
    "\u202egnp",
    "x=y",
    "=",
    "a=",
    "=b",
    "{}",
    "[",
    "null",
    "\U0001f600",
    "sqlite://x",
    "2020",
    "FY2020",
    "P5Y",
    "../..",
    "%s%n",
    "$(id)",
)
"""Words that are odd for most places, and a few that fit some."""


@cache
def flags(command: str, kind: str = "") -> tuple[tuple[str, bool], ...]:
    """The options of a command (of `append`: for a kind), and of each whether it takes no word."""
    made = load(command).load(kind) if kind else load(command)
    return tuple(
        (name, bool(getattr(param, "is_flag", False)))
        for param in made.params
        for name in (*param.opts, *param.secondary_opts)
        if name.startswith("-")
    )


def lines(seed: int, count: int) -> Iterator[list[str]]:
    """So many command lines; the same seed draws the same ones. None of them waits for anybody."""
    rng = random.Random(seed)
    names = [name for name in commands() if name != "demo"]
    for number in range(count):
        command = names[number % len(names)]
        kind = rng.choice(list(KINDS)) if command == "append" and rng.random() < 0.9 else ""
        words = [command, kind] if kind else [command]
        for _ in range(rng.choice((0, 1, 1, 2))):
            words.append(rng.choice(ODD))
        for _ in range(rng.randrange(5)):
            name, bare = rng.choice(flags(command, kind) or (("--help", True),))
            if name in ("--follow", "--ledger", "--step", "--new-key", "--help", "-h"):
                continue
            words += [name] if bare else [name, rng.choice(ODD)]
        if rng.random() < 0.05:
            words.insert(rng.randrange(1, len(words) + 1), rng.choice(ODD))
        yield words
