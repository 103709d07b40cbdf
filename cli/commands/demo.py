"""`bilat demo`: the main job on a throw-away ledger."""

import tempfile
from pathlib import Path

import typer

from bilat.cli.options import examples

app = typer.Typer(rich_markup_mode=None, add_completion=False)

HISTORY, RELATION, SINCE, UNTIL = "asean-japan", "ASEAN-JP", "2020", "2023"
REPORTS = ("timeline", "commitments", "trade")


@app.command(epilog=examples("bilat demo", "bilat demo | less"))
def demo() -> None:
    """Report on the shipped history of ASEAN and Japan, 2020 to 2023.

    Prints the timeline, the commitments and the trade figures from a throw-away ledger, and the stamp by
    which the numbers can be checked.
    """
    from bilat.cli.flags import ReportFlags
    from bilat.cli.recording import load_history
    from bilat.cli.render.console import console
    from bilat.cli.render.sheet import stamp_lines
    from bilat.cli.reporting import ask, show
    from bilat.events.log.log import create_log

    flags = ReportFlags(since=SINCE, until=UNTIL, limit=0)
    with tempfile.TemporaryDirectory(prefix="bilat-") as folder:
        location = str(Path(folder) / "demo.db")
        with create_log(location) as log:
            load_history(log, HISTORY, "demo")
        question = ask(location, RELATION, flags)
    out = console()
    for name in REPORTS:
        command = f"bilat {name} {RELATION} --from {SINCE} --to {UNTIL}"
        out.rule(command, align="left", characters="─")
        show(name, question._replace(stamp={}), flags)
        out.print()
    out.rule("what these numbers rest on", align="left")
    for line in stamp_lines(question.stamp):
        out.print(line)
