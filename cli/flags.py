"""The flags that every report takes, defined once."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Annotated, Any, Literal

import typer

from bilat.cli.completion import relations

Format = Annotated[Literal["table", "json", "csv", "md", "xlsx"], typer.Option(help="How to print it.")]
Limit = Annotated[int, typer.Option(min=0, metavar="N", help="Rows shown in tables and Markdown; 0 shows all.")]

Relation = Annotated[
    str,
    typer.Argument(metavar="RELATION", help="Two party codes, either way round: ASEAN-JP.", autocompletion=relations),
]


@dataclass(frozen=True)
class ReportFlags:
    """What may be asked of any report, and how it is shown."""

    since: Annotated[
        str | None,
        typer.Option("--from", metavar="DATE", help="Events from the first day of DATE: 2020, 2020-11."),
    ] = None
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Events up to the last day of DATE.")] = None
    known_by: Annotated[str | None, typer.Option(metavar="DATE", help="What the public record said by then.")] = None
    recorded_by: Annotated[str | None, typer.Option(metavar="@N|TIME", help="What this ledger said then.")] = None
    members: Annotated[
        bool, typer.Option("--members", help="Members' own relations too, by membership on each day.")
    ] = False
    format: Format = "table"
    limit: Limit = 100


def with_flags(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command that takes `flags: ReportFlags` one option for each of their fields instead."""
    own = [parameter for parameter in inspect.signature(command).parameters.values() if parameter.name != "flags"]
    shared = [
        inspect.Parameter(field.name, inspect.Parameter.KEYWORD_ONLY, default=field.default, annotation=field.type)
        for field in fields(ReportFlags)
    ]

    def with_options(**given: Any) -> None:
        flags = ReportFlags(**{field.name: given.pop(field.name) for field in fields(ReportFlags)})
        command(flags=flags, **given)

    with_options.__name__, with_options.__doc__ = command.__name__, command.__doc__
    with_options.__annotations__ = {parameter.name: parameter.annotation for parameter in [*own, *shared]}
    with_options.__signature__ = inspect.Signature(  # type: ignore[attr-defined]  # functions may carry one
        [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own] + shared
    )
    return with_options
