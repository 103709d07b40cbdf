"""A group of commands that knows their names, and loads only the one that runs."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from bilat.cli.options import TextOption
from bilat.events.errors import BadInput


class LazyGroup(TyperGroup):
    """A Typer group made from a table of names and one-line helps.

    The table is all that help, completion and "did you mean" need; `load` is called with the name of the one
    command that runs, `meant` with a word that is none: what it gives is the remedy.
    """

    def __init__(
        self,
        *,
        table: Mapping[str, str],
        load: Callable[[str], Any],
        meant: Callable[[str], str] = lambda word: "",
        **more: Any,
    ):
        stubs = {name: TyperCommand(name, help=help, rich_markup_mode=None) for name, help in table.items()}
        super().__init__(
            commands=dict(stubs),
            rich_markup_mode=None,
            context_settings={"help_option_names": ["--help", "-h"]},
            no_args_is_help=True,
            **more,
        )
        self.load = load
        self.meant = meant

    def get_help_option(self, ctx: Any) -> TextOption:
        """Return `--help`, read without pydantic: it is parsed for the commands below too."""
        if self._help_option is None:
            self._help_option = help_option()
        return self._help_option  # type: ignore[return-value]  # set right above

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the words, once none is left that cannot be written or must not be repeated."""
        _refuse(args)
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command by name, then load it. Raises BadInput for a word that begins several, as `meant` says."""
        if args and args[0] not in self.commands and (remedy := self.meant(args[0])):
            raise BadInput(f"{self.name} needs a whole name, not {args[0][:60]!r}", remedy)
        name, stub, rest = super().resolve_command(ctx, args)
        return name, stub and self.load(stub.name or ""), rest


def _refuse(words: Sequence[str]) -> None:
    for number, word in enumerate(words, 1):
        if "PRIVATE+KEY+" in word:
            raise BadInput("this is a private key, not the name of its file", "keep it in a file, or make a new one")
        if any("\ud800" <= letter <= "\udfff" for letter in word):
            raise BadInput(f"word {number} of the command is not UTF-8", "write it in UTF-8, or rename the file")


def help_option() -> TextOption:
    """`--help` as it is on every command."""

    def show(ctx: Any, param: TextOption, value: bool) -> None:
        if value and not ctx.resilient_parsing:
            typer.echo(ctx.get_help())
            raise typer.Exit

    return TextOption(
        "--help",
        "-h",
        is_flag=True,
        default=False,
        is_eager=True,
        expose_value=False,
        callback=show,
        help="Show this message and exit.",
    )
