"""Options that are plain text, which need no pydantic to be read, and those that every command takes.

Typer builds a pydantic adapter for each option that it parses. The global options are parsed even for
`--help`, and those of `append` come from the event classes, so both are made here by hand.
"""

from collections.abc import Callable
from typing import Any

import typer
from typer._coercion import resolve_type_descriptor  # the option's constructor wants one; no public maker
from typer.core import TyperOption
from typer.models import OptionInfo

EXAMPLE_WIDTH = 66
Completer = Callable[[typer.Context, str], list[str]]


class TextOption(TyperOption):
    """An option whose words reach the command as they were typed: text, a list of texts, or a flag."""

    def __init__(self, *names: str, multiple: bool = False, complete: Completer | None = None, **more: Any) -> None:
        info = OptionInfo()
        annotation = bool if more.get("is_flag") else list[str] if multiple else str
        super().__init__(
            param_decls=list(names),
            type_descriptor=resolve_type_descriptor(annotation, info),
            multiple=multiple,
            autocompletion=(lambda ctx, args, incomplete: complete(ctx, incomplete)) if complete else None,
            **more,
        )

    def process_value(self, ctx: Any, value: Any) -> Any:
        """Hand on what was typed."""
        return self.callback(ctx, self, value) if self.callback is not None else value


def examples(*lines: str) -> str:
    """Return the end of a help text: commands to copy, long ones continued before an option."""
    return "\b\nExamples:\n" + "\n".join(f"  {_continued(line)}" for line in lines)


def _continued(line: str) -> str:
    command, *options = line.split(" --")
    rows = [command]
    for option in options:
        if len(rows[-1]) + len(option) < EXAMPLE_WIDTH:
            rows[-1] += f" --{option}"
        else:
            rows.append(f"    --{option}")
    return " \\\n  ".join(rows)


def _remember(ctx: typer.Context, param: TyperOption, value: str | None) -> str | None:
    chosen = ctx.ensure_object(dict)
    if value is not None:
        chosen[param.name] = value
    return value


def _without_pager(ctx: typer.Context, param: TyperOption, value: bool) -> bool:
    if value:
        import os

        os.environ["PAGER"] = ""  # as whoever wants none says it for good
    return value


def global_options() -> list[TextOption]:
    """`--ledger`, `--as` and `--no-pager`; they may stand before the command or after it."""
    return [
        TextOption(
            "ledger",
            "--ledger",
            metavar="PATH|URL",
            callback=_remember,
            expose_value=False,
            help="The ledger to use [BILAT_LEDGER, `ledger` in bilat.toml, else ./bilat.db].",
        ),
        TextOption(
            "recorder",
            "--as",
            metavar="NAME",
            callback=_remember,
            expose_value=False,
            help="Who records [BILAT_RECORDER, `recorder` in bilat.toml, else the login name].",
        ),
        TextOption(
            "--no-pager",
            is_flag=True,
            default=False,
            callback=_without_pager,
            expose_value=False,
            help="Print what is longer than the screen as it is, not in PAGER [less].",
        ),
    ]
