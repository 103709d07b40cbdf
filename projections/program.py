"""Which version of the program computes: stamped on reports, and part of the name under which columns are kept."""

from importlib.metadata import PackageNotFoundError, version


def program() -> str:
    """Name the version of this program; `unknown` in a checkout that was never installed."""
    try:
        return version("bilat")
    except PackageNotFoundError:
        return "unknown"
