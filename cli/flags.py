"""The flags that every report takes, defined once."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from bilat.cli.completion import relations

if TYPE_CHECKING:
    from bilat.projections.view.boundary import Boundary

Format = Annotated[Literal["table", "json", "csv", "md", "xlsx"], typer.Option(help="How to print it.")]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Write it here: .txt, .json, .csv, .md or .xlsx says the format."
    ),
]
Limit = Annotated[int, typer.Option(min=0, metavar="N", help="Rows shown in tables and Markdown; 0 shows all.")]

Slice = Literal["year", "instrument", "recipient", "donor", "topic", "stage", "flow"]

_RELATION = typer.Argument(
    metavar="RELATION",
    help="Two parties: ASEAN-JP, US ASEAN, ASEAN-Japan; one: JP, japan; one way: 'JP->*', '*->VN', in quotes; "
    "without, the whole ledger.",
    autocompletion=relations,
)
Relation = Annotated[str | None, _RELATION]
"""What a report is about: of one word on the command line, or of several that `with_flags` joins."""
Currency = Annotated[str | None, typer.Option("--in", metavar="CUR", help="Convert to this currency: USD.")]
PageRates = Annotated[str | None, typer.Option(metavar="RATES", help="With --in: stated, ecb-day or ecb-year.")]
"""Of a page, which takes no file: it is made again from itself alone."""


@dataclass(frozen=True)
class WindowFlags:
    """From when to when, as it was known or recorded by when, and whose: what any report or page is asked."""

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

    def window(self) -> dict[str, Any]:
        """Return what a boundary is asked by these."""
        return {each.name: getattr(self, each.name) for each in fields(WindowFlags)}


@dataclass(frozen=True)
class ReportFlags(WindowFlags):
    """What may be asked of any report, and how it is shown."""

    format: Format = "table"
    output: Output = None
    limit: Limit = 100
    everything: Annotated[
        bool, typer.Option("--all", help="Whole: every row, and what is short in tables otherwise.")
    ] = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "format", _format(self.output, self.format))
        if self.everything:
            object.__setattr__(self, "limit", 0)


@dataclass(frozen=True)
class PageFlags(WindowFlags):
    """What may be asked of a page, and of a chart of one."""

    currency: Currency = None
    rates: PageRates = None

    def boundary(self) -> "Boundary":
        """Return the boundary, between whom left open."""
        from bilat.projections.view.boundary import Boundary

        return Boundary(currency=self.currency, rates=self.rates, **self.window())


@dataclass(frozen=True)
class LookupFlags:
    """How a look-up is shown."""

    format: Format = "table"
    output: Output = None
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=0, metavar="N", help="Rows shown in tables and Markdown; 0 shows all.")
    ] = 100

    def __post_init__(self) -> None:
        object.__setattr__(self, "format", _format(self.output, self.format))


@dataclass(frozen=True)
class MoneyFlags:
    """Which of the money is meant, and in what currency and prices."""

    instrument: Annotated[str | None, typer.Option(metavar="NAME", help="Only this instrument: loan.")] = None
    flow: Annotated[str | None, typer.Option(metavar="NAME", help="Only this flow: oda.")] = None
    stage: Annotated[str | None, typer.Option(metavar="NAME", help="Only this stage: disbursing.")] = None
    topic: Annotated[str | None, typer.Option(metavar="NAME", help="Only this topic.")] = None
    currency: Currency = None
    rates: Annotated[
        str | None,
        typer.Option(
            metavar="RATES",
            help="With --in: stated (each source's own equivalent, else ecb-day), ecb-day, ecb-year, file:PATH.",
        ),
    ] = None
    prices: Annotated[str | None, typer.Option(metavar="YEAR", help="With --in: in the prices of this year.")] = None
    deflators: Annotated[str | None, typer.Option(metavar="FILE", help="With --prices: a CSV file iso,year,index.")] = (
        None
    )

    def asked(self, **filters: str | None) -> dict[str, Any]:
        """Return what a boundary is asked by these, and by further filters."""
        named = {name: getattr(self, name) for name in ("instrument", "flow", "stage", "topic")} | filters
        given = {name: getattr(self, name) for name in ("currency", "rates", "prices", "deflators")}
        return given | {"filters": {name: value for name, value in named.items() if value is not None}}


def _format(output: Path | None, chosen: str) -> str:
    if output is None:
        return chosen
    from bilat.cli.report_files import format_of

    return format_of(output, chosen)


def with_flags(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command one option for each field of its flags (parameters that are a dataclass) instead.

    Its relation may be several words: `US ASEAN`.
    """
    taken = inspect.signature(command).parameters.values()
    groups: dict[str, Any] = {each.name: each.annotation for each in taken if is_dataclass(each.annotation)}
    own = [
        each.replace(annotation=Annotated[list[str] | None, _RELATION]) if each.annotation is Relation else each
        for each in taken
        if each.name not in groups
    ]
    shared = [
        inspect.Parameter(field.name, inspect.Parameter.KEYWORD_ONLY, default=field.default, annotation=field.type)
        for group in groups.values()
        for field in fields(group)
    ]

    def with_options(**given: Any) -> None:
        if isinstance(words := given.get("relation"), list):
            given["relation"] = " ".join(words)
        made = {
            name: group(**{field.name: given.pop(field.name) for field in fields(group)})
            for name, group in groups.items()
        }
        output = next((group.output for group in made.values() if hasattr(group, "output")), given.get("output"))
        if output is None:
            command(**made, **given)
        else:
            from bilat.cli import settings
            from bilat.cli.report_files import written_to

            with written_to(output, settings.ledger(given["ctx"])):
                command(**made, **given)

    with_options.__name__, with_options.__doc__ = command.__name__, command.__doc__
    with_options.__annotations__ = {parameter.name: parameter.annotation for parameter in [*own, *shared]}
    with_options.__signature__ = inspect.Signature(  # type: ignore[attr-defined]  # functions may carry one
        [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own] + shared
    )
    return with_options
