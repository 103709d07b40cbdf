"""The `bilat` command: its table of commands and its global options."""

# What the process starts with stands here: all that takes time to load is loaded by `main`, which minds Ctrl-C.
from __future__ import annotations

import sys

from bilat.cli import interrupts

TYPE_CHECKING = False  # as `typing` says, which takes a while to load
if TYPE_CHECKING:
    from typing import Any

    import typer

    from bilat.cli.lazy import LazyGroup
    from bilat.cli.options import TextOption

MODULES = {"import": "imports", "append": "append.command"}  # a keyword is no module name

GC_THRESHOLD = 50_000
"""Objects made before the collector looks for garbage: a command starts by making tens of thousands that stay."""

HELP = "Keep the record of what two parties promised each other and traded, and prove what it says."


def commands() -> dict[str, str]:
    """Return what each command does, in a line; the reports' lines are those of their registry."""
    from bilat.projections.reports.registry import REPORTS

    return {
        "init": "Create a ledger, empty or with a shipped history.",
        "demo": "Report on the shipped history, in a throw-away ledger.",
        "append": "Record one event.",
        "record": "Record what one source tells, event after event, as one batch.",
        "draft": "Read a text and propose events, for a person to decide.",
        "review": "Decide about a draft, proposal by proposal.",
        "import": "Record a file of events, all of them or none.",
        "correct": "Record the right values of an event that was recorded wrongly.",
        "undo": "Take back the last batch that you recorded, or one event.",
        "new": "A YAML file to fill in and import.",
        "export": "Write the log out.",
        **{report.name: report.help for report in REPORTS.values()},
        "page": "One file about a relation that anyone opens, and that proves itself.",
        "site": "Pages for every relation, an index over them, and all of it to download.",
        "chart": "One chart of a page, as SVG or PNG.",
        "show": "One stream: its events, its state, its sources.",
        "find": "What on record has these words, typos forgiven.",
        "pledges": "The pledges on record, with stage and money.",
        "parties": "The parties on record.",
        "sources": "The sources on record.",
        "log": "The events in order of recording.",
        "verify": "Whether a ledger or an export is what was recorded.",
        "seal": "Record the log's size and root, and hand them out as a checkpoint.",
        "witness": "Vouch for a checkpoint that continues what was vouched for before.",
        "prove": "Prove that an event is in the log, or that the log only grew.",
        "schema": "The vocabulary as JSON Schema, or a kind's CSV header.",
        "help": "What a command does, and its options.",
    }


def load(name: str) -> Any:
    """Import one command's module and build the command, with the global options added."""
    from importlib import import_module

    from typer.main import get_command

    from bilat.cli.options import global_options

    module = import_module(f"bilat.cli.commands.{MODULES.get(name, name)}")
    command = module.group() if hasattr(module, "group") else get_command(module.app)
    command.params += global_options()
    return command


def root() -> LazyGroup:
    """Return the whole command line, nothing of it loaded yet."""
    from bilat.cli.lazy import LazyGroup
    from bilat.cli.options import examples, global_options

    return LazyGroup(
        name="bilat",
        table=commands(),
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
    try:
        interrupts.watch()
        code = _run(sys.argv[1:])
        interrupts.unwatch()
    except KeyboardInterrupt:  # before the command line was there, or while the last word was said
        interrupts.unwatch()
        print("bilat: interrupted", file=sys.stderr)
        code = 130
    sys.exit(code)


def _run(words: list[str]) -> int:
    import gc
    import os
    import warnings

    gc.set_threshold(GC_THRESHOLD)
    if not os.environ.get("BILAT_DEBUG"):
        warnings.simplefilter("ignore")  # those of libraries are for us: PYTHONWARNINGS=error is about other programs
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for some costs 10 ms
    from bilat.cli import streams
    from bilat.cli.exits import run, said

    if missing := streams.make_ready():
        return said(f"{missing}\n  point it to a file, or to {os.devnull}; nothing was done", 2)
    if "_BILAT_COMPLETE" in os.environ:
        from typer._completion_classes import completion_init  # made only with typer's own options

        completion_init()
    code = run(root(), words)
    gc.freeze()  # what is left goes with the process: looking it through for cycles would cost a tenth of the time
    return code


def _once() -> list[TextOption]:
    """Return the options that do one thing and leave."""
    from typer.completion import install_callback, show_callback

    from bilat.cli.options import TextOption

    flag: dict[str, Any] = {"is_flag": True, "is_eager": True, "expose_value": False, "default": False}
    return [
        TextOption("--version", "-V", callback=_version, help="Print the version.", **flag),
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

        import typer

        typer.echo(f"bilat {version('bilat')}")
        raise typer.Exit


if __name__ == "__main__":
    main()
