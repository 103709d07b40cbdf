"""Draw `docs/commitments.svg`: what the README shows of the terminal, as the program prints it on the shipped history.

    python -m docs.tools.terminal_picture

draws it anew.
"""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

PICTURE = Path(__file__).parents[1] / "commitments.svg"
COMMAND = ("commitments", "ASEAN-JP", "--to", "2023")
WIDTH, LINES = 80, 34
FRAME = re.sub(r"@font-face {{.*?}}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
"""Rich's drawing without the fonts that it would load from the network."""
BILAT = [sys.executable, "-c", "import sys; from bilat.cli.main import main; sys.exit(main())", "--no-pager"]


def printed(*words: str, home: str) -> str:
    """Return what a terminal shows of a command, colours included."""
    upper, lower = pty.openpty()
    env = {**os.environ, "COLUMNS": str(WIDTH), "LINES": "200", "TERM": "xterm-256color", "XDG_CACHE_HOME": home}
    process = subprocess.Popen([*BILAT, *words], stdout=lower, stdin=subprocess.DEVNULL, env=env, cwd=home)
    os.close(lower)
    found = b""
    try:
        while more := os.read(upper, 1 << 16):
            found += more
    except OSError:  # the terminal ends with the process that it was for
        pass
    os.close(upper)
    process.wait()
    return found.decode().replace("\r\n", "\n")


def drawn() -> str:
    """Return the picture as SVG."""
    with TemporaryDirectory() as home:
        printed("init", "asia.db", "--with", "asean-japan", home=home)
        lines = printed("--ledger", "asia.db", *COMMAND, home=home).split("\n")[:LINES]
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=WIDTH, file=nowhere, force_terminal=True)
        console.print(Text.from_ansi("\n".join(lines)))
        return console.export_svg(title=f"bilat {' '.join(COMMAND)}", unique_id="commitments", code_format=FRAME)


if __name__ == "__main__":
    PICTURE.write_text(drawn(), encoding="utf-8")
