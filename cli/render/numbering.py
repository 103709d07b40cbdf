"""Sources as numbers, explained in a legend at the end."""

from collections.abc import Iterable, Mapping


class Numbering:
    """Gives each source its number when it is first cited."""

    def __init__(self, described: Mapping[str, str]) -> None:
        self.described = described
        self.numbers: dict[str, int] = {}

    def cite(self, sources: Iterable[str] | None) -> str:
        """Return the numbers of some sources, as `[1] [4]`."""
        return " ".join(f"[{self.numbers.setdefault(slug, len(self.numbers) + 1)}]" for slug in sources or ())

    def legend(self) -> list[tuple[str, str]]:
        """Return a line for every source cited so far, publisher and date first, and its slug."""
        return [
            (f"[{number}] {self.described[slug]}", slug) if self.described.get(slug) else (f"[{number}]", slug)
            for slug, number in self.numbers.items()
        ]
