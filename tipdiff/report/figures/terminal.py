"""Figures in the terminal: a line a year with a bar, then what was restated, both quoted."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from tipdiff.report.evidence import address, facts
from tipdiff.report.figures.words import (
    TITLES,
    check_title,
    later_text,
    notable,
    point_text,
    quotes,
)
from tipdiff.report.history.words import heading
from tipdiff.report.pen import Pen
from tipdiff.report.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.text import Text

    from tipdiff.figures import Check, FigureSeries, Point

YEAR = 6
EIGHTHS = " ▏▎▍▌▋▊▉█"
"""Parts of a block, so that bars are exact to an eighth of a column."""
WIDEST_BAR = 30


def render_terminal(series: FigureSeries, *, width: int = 80, color: bool = False) -> str:
    """The series of each measure, and what does not agree between editions."""
    pen = Pen(width=width, color=color)
    lines = [*pen.wrapped(pen.line((heading(series.narratives), "bold")))]
    for measure, points in series.points.items():
        lines += pen.heading(f"{TITLES[measure]} by the year they are of")
        lines += chain.from_iterable(_point(pen, point, points) for point in points)
    lines += _checks(pen, series)
    return pen.printed(lines)


def _point(pen: Pen, point: Point, points: Sequence[Point]) -> Iterator[Text]:
    """A year: its bar, what its own edition says, and what later ones say."""
    bar = _bar(point, points, min(WIDEST_BAR, max(pen.width - 50, 8)))
    said = point_text(point)
    later = f"; later: {later_text(point)}" if point.restated else ""
    lead = f"{point.year:<{YEAR}}"
    style = "" if point.state == "stated" else "dim"
    text = pen.line((f"{bar}{' ' if bar else ''}", "cyan"), (said, style), (later, "dim"))
    yield from pen.wrapped(text, lead, " " * (YEAR + 2))


def _bar(point: Point, points: Sequence[Point], width: int) -> str:
    """A bar for a number; nothing for what is no number, and a mark for zero."""
    if point.value is None:
        return ""
    most = max(p.value or 0 for p in points) or 1
    eighths = round(point.value / most * width * 8)
    return "█" * (eighths // 8) + EIGHTHS[eighths % 8].strip() or "▏"


def _checks(pen: Pen, series: FigureSeries) -> Iterator[Text]:
    """Numbers that a later edition gives otherwise, with both quotes."""
    told = notable(series.checks)
    confirmed = sum(check.verdict == "confirmed" for check in series.checks)
    yield from pen.heading(f"Told otherwise later: {len(told)}; confirmed: {confirmed}")
    for check in told:
        yield from pen.wrapped(pen.line((check_title(check), "bold")))
        for edition, where, words in quotes(series, check):
            text = one_line(f"{where}: “{words}”")
            yield from pen.wrapped(pen.line((text, "")), f"  {edition}  ", " " * 8)
    if told:
        yield from _evidence(pen, series, told)


def _evidence(pen: Pen, series: FigureSeries, told: Sequence[Check]) -> Iterator[Text]:
    """Where the editions that are quoted were taken from."""
    quoted = {claim.edition for check in told for claim in (check.then, check.later)}
    yield from pen.heading("Evidence")
    for narrative in series.narratives:
        if narrative.edition in quoted:
            named = [f"{name} {value}" for name, value in facts(narrative)]
            text = "; ".join([address(narrative), *named])
            yield from pen.wrapped(
                pen.line((one_line(text), "")), f"  {narrative.edition}  ", " " * 8
            )
