"""The `bilat` command: its table of commands and its global options."""

import gc
import os
import sys
from importlib import import_module
from typing import Any

import typer
from typer.main import get_command

from bilat.cli.exits import run
from bilat.cli.lazy import LazyGroup
from bilat.cli.options import TextOption, examples, global_options
from bilat.projections.report_registry import REPORTS

COMMANDS = {
    "init": "Create a ledger, empty or with a shipped history.",
    "demo": "Report on the shipped history, in a throw-away ledger.",
    "append": "Record one event.",
    "import": "Record a file of events, all of them or none.",
    "new": "A YAML file to fill in and import.",
    "export": "Write the log out.",
    **{report.name: report.help for report in REPORTS.values()},
    "show": "One stream: its events, its state, its sources.",
    "parties": "The parties on record.",
    "sources": "The sources on record.",
    "log": "The events in order of recording.",
    "verify": "Whether a ledger or an export is what was recorded.",
    "seal": "Record the log's size and root, and hand them out as a checkpoint.",
    "prove": "Prove that an event is in the log, or that the log only grew.",
    "schema": "The vocabulary as JSON Schema, or a kind's CSV header.",
}
MODULES = {"import": "imports"}  # a keyword is no module name

YOUNG = 50_000
"""Objects made before the collector looks for garbage: a command starts by making tens of thousands that stay."""

HELP = "Keep the record of what two parties promised each other and traded, and prove what it says."


def load(name: str) -> Any:
    """Import one command's module and build the command, with the global options added."""
    module = import_module(f"bilat.cli.commands.{MODULES.get(name, name)}")
    command = module.group() if hasattr(module, "group") else get_command(module.app)
    command.params += global_options()
    return command


def root() -> LazyGroup:
    """The whole command line, nothing of it loaded yet."""
    return LazyGroup(
        name="bilat",
        table=COMMANDS,
        load=load,
        params=[*global_options(), *_once()],
        help=HELP,
        epilog=examples(
            "bilat demo",
            "bilat init asia.db --with asean-japan",
            "bilat --ledger asia.db timeline ASEAN-JP --from 2020 --to 2023",
            "bilat --ledger asia.db commitments ASEAN-JP --format json",
        ),
    )


def main() -> None:
    """Run `bilat` on the process's arguments and leave with its exit code."""
    gc.set_threshold(YOUNG)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # an ASCII terminal gets \u2265 rather than a crash
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for some costs 10 ms
    if "_BILAT_COMPLETE" in os.environ:
        from typer._completion_classes import completion_init  # made only with typer's own options

        completion_init()
    code = run(root(), sys.argv[1:])
    gc.freeze()  # what is left goes with the process: looking it through for cycles would cost a tenth of the time
    sys.exit(code)


def _once() -> list[TextOption]:
    """The options that do one thing and leave."""
    from typer.completion import install_callback, show_callback

    flag: dict[str, Any] = {"is_flag": True, "is_eager": True, "expose_value": False, "default": False}
    return [
        TextOption("--version", callback=_version, help="Print the version.", **flag),
        TextOption(
            "--install-completion",
            callback=install_callback,
            help="Install completion for this shell.",
            **flag,
        ),
        TextOption("--show-completion", callback=show_callback, help="Print the completion script.", **flag),
    ]


def _version(ctx: typer.Context, param: TextOption, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from importlib.metadata import version

        typer.echo(f"bilat {version('bilat')}")
        raise typer.Exit


if __name__ == "__main__":
    main()
