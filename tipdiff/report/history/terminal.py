"""A ledger in the terminal: years across, threads down, then what became of what was dropped."""

from __future__ import annotations

from itertools import chain
from textwrap import wrap
from typing import TYPE_CHECKING

from tipdiff.report.history.signs import legend
from tipdiff.report.history.view import years_shown
from tipdiff.report.history.words import fate_lines, gaps_told, heading, wordings
from tipdiff.report.pen import Pen, cut
from tipdiff.report.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.text import Text

    from tipdiff.ledger import Ledger
    from tipdiff.report.history.view import Group, Row

CELL_WIDTHS = (3, 2, 1)
"""Columns of a year: the widest that leaves room for the words."""
LEAST_WORDS = 30
"""Columns that the words of a thread should have."""
COLUMNS = (("first", 5), ("last", 5), ("row", 4))
"""First seen, last seen, how often in a row."""


def render_terminal(
    ledger: Ledger,
    groups: Sequence[Group],
    *,
    since: int | None = None,
    width: int = 80,
    color: bool = False,
    full: bool = False,
) -> str:
    """The groups as lines for a terminal of that width; `full` adds every wording."""
    pen = Pen(width=width, color=color)
    years = years_shown(ledger, since)
    lines = [*pen.wrapped(pen.line((heading(ledger.narratives, years[0]), "bold")))]
    for sentence in gaps_told(ledger, years):
        lines += pen.wrapped(pen.line((one_line(sentence), "yellow")))
    lines += _legend(pen, groups)
    for group in groups:
        lines += _group(pen, group, years, full=full)
    if not groups:
        lines.append(pen.line(("No statement of that kind.", "")))
    return pen.printed(lines)


def _legend(pen: Pen, groups: Sequence[Group]) -> Iterator[Text]:
    used = chain.from_iterable(row.signs for group in groups for row in group.rows)
    told = "   ".join(f"{sign.sign} {sign.meaning}" for sign in legend(used))
    for line in wrap(told.replace(" ", "\0").replace("\0\0\0", "   "), pen.width):
        yield pen.line((line.replace("\0", " "), "dim"))


def _group(pen: Pen, group: Group, years: range, *, full: bool) -> Iterator[Text]:
    """A picture of the threads, and what became of those that ended."""
    cell = _cell_width(pen, years)
    yield from pen.heading(f"{group.title}: {group.counted}")
    yield _years(pen, years, cell)
    for row in group.rows:
        yield _row(pen, row, cell)
        if full:
            yield from _wordings(pen, row)
    told = [line for row in group.rows for line in _fates(pen, row)]
    if told and not full:
        yield pen.line()
        yield pen.line(("What became of what was dropped", "bold"))
        yield from told


def _cell_width(pen: Pen, years: range) -> int:
    room = pen.width - sum(width for _, width in COLUMNS) - 2 - LEAST_WORDS
    fitting = (width for width in CELL_WIDTHS if width * len(years) <= room)
    return next(fitting, CELL_WIDTHS[-1])


def _years(pen: Pen, years: range, cell: int) -> Text:
    """The head of the picture: each year by its last digits, or as many as there is room for."""
    step = -(-3 // cell)
    shown = (f"{year % 100:02}" if n % step == 0 else "" for n, year in enumerate(years))
    head = "".join(f"{name:>{width}}" for name, width in COLUMNS)
    if cell == CELL_WIDTHS[0]:
        return pen.line((f"{head}  {''.join(f'{name:{cell}}' for name in shown)}".rstrip(), "dim"))
    labels = "".join(f"{name:{cell * step}}" for name in shown if name)
    return pen.line((f"{head}  {labels}"[: pen.width], "dim"))


def _row(pen: Pen, row: Row, cell: int) -> Text:
    """One thread in one line."""
    numbers = (row.thread.first, row.thread.last, row.row)
    told = "".join(f"{n:>{width}}" for n, (_, width) in zip(numbers, COLUMNS, strict=True))
    signs = [(f"{sign.sign:{cell}}", sign.style) for sign in row.signs]
    gap = " " * (cell == 1)
    room = pen.width - len(told) - 2 - cell * len(signs) - len(gap)
    style = "bold" if row.is_open else ""
    return pen.line(
        (told, style), ("  ", ""), *signs, (gap, ""), (cut(one_line(row.text), room), style)
    )


def _wordings(pen: Pen, row: Row) -> Iterator[Text]:
    """Every wording with its year, and what became of it."""
    for wording in wordings(row):
        lead = f"      {wording.year}  "
        text = f"{wording.marks}: {one_line(wording.text)}" if wording.marks else wording.text
        yield from pen.wrapped(pen.line((text, "")), lead, " " * len(lead))
    yield from _fates(pen, row)


def _fates(pen: Pen, row: Row) -> Iterator[Text]:
    """What an edition says in place of what it does not repeat, both quoted."""
    for line in fate_lines(row):
        lead = f"      {line.year}  " if line.year else " " * 12
        yield from pen.wrapped(pen.line((one_line(line.text), line.style)), lead, " " * 12)
