"""Figures as a chart: one panel a measure, a bar a year, and why a year has none.

Bars, not a line: what an edition does not state is never bridged. The chart stands alone, in any
viewer: no script, no outside resource, no style sheet that is not in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tipdiff.errors import UsageError
from tipdiff.report.figures.words import TITLES, point_text
from tipdiff.report.history.words import heading
from tipdiff.report.html import environment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipdiff.figures import FigureSeries, Point
    from tipdiff.model import Measure

WIDTH = 760
LEFT = 20
PLOT = 110
"""Height of the bars of a panel."""
HEAD = 58
"""Height above the bars: the title, and two numbers over the highest of them."""
PANEL = 204
"""Height of a panel with its title, its years and the space below."""
TOP = 64
FOOT = 84
LABEL = 18
"""Height that a bar needs to hold its number."""
DIGIT = 5.6
"""Width of a digit of the smaller size."""
WIDEST = 46
"""A bar is no wider, however few years there are."""
SIGNS = {"not reported": "n.r.", "not stated": "–", "not comparable": "?", "missing": ""}
"""What stands in place of a bar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A year of a panel."""

    year: int
    x: float
    """Its middle."""
    state: str
    height: float | None
    """None where there is no number; zero is a line."""
    label: str
    told: str
    marks: tuple[float, ...]
    """Heights of what later editions say instead."""
    later: str
    """Their numbers."""

    @property
    def top(self) -> float:
        """Where the highest of all ends."""
        return max(self.height or 0.0, *self.marks) if self.marks else self.height or 0.0

    def fits(self, bar: float) -> bool:
        """Whether the number can stand in its bar, where others are marked above it."""
        high = (self.height or 0.0) >= LABEL
        return bool(self.marks) and high and len(self.label) * DIGIT <= bar


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A measure."""

    title: str
    y: float
    bar: float
    step: float
    columns: tuple[Column, ...]


def render_svg(series: FigureSeries) -> str:
    """The chart as an SVG document."""
    panels = [
        _panel(number, measure, points)
        for number, (measure, points) in enumerate(series.points.items())
    ]
    page = environment().get_template("figures.svg.j2")
    return page.render(
        title=heading(series.narratives),
        panels=panels,
        width=WIDTH,
        height=TOP + PANEL * len(panels) + FOOT,
        left=LEFT,
        plot=PLOT,
        head=HEAD,
        foot=TOP + PANEL * len(panels) + 14,
    ) + "\n"  # fmt: skip


def render_png(series: FigureSeries) -> bytes:
    """The chart as a picture, drawn by resvg; UsageError where it is not installed."""
    try:
        from resvg_py import svg_to_bytes
    except ImportError as error:
        raise UsageError(
            "a PNG needs the extra png: pip install 'tipdiff[png]'; an SVG needs nothing"
        ) from error
    if svg_to_bytes(svg_string=_PROBE.format("0")) == svg_to_bytes(svg_string=_PROBE.format("")):
        raise UsageError("no font is installed, a PNG would have no words; an SVG needs none")
    return bytes(svg_to_bytes(svg_string=render_svg(series), zoom=2))


_PROBE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">'
    '<text x="2" y="18" font-family="sans-serif">{}</text></svg>'
)


def _panel(number: int, measure: Measure, points: Sequence[Point]) -> Panel:
    step = (WIDTH - 2 * LEFT) / len(points)
    numbers = [c.figure.value or 0 for point in points for c in (*point.current, *point.restated)]
    most = max(numbers, default=0) or 1
    return Panel(
        title=TITLES[measure],
        y=TOP + number * PANEL,
        step=round(step, 2),
        bar=round(min(step * 0.7, WIDEST), 2),
        columns=tuple(
            _column(point, LEFT + (at + 0.5) * step, most) for at, point in enumerate(points)
        ),
    )


def _column(point: Point, x: float, most: int) -> Column:
    height = None if point.value is None else round(point.value / most * PLOT, 1)
    later = dict.fromkeys(
        claim.figure.value
        for claim in point.restated
        if claim.figure.value is not None and claim.figure.value != point.value
    )
    return Column(
        year=point.year,
        x=round(x, 2),
        state=point.state,
        height=height,
        label=_label(point),
        told=f"{point.year}: {point_text(point)}",
        marks=tuple(round(value / most * PLOT, 1) for value in later),
        later=", ".join(f"{value:,}" for value in later),
    )


def _label(point: Point) -> str:
    """The number over a bar, with what it is said with; else the sign for why there is none."""
    if point.value is None:
        return SIGNS[point.state]
    figure = next(claim.figure for claim in point.current if claim.is_number)
    mark = {"at_least": "≥", "about": "~"}.get(figure.qualifier, "")
    return f"{mark}{point.value:,}"
