"""Every check of this repository, by name: `nox` runs those a change must pass, `nox -s NAME` one of them.

Arguments after `--` go to the tool: `nox -s test-3.11 -- tests/events -n 2`. With `--no-venv --no-install` the sessions
run in the active environment, which has what `pip install -e '.[test,lint]'` installs.
"""

import os
import shutil
import subprocess

import nox

nox.options.sessions = ["lint", "types", "docs", "test"]
nox.options.reuse_venv = "yes"
nox.options.error_on_missing_interpreters = False

PYTHONS = ("3.11", "3.12", "3.13")
"""The lowest is what the program promises; a later one is skipped where it is not installed."""

if shutil.which("pyenv"):  # its shims run a version only where that was chosen: choose all that there are
    known = subprocess.run(["pyenv", "versions", "--bare"], capture_output=True, text=True, check=False).stdout.split()
    chosen = [version for version in known if version.rpartition(".")[0] in PYTHONS]
    os.environ.setdefault("PYENV_VERSION", ":".join(chosen or ["system"]))


@nox.session(python=PYTHONS)
def test(session: nox.Session) -> None:
    """Run the tests, with the campaigns cut to a small seeded slice."""
    session.install("-q", "-e", ".[test]")
    session.run("python", "-m", "pytest", *session.posargs)


@nox.session(python=PYTHONS[0])
def full(session: nox.Session) -> None:
    """Run the tests with every campaign at full size; takes many minutes."""
    session.install("-q", "-e", ".[test]")
    session.run("python", "-m", "pytest", *session.posargs, env={"BILAT_FULL": "1"})


@nox.session(python=PYTHONS[0])
def lint(session: nox.Session) -> None:
    """Look for faults of style, for unformatted files and for imports against the arrows."""
    session.install("-q", "-e", ".[lint]")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("lint-imports")


@nox.session(python=PYTHONS[0])
def types(session: nox.Session) -> None:
    """Check the types of the program and its tests, strictly."""
    session.install("-q", "-e", ".[test,lint]")
    session.run("mypy", *session.posargs)


@nox.session(python=PYTHONS[0])
def docs(session: nox.Session) -> None:
    """Write the generated pages anew and run the examples of all pages."""
    session.install("-q", "-e", ".[test]")
    session.run("python", "-m", "docs.tools.events_page")
    session.run("python", "-m", "docs.tools.report_page")
    session.run("python", "-m", "pytest", "tests/docs", *session.posargs)


@nox.session(python=PYTHONS[0])
def bench(session: nox.Session) -> None:
    """Measure how fast the program is beside its references: `nox -s bench -- --quick`."""
    session.install("-q", "-e", ".[test]")
    session.run("python", "-m", "tests.benchmarks", *session.posargs)
