"""The errors a caller may meet; each says what happened and what to do next."""

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar, NamedTuple


class Problem(NamedTuple):
    """One reason why something was refused: a value, collected and shown with all the others.

    `where` names the line or the event (`line 7`, `pledge/acpheed`), `rule` the rule in one word.
    `awaited` is a stream that the rest of the batch may yet open: then it was none. `stream` is the one that the event
    was to be on: others may fail only because this one did. Both are for whoever judges a batch.
    """

    where: str
    rule: str
    message: str
    remedy: str = ""
    awaited: str = ""
    stream: str = ""

    def __str__(self) -> str:
        return self.line(self.remedy)

    def line(self, remedy: str) -> str:
        """Return the problem as a line, with this remedy; the rule is the field alone, whatever of it is meant."""
        prefix = f"{self.where}: " if self.where else ""
        return f"{prefix}{self.message}{f' ({remedy})' if remedy else ''} [{self.rule.partition('.')[0]}]"


class BilatError(Exception):
    """The root of every error this program raises on purpose; `exit_code` is the shell's answer."""

    exit_code: ClassVar[int] = 2

    def __init__(self, message: str, remedy: str = "") -> None:
        self.message = message
        self.remedy = remedy
        super().__init__(f"{message}. {remedy}" if remedy else message)

    def __reduce__(self) -> tuple[Callable[..., "BilatError"], tuple[object, ...]]:
        """Errors cross to other processes, whatever their constructors take."""
        return _restored, (type(self), self.args, self.__dict__)


def _restored(kind: type[BilatError], args: tuple[object, ...], fields: dict[str, object]) -> BilatError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(fields)
    return error


class BadInput(BilatError, ValueError):
    """A word, number, date or file that cannot be read. Also a ValueError, so pydantic collects it."""


PROBLEMS_SHOWN = 1_000
"""How many problems of one file are sought and printed: nobody mends more of them at once."""


GRAMMAR_LENGTH = 70
"""Characters from which on a remedy is a grammar, which is said once."""


class Refused(BilatError):
    """Events that break a rule; nothing of their batch was recorded.

    `problems` lists every one, the message the first `PROBLEMS_SHOWN` of them and how many more there are. `following`
    is how many events fail only because others did: they are counted and not listed.
    """

    def __init__(self, problems: Sequence[Problem], following: int = 0) -> None:
        self.problems = tuple(problems)
        self.following = following
        count = len(self.problems)
        head = "1 problem" if count == 1 else f"{count} problems"
        more = [f"and {count - PROBLEMS_SHOWN:,} more"] if count > PROBLEMS_SHOWN else []
        if following:
            more.append(f"{following:,} more fail{'s' if following == 1 else ''} only because of these")
        shown = _lines(self.problems[:PROBLEMS_SHOWN])
        super().__init__("\n".join([f"nothing recorded: {head}", *shown, *more]))


def _lines(problems: Sequence[Problem]) -> Iterator[str]:
    """Yield a line for each problem; a grammar stands behind the first that needs it."""
    said: set[str] = set()
    for each in problems:
        yield each.line("see above" if each.remedy in said else each.remedy)
        if len(each.remedy) > GRAMMAR_LENGTH:
            said.add(each.remedy)


class Conflict(BilatError):
    """Another writer recorded to the same stream first; nothing of this batch was recorded."""

    def __init__(self, stream: str, expected: int, found: int) -> None:
        self.stream, self.expected, self.found = stream, expected, found
        super().__init__(
            f"{stream} stands at version {found}, this event was made for version {expected}",
            "Look at what was recorded in the meantime and try again",
        )


class StoreError(BilatError):
    """The store cannot be reached, read or written."""

    exit_code = 3
