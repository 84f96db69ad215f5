"""A change as a digest tells it: both quotes, bounded, and what its chapter does not say."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from tipdiff.digest.once import once_for_each
from tipdiff.model import WordRun
from tipdiff.report.excerpt import excerpt, tidy
from tipdiff.report.names import figures_line, reasons_line
from tipdiff.report.view import view
from tipdiff.report.visible import one_line
from tipdiff.tables.chapters import ANY, chapter_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tipdiff.model import Change, Comparison
    from tipdiff.report.view import Quote

EDITED = ("before", "after")
LONGEST_QUOTE = 2_000
"""Characters of a quote; the longest statement of the 2018 edition has 1,250."""
LONGEST_LINE = 240
"""Characters of a name, a label or a note."""
TEASER = 120
"""Characters of a quote on the first screen."""


_PLAIN = ("statement", "context")
"""Subjects of which the place of a quote tells enough."""


class Said(NamedTuple):
    """A quote, with when and where it was said: `2024`, `recommendation 3`."""

    side: str
    when: str
    place: str
    runs: tuple[WordRun, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A change with all that a digest says of it."""

    remark: str
    quotes: tuple[Said, ...]
    details: tuple[str, ...]


@once_for_each
def item(comparison: Comparison, change: Change, edited: bool) -> Item:
    """The change as it is told: between two editions, or as a silent edit of one."""
    shown = view(comparison, change)
    old, new = whens(comparison, edited)
    strength = replace(change, reasons=tuple(r for r in change.reasons if r.words))
    details = (figures_line(change), reasons_line(strength) if change.direction else "")
    return Item(
        remark=_remark(change),
        quotes=(*(_said(q, old) for q in shown.old), *(_said(q, new) for q in shown.new)),
        details=tuple(shortened(detail) for detail in details if detail),
    )


def whens(comparison: Comparison, edited: bool) -> tuple[str, str]:
    """What the older and the newer side are called."""
    return EDITED if edited else (str(comparison.old.edition), str(comparison.new.edition))


def shortened(text: str) -> str:
    """The text on one line of bounded length."""
    line = one_line(text)
    return line if len(line) <= LONGEST_LINE else f"{line[: LONGEST_LINE - 1]}…"


def shortened_runs(runs: Iterable[WordRun], most: int = LONGEST_QUOTE) -> tuple[WordRun, ...]:
    """The runs on one line; past the bound they say how much is left out."""
    kept: list[WordRun] = []
    room, rest = most, 0
    for run in tidy(runs):
        if len(run.text) <= room:
            kept.append(run)
        else:
            if room:
                kept.append(WordRun(op=run.op, text=run.text[:room]))
            rest += len(run.text) - room
        room = max(room - len(run.text), 0)
    if rest:
        kept.append(WordRun(op="equal", text=f" … ({rest:,} more characters at the source)"))
    return tuple(kept)


def teaser(runs: Sequence[WordRun]) -> tuple[WordRun, ...]:
    """The first words that changed, for the first screen."""
    return excerpt(runs, TEASER)


def _said(quote: Quote, when: str) -> Said:
    return Said(quote.side, when, quote.place, shortened_runs(quote.runs))


def _remark(change: Change) -> str:
    """What the name of the chapter does not say: `Strengthened, rank 4 to 1`."""
    chapter = chapter_of(change.kind, change.subject)
    label = shortened(change.label)
    if (change.kind, change.subject) != (chapter.kinds[0], chapter.subjects[0]):
        told = "" if change.subject in _PLAIN and chapter.kinds != ANY else label
    else:
        told = ""
    found = re.search(r" \((.+)\)$", label)
    remark = told or (found[1] if found else "")
    return remark[:1].upper() + remark[1:]
