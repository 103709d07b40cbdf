"""A process killed in the middle of an import leaves all of the batch, or none of it."""

import json
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Bilat
from tests.cli.program import Running
from tests.full import FULL

SIZE = 3000 if FULL else 1000


@pytest.mark.parametrize("seconds", [0.2, 0.5, 0.8, 1.1, 1.4] if FULL else [0.2])
def test_a_killed_import_records_all_or_nothing(program: Bilat, seconds: float) -> None:
    sources = (
        {
            "kind": "source-registered",
            "stream": f"source/s{number}",
            "title": "t" * 400,
            "publisher": "p",
            "type": "news",
        }
        for number in range(SIZE)
    )
    Path("in.jsonl").write_text("".join(json.dumps(source) + "\n" for source in sources))
    program("init")

    with Running("import", "in.jsonl") as importing:
        time.sleep(seconds)
        importing.kill()

    recorded = program("export")
    assert recorded.code == 0
    assert recorded.out.count("\n") in (0, SIZE)
    again = program("import", "in.jsonl")
    assert again.code == 0
    assert program("export").out.count("\n") == SIZE
