"""What the program may need, loaded once in the process that others are forked from (`program.py`).

Nothing is computed here: a process with threads of its own cannot be forked.
"""

from importlib import import_module
from pkgutil import iter_modules

from bilat.cli import commands
from bilat.events.kinds import KINDS
from bilat.events.registry import event_class
from bilat.projections.reports.registry import REPORTS

MODULES = (
    "prompt_toolkit.input.vt100",
    "prompt_toolkit.output.vt100",
    "rich.table",
    "bilat.cli.main",
    "bilat.cli.asking.form",
    "bilat.cli.asking.terminal",
    "bilat.cli.commands.append.asked",
    "bilat.cli.reviewing.review",
    "bilat.cli.sitting.sitting",
    "bilat.cli.render.workbook",
    "bilat.domain.importing",
    "bilat.domain.admission",
    "bilat.events.log.stores.postgres",
    "bilat.events.log.stores.sqlite_file",
    *(f"{commands.__name__}.{module.name}" for module in iter_modules(commands.__path__)),
)

for module in MODULES:
    import_module(module)
for report in REPORTS.values():
    report.load()
for kind in KINDS:
    event_class(kind).model_rebuild(force=True)  # its validator is made once, for all
