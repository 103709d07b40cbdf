"""What is packaged is what is on disk: folders, data, links, and the one import name."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
TOOL = PROJECT["tool"]["setuptools"]
BARE = {"cli", "domain", "events", "projections"}
LINKS = {ROOT / "bilat" / name for name in BARE}  # in a clone without links, small files
FOLDERS = {"bilat": "bilat", **{name: f"bilat.{name}" for name in BARE}}


def packages() -> Iterator[tuple[str, Path]]:
    """Name and folder of every package on disk."""
    for top, name in FOLDERS.items():
        for path in [ROOT / top, *(ROOT / top).rglob("*")]:
            if path.is_dir() and not path.is_symlink() and any(path.glob("*.py")):
                yield ".".join([name, *path.relative_to(ROOT / top).parts]), path


def modules() -> Iterator[Path]:
    """Every Python file of the program and its tests."""
    for top in (*FOLDERS, "tests"):
        yield from (path for path in (ROOT / top).rglob("*.py") if "__pycache__" not in path.parts)


def test_every_folder_with_code_is_packaged_and_nothing_else() -> None:
    assert sorted(TOOL["packages"]) == sorted(name for name, _ in packages())
    assert TOOL["package-dir"] == {name: top for top, name in FOLDERS.items()}


def test_every_package_says_what_it_is() -> None:
    silent = [name for name, path in packages() if not _docstring(path / "__init__.py")]
    assert not silent


def test_every_file_that_is_no_code_goes_into_the_wheel() -> None:
    left_out = []
    for name, path in packages():
        patterns = TOOL["package-data"].get(name, [])
        files = (file for file in path.iterdir() if file.is_file() and file not in LINKS)
        data = (file for file in files if file.suffix not in (".py", ".pyc"))
        left_out += [f"{name}/{file.name}" for file in data if not any(map(file.match, patterns))]
    assert not left_out
    assert (ROOT / "bilat" / "py.typed").exists()
    assert list((ROOT / "events" / "histories").glob("*.jsonl"))


@pytest.mark.parametrize("name", sorted(BARE))
def test_a_link_in_the_public_face_leads_to_its_folder(name: str) -> None:
    link = ROOT / "bilat" / name
    if link.is_symlink():  # a clone without links works as well
        assert link.readlink() == Path("..") / name
        assert link.resolve() == ROOT / name


def test_everything_is_imported_under_the_one_name() -> None:
    bare = []
    for path in modules():
        for node in ast.walk(ast.parse(path.read_bytes())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{path}: a relative import"
                names = [node.module or ""]
            bare += [f"{path.relative_to(ROOT)}: {name}" for name in names if name.split(".")[0] in BARE]
    assert not bare


def test_the_command_and_the_licence_are_named() -> None:
    assert PROJECT["project"]["scripts"] == {"bilat": "bilat.cli.main:main"}
    assert (PROJECT["project"]["license"], PROJECT["project"]["license-files"]) == ("Apache-2.0", ["LICENSE"])
    assert "Apache License" in (ROOT / "LICENSE").read_text()


def _docstring(path: Path) -> str | None:
    return ast.get_docstring(ast.parse(path.read_bytes())) if path.exists() else None
