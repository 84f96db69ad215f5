"""What each year shows of a thread: there, in which words, or why it is not there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tipdiff.ledger.editions import holds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tipdiff.ledger.model import Ledger, Spot, Step, Thread
    from tipdiff.model import Narrative

State = Literal[
    "before",  # not yet there
    "present",
    "dropped",  # the first edition without it
    "absent",  # a later one
    "uncomparable",  # the archive's copy does not hold the section
    "missing",  # the archive does not have the edition
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A thread in one year."""

    year: int
    state: State
    spots: tuple[Spot, ...] = ()
    steps: tuple[Step, ...] = ()
    """How it came here from earlier editions."""
    marks: tuple[str, ...] = ()
    """What is new about it: "new", "reworded", "strengthened", "split", "returned" ..."""


def cells_of(ledger: Ledger, thread: Thread) -> tuple[Cell, ...]:
    """A cell for each year of the ledger."""
    cells: list[Cell] = []
    for year in ledger.years:
        cells.append(_cell(ledger, thread, year, cells))
    return tuple(cells)


def in_a_row(cells: Iterable[Cell]) -> int:
    """How many editions in a row have it, up to the last that does.

    Editions that the archive lacks, or whose copy lacks the section, neither count nor end a row.
    """
    row = best = 0
    for cell in cells:
        if cell.state == "present":
            row += 1
            best = row
        elif cell.state in ("dropped", "absent"):
            row = 0
    return best


def _cell(ledger: Ledger, thread: Thread, year: int, before: list[Cell]) -> Cell:
    narrative = ledger.editions.get(year)
    if narrative is None:
        return Cell(year=year, state="missing")
    spots = thread.at(year)
    if spots:
        steps = thread.into(year)
        marks = dict.fromkeys(_marks(ledger, spots, steps))
        return Cell(year=year, state="present", spots=spots, steps=steps, marks=tuple(marks))
    return Cell(year=year, state=_absence(ledger, narrative, before))


def _absence(ledger: Ledger, narrative: Narrative, before: list[Cell]) -> State:
    """Why an edition that the archive has shows nothing of a thread."""
    since = next((cell for cell in reversed(before) if cell.spots), None)
    if since is None:
        return "before"
    if not any(holds(narrative, ledger.kind(spot)) for spot in since.spots):
        return "uncomparable"
    later = before[before.index(since) + 1 :]
    return "absent" if any(cell.state in ("dropped", "absent") for cell in later) else "dropped"


def _marks(ledger: Ledger, spots: Iterable[Spot], steps: Iterable[Step]) -> Iterator[str]:
    """What a reader would note, the most telling first."""
    for step in steps:
        if step.gap == "returned":
            yield "returned"
        change = step.change
        yield from (
            mark
            for mark, holds_true in (
                ("turned", change.kind == "turned"),
                ("split", change.split),
                ("merged", change.merged),
                (change.direction or "", bool(change.direction)),
                (change.kind, change.kind in ("reworded", "updated")),
                ("moved", change.moved),
            )
            if holds_true
        )
    joined = {spot for step in steps for spot in step.new}
    for spot in spots:
        if spot not in joined:
            yield "new" if _was_looked_for(ledger, spot) else "first"


def _was_looked_for(ledger: Ledger, spot: Spot) -> bool:
    """Whether an earlier edition holds the section, and so could have had the statement."""
    earlier = (n for n in ledger.narratives if n.edition < spot.edition)
    return any(holds(narrative, ledger.kind(spot)) for narrative in earlier)
