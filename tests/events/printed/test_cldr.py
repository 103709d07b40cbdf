"""The generated tables are those of the installed Babel, and the program runs without it."""

import subprocess
import sys

import pytest

from docs.tools import cldr_tables
from tests.full import FULL


@pytest.mark.parametrize(
    "table",
    [
        cldr_tables.names,
        cldr_tables.calendar,
        pytest.param(cldr_tables.signs, marks=pytest.mark.skipif(not FULL, reason="goes through a thousand locales")),
    ],
)
def test_the_committed_tables_are_those_of_the_installed_babel(table: object) -> None:
    assert callable(table)
    assert table() in cldr_tables.MODULE.read_text(encoding="utf-8"), "run: python -m docs.tools.cldr_tables"


def test_reading_print_imports_no_babel() -> None:
    program = (
        "import sys; from bilat.events.printed.amounts import read_amount; read_amount('5 million yen');"
        "from bilat.events.printed.dates import read_date; read_date('14 Dec 2022'); sys.exit('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
