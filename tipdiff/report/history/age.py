"""How old the text of each edition is, in the terminal and as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipdiff.ledger import ages_of, totals
from tipdiff.report.history.words import gaps_told, heading
from tipdiff.report.names import section_name
from tipdiff.report.pen import Pen, cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.text import Text

    from tipdiff.ledger import Ages, Ledger
    from tipdiff.model import SectionKind

NAME = 34
"""Columns of a section's name, at most."""


def render_age(
    ledger: Ledger, *, since: int | None = None, width: int = 80, color: bool = False
) -> str:
    """For each edition, and each section of the newest, how much stands since which year."""
    pen = Pen(width=width, color=color)
    years = [narrative.edition for narrative in ledger.narratives]
    rows = {year: of for year, of in ages_by_edition(ledger).items() if year >= (since or 0)}
    title = f"Age of the text: {heading(ledger.narratives)}"
    lines = [*pen.wrapped(pen.line((title, "bold")))]
    for sentence in gaps_told(ledger, ledger.years):
        lines += pen.wrapped(pen.line((sentence, "yellow")))
    lines += pen.heading("Words that stand unchanged since")
    for year, (whole, *_) in rows.items():
        lines += _line(pen, f"{year} {whole.total:6,} words", whole)
    lines += pen.heading(f"{years[-1]} by section")
    named = [(cut(part_name(part.kind), NAME), part) for part in rows[years[-1]][1:]]
    column = max((len(name) for name, _ in named), default=0)
    for name, part in named:
        lines += _line(pen, f"{name:{column}} {part.total:6,} words", part)
    return pen.printed(lines)


def ages_by_edition(ledger: Ledger) -> dict[int, tuple[Ages, ...]]:
    """The ages of every edition: of the whole, then of each kind of section."""
    ages = ages_of(ledger)
    return {n.edition: totals(ledger, ages, n.edition) for n in ledger.narratives}


def part_name(kind: SectionKind | None) -> str:
    """What a reader calls a section, or the whole."""
    return section_name(kind) if kind else "The whole"


def _line(pen: Pen, lead: str, of: Ages) -> Iterator[Text]:
    """`2023  412 words  ≤2016 45%, 2019 12%, 2023 43%`; shares under half a percent are <1%."""
    told = ", ".join(f"{age}\u00a0{percent(of.share(age))}" for age in of.words)
    yield from pen.wrapped(pen.line((told, "")), f"{lead}  ", " " * (len(lead) + 2))


def percent(share: float) -> str:
    """A share in whole percent."""
    return f"{share:.0%}" if share >= 0.005 else "<1%"
