"""What every session in a pseudo-terminal needs, loaded once in the process that they are forked from."""

from importlib import import_module

from bilat.events.kinds import KINDS
from bilat.events.registry import event_class

MODULES = (
    "prompt_toolkit.input.vt100",
    "prompt_toolkit.output.vt100",
    "bilat.cli.main",
    "bilat.cli.asking.form",
    "bilat.cli.asking.terminal",
    "bilat.cli.commands.append.asked",
    "bilat.cli.commands.review",
    "bilat.cli.reviewing.review",
    "bilat.cli.commands.record",
    "bilat.cli.sitting.sitting",
    "bilat.domain.importing",
    "bilat.domain.admission",
    "bilat.events.log.stores.sqlite_file",
)

for module in MODULES:
    import_module(module)
for kind in KINDS:
    event_class(kind).model_rebuild(force=True)  # its validator is made once, for all sessions
