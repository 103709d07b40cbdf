"""`bilat demo`: how things stand on a throw-away ledger, and how to go on."""

import tempfile
from pathlib import Path

import typer

from bilat.cli.options import examples

app = typer.Typer(rich_markup_mode=None, add_completion=False)

HISTORY, RELATION = "asean-japan", "ASEAN-JP"
REPORTS = ("summary", "commitments", "delivery", "timeline", "trade", "check")
GO_ON = (
    "bilat init bilat.db --with asean-japan     this history, in a ledger of yours",
    "bilat commitments ASEAN-JP                 the whole report; --help says more",
    "bilat explain ASEAN-JP --pledge acpheed    down to the words of the sources",
    "bilat append pledge-restated --help        how to record what happens next",
)


@app.command(epilog=examples("bilat demo"))
def demo() -> None:
    """Answer the main questions about the shipped history of ASEAN and Japan.

    Prints the answer of each report from a throw-away ledger, the stamp by which the numbers can be checked,
    and how to go on.
    """
    from bilat.cli.flags import ReportFlags
    from bilat.cli.recording import load_history
    from bilat.cli.render.console import console
    from bilat.cli.render.output import print_sheet_as
    from bilat.cli.render.sheet import stamp_lines
    from bilat.cli.reporting import ask, laid_out
    from bilat.events.log.log import create_log
    from bilat.projections.reports.query import run_report

    flags, out = ReportFlags(), console()
    with tempfile.TemporaryDirectory(prefix="bilat-") as folder:
        location = str(Path(folder) / "demo.db")
        with create_log(location) as log:
            load_history(log, HISTORY, "demo")
        questions = {name: ask(location, RELATION, flags, name) for name in REPORTS}
    for name, question in questions.items():
        sheet = laid_out(name, run_report(name, question), question, flags)
        out.rule(f"bilat {name} {RELATION}", align="left", characters="─")
        answer = sheet._replace(boundary="" if name != REPORTS[0] else sheet.boundary, sections=(), notes=(), stamp=())
        print_sheet_as(answer, markdown=False, paged=False)
    out.rule("what these numbers rest on, and how to go on", align="left", characters="─")
    for line in (*stamp_lines(questions[REPORTS[0]].stamp), *GO_ON):
        out.print(line, soft_wrap=True)
