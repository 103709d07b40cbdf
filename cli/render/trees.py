"""Trees on a terminal (Rich) and in Markdown (nested lists)."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from bilat.cli.render.inert import cell
from bilat.cli.render.markdown import md
from bilat.cli.render.tables import print_notes


class Branch(NamedTuple):
    """A node: its first line, finer lines below it, and the nodes under it."""

    line: str
    notes: Sequence[str] = ()
    below: Sequence["Branch"] = ()
    style: str = ""


class Page(NamedTuple):
    """A whole report as trees: what it counts, the trees, lists of notes under headings, and the stamp."""

    boundary: str
    trees: Sequence[Branch]
    notes: Sequence[tuple[str, Sequence[str]]] = ()
    stamp: Sequence[str] = ()


def print_page(page: Page, to: Console) -> None:
    """Print a page; no line ends in blanks."""
    with to.capture() as captured:
        to.print(cell(page.boundary, "italic"))
        for branch in page.trees:
            to.print()
            to.print(_tree(branch, Tree(_label(branch), guide_style="dim")))
        if not page.trees:
            to.print("\nnothing on record", style="dim")
        print_notes(page.notes, page.stamp, to)
    to.file.write("\n".join(line.rstrip() for line in captured.get().split("\n")))


def md_page(page: Page) -> str:
    """Write a page in Markdown."""
    parts = [f"{md(page.boundary)}\n"]
    parts += ["".join(_bullets(branch, 0)) for branch in page.trees] or ["nothing on record\n"]
    for heading, lines in page.notes:
        if lines:
            parts += [f"## {md(heading)}\n", "".join(f"- {md(line)}\n" for line in lines)]
    parts.append("".join(f"{md(line)}  \n" for line in page.stamp))
    return "\n".join(parts)


def _tree(branch: Branch, tree: Tree) -> Tree:
    for each in branch.below:
        _tree(each, tree.add(_label(each)))
    return tree


def _label(branch: Branch) -> Text:
    return Text("\n").join([cell(branch.line, branch.style), *(cell(note, "dim") for note in branch.notes)])


def _bullets(branch: Branch, depth: int) -> Iterator[str]:
    yield f"{'  ' * depth}- {'<br>'.join(map(md, (branch.line, *branch.notes)))}\n"
    for each in branch.below:
        yield from _bullets(each, depth + 1)
