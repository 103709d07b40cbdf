"""`bilat append KIND`: one event, its options made from the kind's class."""

from collections.abc import Mapping
from typing import Any

import typer
from typer.core import TyperCommand

from bilat.cli import completion, settings
from bilat.cli.commands.append.examples import EXAMPLES
from bilat.cli.lazy import LazyGroup, help_option
from bilat.cli.options import Completer, TextOption, examples, global_options
from bilat.events.kinds import KINDS, meant

HELP = "Record one event. Each kind has its own options: bilat append KIND --help."


class KindGroup(LazyGroup):
    """The kinds that may be appended; on a terminal they are a menu where none is named."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Ask for the kind where no word is left and somebody is there to be asked."""
        from bilat.cli.streams import can_ask

        if not args and not ctx.resilient_parsing and can_ask():
            from bilat.cli.asking.kinds import ask_kind
            from bilat.cli.asking.terminal import Terminal

            args = [ask_kind(Terminal())]
        return super().parse_args(ctx, args)


def group() -> LazyGroup:
    """Return the group of kinds; a kind's class is imported only when that kind is appended."""
    return KindGroup(
        name="append",
        table={kind.name: kind.help for kind in KINDS.values()},
        load=load,
        meant=meant,
        params=[],
        help=HELP,
        subcommand_metavar="KIND [OPTIONS]",
        epilog=examples(*EXAMPLES["pledge-announced"]),
    )


def load(kind: str) -> TyperCommand:
    """Build the command that appends one kind."""
    from bilat.cli.commands.append.archive_file import file_option
    from bilat.cli.commands.append.citing import citing_options
    from bilat.cli.commands.append.draft import stream_hint
    from bilat.cli.commands.append.fields import fields_of
    from bilat.events.registry import event_class

    event_type = event_class(kind)
    fields = fields_of(event_type)
    derived = ", default: the target's" if "target" in fields else ""
    stream = TextOption(
        "--stream", metavar="STREAM", complete=completion.streams, help=f"{stream_hint(kind)}{derived}."
    )
    own = [file_option()] if kind == "source-archived" else []
    options = [stream, *map(_option, fields.values())]
    options[3:3] = citing_options()  # right after --cites
    return AppendCommand(
        kind,
        params=[*options, *own, *global_options()],
        help=event_type.__doc__,
        epilog=examples(*EXAMPLES[kind]),
        rich_markup_mode=None,
    )


class AppendCommand(TyperCommand):
    """The command that appends one kind of event."""

    def get_help_option(self, ctx: Any) -> TextOption:
        """Return `--help`, read without pydantic."""
        return help_option()

    def invoke(self, ctx: Any) -> None:
        """Record what the options told."""
        append(ctx, self.name or "", ctx.params)


def append(ctx: typer.Context, kind: str, given: Mapping[str, Any]) -> None:
    """Record one event of a kind, asking on a terminal for what is missing."""
    from bilat.cli.commands.append.archive_file import with_file
    from bilat.cli.commands.append.choosing import choice
    from bilat.cli.commands.append.citing import citations
    from bilat.cli.commands.append.draft import draft, missing, stream_meant, stream_of, targeted
    from bilat.cli.exits import say
    from bilat.cli.recording import now, say_doubles, worth
    from bilat.cli.streams import can_ask
    from bilat.domain.admission import Draft, record
    from bilat.domain.doubles import likely_doubles
    from bilat.domain.unlikely import unlikely
    from bilat.events.errors import BadInput
    from bilat.events.log.log import open_log

    location, recorder = settings.ledger(ctx), settings.recorder(ctx)
    with open_log(location, "w") as log:
        words = with_file(location, citations(dict(given)))
        background = settings.background(log)
        words = dict(targeted(kind, words, background))
        lacking = missing(kind, words, opens=not log.stream(stream_meant(kind, words, background)))
        options = ["--stream"] * (not stream_of(words)) + [field.option for field in lacking]
        if options and can_ask():
            from bilat.cli.commands.append.asked import append_asked

            append_asked(log, kind, words, location=location, recorder=recorder)
            return
        if options:
            raise BadInput(f"{kind} needs {', '.join(options)}", f"see bilat append {kind} --help")
        event, read_as = draft(kind, words, log, background, choice)
        for line in read_as:
            say(line)
        doubles = likely_doubles(event, log, worth=worth)
        doubts = unlikely(event, log, today=now().date())
        if doubles and can_ask():
            from bilat.cli.commands.append.asked import append_confirmed

            append_confirmed(log, event, location=location, recorder=recorder)
            return
        outcome = record(log, [Draft(event)], recorder=recorder, now=now)
    if not outcome.recorded:
        typer.echo(f"recorded already: {event.stream}")
        return
    typer.echo(f"recorded {outcome.recorded[0].ref} @{outcome.first_position}")
    say_doubles(doubles)
    for note in outcome.units:
        say(f"note: {note}")
    for doubt in doubts:
        say(f"unlikely: {doubt}")


def _option(field: Any) -> TextOption:
    if field.takes == "flag":
        return TextOption(
            field.name, f"{field.option}/--no-{field.option[2:]}", is_flag=True, default=None, help=field.help
        )
    return TextOption(
        field.name,
        field.option,
        multiple=field.takes in ("texts", "pairs"),
        metavar=field.metavar,
        complete=_completer(field),
        help=field.help,
    )


def _completer(field: Any) -> Completer | None:
    if field.choices:
        return lambda ctx, incomplete: completion.beginning(field.choices, incomplete)
    match field.metavar:
        case "CODE":
            return completion.parties
        case "SLUG" | "SLUG[#LOCATOR]":
            return completion.sources
        case "STREAM":
            return completion.streams
    return None
