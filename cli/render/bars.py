"""Bars on a terminal: what each size is called, how it compares with the others, and how it reads."""

from collections.abc import Iterator, Sequence
from decimal import Context, Decimal

from rich.bar import Bar
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from bilat.cli.render.inert import cell
from bilat.cli.render.sheet import Measure

GAP, WIDEST, LEAST, LABEL = 2, 48, 8, 30
EIGHTHS = 8
_WIDE = Context(prec=40)


def bar_lines(measures: Sequence[Measure], to: Console, width: int) -> Iterator[Text]:
    """Yield a line a size. A size that is not 0 is seen, however small; there are no bars where there is no room."""
    labels = min(LABEL, max((cell_len(cell(each.label).plain) for each in measures), default=0))
    texts = max((cell_len(cell(each.text).plain) for each in measures), default=0)
    room = min(WIDEST, width - labels - texts - 2 * GAP)
    longest = {each.scale: _longest(measures, each.scale) for each in measures}
    for each in measures:
        label, text = cell(each.label), cell(each.text, each.style)
        label.truncate(labels, overflow="ellipsis", pad=True)
        line = label.append(" " * GAP)
        if room >= LEAST:
            line.append(_bar(each, longest[each.scale], room, to), each.style).append(" " * GAP)
        text.pad_left(texts - text.cell_len)
        yield line.append_text(text)


def _longest(measures: Sequence[Measure], scale: str) -> Decimal:
    ends = [Decimal(end) for each in measures if each.scale == scale for end in (each.end, each.start) if end]
    return max([abs(end) for end in ends], default=Decimal(0))


def _bar(of: Measure, longest: Decimal, room: int, to: Console) -> str:
    if not of.end or not longest:
        return " " * room
    start, end = sorted(abs(_WIDE.divide(Decimal(edge), longest)) for edge in (of.start, of.end))
    if start == end:
        return " " * room
    least = Decimal(1) / (EIGHTHS * room)
    start = min(start, 1 - least)
    drawn = Bar(1.0, float(start), float(max(end, start + least)), width=room)
    return "".join(segment.text for segment in to.render(drawn, to.options.update(width=room))).rstrip("\n")
