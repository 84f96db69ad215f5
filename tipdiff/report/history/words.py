"""What a thread says in words: its wordings, and what became of it, with both quotes.

The words tell what an edition says, never that one thing led to another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tipdiff.report.names import place_name
from tipdiff.report.visible import one_line
from tipdiff.series import find as find_series

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tipdiff.ledger import Cell, Ledger
    from tipdiff.ledger.model import Fate
    from tipdiff.model import Narrative
    from tipdiff.report.history.view import Row


class Wording(NamedTuple):
    """How an edition words a thread, and what is new about it."""

    year: int
    marks: str
    text: str
    cell: Cell


class Line(NamedTuple):
    """A line of what became of something; a year stands before the first of several."""

    year: int | None
    text: str
    style: str = ""


def heading(narratives: Sequence[Narrative], first: int | None = None) -> str:
    """Of which country, series and editions this is."""
    newest = narratives[-1]
    title = find_series(newest.series).title
    start = first or narratives[0].edition
    return f"{one_line(newest.country.name)} in the {title}, {start} to {newest.edition}"


def gaps_told(ledger: Ledger, years: Iterable[int]) -> Iterator[str]:
    """What the archive does not have of these years, in sentences."""
    missing = [str(year) for year in years if year not in ledger.editions]
    if missing:
        yield f"Not in the archive: {', '.join(missing)}."
    for narrative in ledger.narratives:
        if narrative.edition in years and narrative.partial:
            yield (
                f"The copy of {narrative.edition} ({narrative.source.replace('_', ' ')}) is known "
                "to be partial: what it does not hold is not comparable there, never dropped."
            )


def wordings(row: Row) -> Iterator[Wording]:
    """Every wording with the first year that has it; the same words are told once."""
    before = ""
    for cell in row.all_cells:
        if cell.state == "present":
            text = row.ledger.text(cell.spots)
            marks = [mark for mark in cell.marks if mark != "first"]
            if text != before or marks:
                yield Wording(cell.year, ", ".join(marks), text, cell)
            before = text


def fate_lines(row: Row) -> Iterator[Line]:
    """What an edition says in place of what it does not repeat."""
    for fate in row.thread.fates:
        yield Line(fate.edition, f"{fate_name(row, fate)}: “{row.ledger.text(fate.spots)}”")
        for place, text in answers(row.ledger, fate):
            yield Line(None, f"{fate.edition} says in {place}: “{text}”")
        if fate.places:
            yield Line(None, f"score {fate.score:.2f}, by rule: {rules(fate)}", "dim")


def fate_name(row: Row, fate: Fate) -> str:
    """The fate; of a partial copy only what it holds is claimed."""
    partial = row.ledger.editions[fate.edition].partial and fate.kind == "no longer mentioned"
    back = [
        step.new[0].edition
        for step in row.thread.steps
        if step.gap and not {*step.old}.isdisjoint(fate.spots)
    ]
    said = f"{fate.kind} in what the copy holds" if partial else fate.kind
    return f"{said} (back in {back[0]})" if back else said


def answers(ledger: Ledger, fate: Fate) -> Sequence[tuple[str, str]]:
    """Where the edition says it, and in which words."""
    narrative = ledger.editions[fate.edition]
    return [
        (place_name(narrative, place), narrative.statement(place).text) for place in fate.places
    ]


def rules(fate: Fate) -> str:
    """The named rules behind a fate."""
    return "; ".join(reason.rule for reason in fate.reasons)
