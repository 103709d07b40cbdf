"""Trees on a terminal, by Rich."""

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from bilat.cli.render.inert import cell
from bilat.cli.render.sheet import Branch, Trees


def print_trees(section: Trees, to: Console) -> None:
    """Print trees one below the other."""
    for index, branch in enumerate(section.roots):
        if index:
            to.print()
        to.print(_tree(branch, Tree(_label(branch), guide_style="dim")))
    if not section.roots:
        to.print(section.empty, style="dim")


def _tree(branch: Branch, tree: Tree) -> Tree:
    for each in branch.below:
        _tree(each, tree.add(_label(each)))
    return tree


def _label(branch: Branch) -> Text:
    return Text("\n").join([cell(branch.line, branch.style), *(cell(note, "dim") for note in branch.notes)])
