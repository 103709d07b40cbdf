"""Write `docs/report-json.md`: every report's fields, from the registry and the classes of its rows.

    python -m docs.tools.report_page

writes the page anew.
"""

from collections.abc import Iterator
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from bilat.projections.reports.registry import REPORTS
from bilat.projections.rows.fields import Row, fields, is_row, options

PAGE = Path(__file__).parents[1] / "report-json.md"
HEAD = """# The report JSON

What `--format json`, and `Ledger.report` of the Python API, give. This page is generated from the classes in
`projections/rows/` (`python -m docs.tools.report_page`), which CSV, workbooks and frames have their columns
from too.

Numbers of money are decimal text, so that none is rounded. Dates are EDTF text as told. A field is in every object of
its kind unless it is marked *optional*; where nothing is known it is null.
"""


def page() -> str:
    """Return the page as text: a section a report, then one for each class of objects in them."""
    shapes = {name: report.load().shape for name, report in REPORTS.items()}
    parts = [HEAD, "## Reports\n"]
    for name, shape in shapes.items():
        parts += [f"### {name}\n", f"{_said(shape)}\n", _table(shape)]
    parts.append("## Objects\n")
    for row in _objects(shapes.values()):
        parts += [f"### {row.__name__}\n", f"{_said(row)}\n", _table(row)]
    return "\n".join(parts)


def _objects(shapes: Any) -> list[Any]:
    """Return the classes of objects that the reports hold, each once, in the order of their first use."""
    found: dict[Any, None] = {}

    def visit(row: Any) -> None:
        for field in fields(row):
            for inner in _rows(field.type):
                if inner not in found:
                    found[inner] = None
                    visit(inner)

    for shape in shapes:
        visit(shape)
    return list(found)


def _rows(hint: Any) -> Iterator[Any]:
    if is_row(hint):
        yield hint
    for part in get_args(hint) if get_origin(hint) is not Literal else ():
        yield from _rows(part)


def _said(row: Any) -> str:
    return " ".join(str(row.__doc__).split())


def _table(row: Row) -> str:
    lines = ["| field | type | what it tells |", "|---|---|---|"]
    for field in fields(row):
        optional = "" if field.always else "*optional*; "
        lines.append(f"| `{field.name}` | {_type(field.type)} | {optional}{field.help} |")
    return "\n".join(lines) + "\n"


def _type(hint: Any) -> str:
    """Return a type in words, with links to the objects."""
    if is_row(hint):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    given = [each for each in options(hint) if each is not NoneType]
    if len(options(hint)) > 1:
        null = [] if len(given) == len(options(hint)) else ["null"]
        return " or ".join([*map(_type, given), *null])
    if get_origin(hint) is Literal:
        return " or ".join(f"`{each}`" for each in get_args(hint))
    if get_origin(hint) is list:
        return f"list of {_type(get_args(hint)[0])}"
    if get_origin(hint) is dict:
        return f"object of {_type(get_args(hint)[1])}"
    return {str: "text", int: "integer", bool: "true or false", Any: "anything"}[hint]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
