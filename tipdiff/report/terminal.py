"""A comparison in the terminal: one screen of summary, then the changes by section.

Words that changed are marked by colour, or by signs where there is no colour: [-old-] {+new+}.
"""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from tipdiff.report.excerpt import excerpt, last_words
from tipdiff.report.names import group_name, tier_line, uncompared_lines
from tipdiff.report.pen import Pen, cut
from tipdiff.report.sections import table_of
from tipdiff.report.select import EVERYTHING, chosen, counts, grouped, total
from tipdiff.report.view import tier_quotes, view
from tipdiff.report.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.text import Text

    from tipdiff.model import Change, Comparison
    from tipdiff.report.sections import Table
    from tipdiff.report.select import Group, Selection
    from tipdiff.report.view import View

SCREEN = 24
"""Lines of the summary: the height of a terminal nobody has resized."""
MOST_COUNTS = 8
MOST_NOTES = 3
LEAST_WIDTH = 40
NUMBER = 8
"""Columns of a number in the table of sections."""
LEAST_NAME = 16
LABEL = 36
"""Columns of the summary that hold a label."""


def render_terminal(
    comparison: Comparison,
    *,
    width: int = 80,
    color: bool = False,
    selection: Selection = EVERYTHING,
) -> str:
    """The comparison as lines for a terminal of that width, with ANSI codes if `color`."""
    pen = Pen(width=max(width, LEAST_WIDTH), color=color)
    changes = chosen(comparison, selection)
    lines = [*_summary(pen, comparison, changes), *_notes(pen, comparison)]
    lines += _sections(pen, table_of(comparison))
    for group in grouped(comparison, changes):
        lines += _group(pen, comparison, group)
    return pen.printed(lines)


def _summary(pen: Pen, comparison: Comparison, changes: Sequence[Change]) -> Iterator[Text]:
    """What changed, in one screen."""
    lines = [*_head(pen, comparison), *_counts(pen, comparison, changes)]
    yield from lines
    if not changes:
        return
    yield pen.line()
    yield pen.line(("Most significant", "bold"))
    for change in changes[: max(SCREEN - len(lines) - 2, 1)]:
        yield _in_one_line(pen, view(comparison, change))


def _head(pen: Pen, comparison: Comparison) -> Iterator[Text]:
    """Country, editions, tiers, and what could not be compared."""
    old, new = comparison.old, comparison.new
    yield pen.line((f"{one_line(new.country.name)} {old.edition} → {new.edition}", "bold"))
    if tier_line(comparison):
        yield pen.line((tier_line(comparison), "bold"))
    for quote in tier_quotes(comparison):
        said = last_words(quote.text, pen.width - 8)
        yield pen.line((f"  {quote.edition}  ", "dim"), (said, ""))
    for sentence in uncompared_lines(comparison):
        yield from pen.wrapped(pen.line((one_line(sentence), "yellow")))
    notes = [one_line(note) for note in comparison.notes]
    for note in notes[:MOST_NOTES]:
        yield pen.line((f"Note: {cut(note, pen.width - 6)}", "yellow"))
    if len(notes) > MOST_NOTES:
        yield pen.line((f"and {len(notes) - MOST_NOTES} more, before you quote", "yellow"))


def _counts(pen: Pen, comparison: Comparison, changes: Sequence[Change]) -> Iterator[Text]:
    """How many changes there are of each kind."""
    yield pen.line()
    yield pen.line((total(comparison, changes), "bold"))
    rows = counts([change for change in changes if change.significance > 0])
    for row in rows[:MOST_COUNTS]:
        yield from _count(pen, f"{row.number:4}", row.name + (f" ({row.ways})" if row.ways else ""))
    yield from _count(pen, "", ", ".join(row.phrase for row in rows[MOST_COUNTS:]))


def _count(pen: Pen, number: str, text: str) -> Iterator[Text]:
    for n, line in enumerate(wrap(text, pen.width - 6)):
        yield pen.line((f"{'' if n else number:4}  ", "bold"), (line, ""))


def _in_one_line(pen: Pen, shown: View) -> Text:
    """A change of the summary: its label, and its first changed words."""
    column = min(LABEL, pen.width // 2 - 4)
    label = cut(one_line(shown.change.label), column)
    words = excerpt(shown.brief, pen.width - column - 4, 0 if pen.color else 4)
    return pen.line((f"  {label:{column}}  ", "")) + pen.marked(words)


def _notes(pen: Pen, comparison: Comparison) -> Iterator[Text]:
    """What the reader must know before quoting, in full."""
    if comparison.notes:
        yield from pen.heading("Before you quote")
    for note in comparison.notes:
        yield from pen.wrapped(pen.line((one_line(note), "")), "- ", "  ")


def _sections(pen: Pen, table: Table | None) -> Iterator[Text]:
    """What became of each section, a line each, and where its statements went."""
    if table is None:
        return
    yield from pen.heading("Section by section (statements)")
    room = max(pen.width - NUMBER * len(table.columns), LEAST_NAME)
    yield pen.line((" " * room + "".join(f"{name:>{NUMBER}}" for name in table.columns), "dim"))
    for name, numbers in table.rows:
        told = "".join(f"{number or '-':>{NUMBER}}" for number in numbers)
        yield pen.line((f"{cut(name, room - 1):{room}}", ""), (told, ""))
    for told in table.moves:
        yield from pen.wrapped(pen.line((told, "dim")), "  moved: ", " " * 9)


def _group(pen: Pen, comparison: Comparison, group: Group) -> Iterator[Text]:
    """A section with its changes."""
    yield from pen.heading(f"{group_name(group.kind)} ({len(group.changes)})")
    for number, change in enumerate(group.changes):
        if number:
            yield pen.line()
        yield from _change(pen, view(comparison, change))


def _change(pen: Pen, shown: View) -> Iterator[Text]:
    """A change: what it is, where it stands, both quotes with their changed words, and why."""
    change = shown.change
    label, where = one_line(change.label), f" · {shown.place}" if shown.place else ""
    *lines, last = pen.wrapped(pen.line((label, "bold"), (where, "")))
    yield from lines
    yield from pen.flanked(last, pen.line((one_line(change.id), "dim")))
    if shown.redline:
        yield from pen.wrapped(pen.marked(shown.redline), "    ", "    ")
    else:
        for quote in shown.quotes:
            yield from pen.wrapped(pen.marked(quote.runs), f"    {quote.edition}  ", " " * 10)
    for detail in shown.details:
        yield from pen.wrapped(pen.line((detail, "dim")), "    ", "    ")
