"""What pages say of the tree and of the command line is so: paths, headings, commands, exit codes."""

import re
from pathlib import Path

from bilat.cli.main import commands

ROOT = Path(__file__).parents[2]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
FOLDERS = "bilat|cli|docs|domain|events|projections|tests"


def _read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def test_a_path_that_a_page_names_is_there() -> None:
    named = {path for page in PAGES for path in re.findall(rf"`((?:{FOLDERS})/[\w./-]+\.py)`", _read(page))}
    assert not sorted(path for path in named if not (ROOT / path).exists())


def test_a_heading_that_a_page_or_the_code_cites_is_there() -> None:
    texts = [*map(_read, PAGES), *(_read(path) for name in FOLDERS.split("|") for path in (ROOT / name).rglob("*.py"))]
    cited = {
        (page, heading)
        for text in texts
        for page, heading in re.findall(r"\b([a-z-]+\.md)\)?,\s+([A-Z]\w*(?: \w+)*)", text)
        if (ROOT / "docs" / page).exists()
    }
    headings = {page: set(re.findall(r"^#+ (.+)$", _read(ROOT / "docs" / page), re.MULTILINE)) for page, _ in cited}
    wrong = [
        (page, heading)
        for page, heading in cited
        if not any(heading == known or heading.startswith(f"{known} ") for known in headings[page])
    ]
    assert not wrong


def test_every_command_has_a_line_among_the_commands() -> None:
    table = _read(ROOT / "docs" / "commands.md").partition("## Commands")[2].partition("\n## ")[0]
    cells = " ".join(row.split("|")[1] for row in table.splitlines() if row.startswith("| `"))
    named = {part.split()[0] for part in re.findall(r"`([^`]+)`", cells)}
    assert named == set(commands())


def test_the_exit_codes_are_those_of_the_program() -> None:
    from bilat.cli import exits

    table = _read(ROOT / "docs" / "commands.md").partition("## Exit codes")[2].partition("\n## ")[0]
    codes = {int(row.split("|")[1]) for row in table.splitlines() if re.match(r"\| \d", row)}
    assert codes == {0, 1, exits.USAGE, exits.STORE, exits.BUG, exits.INTERRUPTED}
