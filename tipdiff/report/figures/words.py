"""How figures, and checks of figures, are told in words; the same in every form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipdiff.report.names import place_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tipdiff.figures import Check, Claim, FigureSeries, Point
    from tipdiff.model import Figure, Measure

TITLES: dict[Measure, str] = {
    "investigations": "Investigations",
    "prosecutions": "Prosecutions",
    "convictions": "Convictions",
    "victims_identified": "Victims identified",
}
QUALIFIERS = {"exact": "", "at_least": "at least ", "about": "about ", "none_reported": ""}
TOLD = {
    "stated": "",
    "not reported": "not reported",
    "not stated": "no total stated",
    "not comparable": "not comparable: the copy lacks the section",
    "missing": "the archive lacks the edition of {}",
}
"""What is told of a year without a number."""


def figure_text(figure: Figure) -> str:
    """`at least 80 persons`; a period that is no plain year is named."""
    if figure.value is None:
        return TOLD["not reported"]
    unit = "" if figure.unit == "unspecified" else f" {figure.unit}"
    span = "" if figure.period.isdigit() else f" ({figure.period})"
    return f"{QUALIFIERS[figure.qualifier]}{figure.value:,}{unit}{span}"


def point_text(point: Point) -> str:
    """What the year's own edition says."""
    if point.state == "stated":
        return ", ".join(dict.fromkeys(figure_text(claim.figure) for claim in point.current))
    return TOLD[point.state].format(point.edition)


def later_text(point: Point) -> str:
    """What later editions say of the year: `121 in 2019`."""
    return ", ".join(f"{figure_text(c.figure)} in {c.edition}" for c in point.restated)


def notable(checks: Iterable[Check]) -> list[Check]:
    """What a reader must know before quoting: numbers that were restated, or came later."""
    return [check for check in checks if check.verdict in ("restated", "reported later")]


def check_title(check: Check) -> str:
    """`Victims identified in 2017: 118 persons in 2018, restated as 121 in 2019`."""
    then, later = figure_text(check.then.figure), figure_text(check.later.figure)
    return (
        f"{TITLES[check.measure]} of {check.year}: {then} in the {check.then.edition} edition, "
        f"{check.verdict} as {later} in {check.later.edition}"
    ).replace("reported later as", "but")


def quotes(series: FigureSeries, check: Check) -> Iterator[tuple[int, str, str]]:
    """Edition, place and words of both sides."""
    editions = {narrative.edition: narrative for narrative in series.narratives}
    for claim in (check.then, check.later):
        narrative = editions[claim.edition]
        where = place_name(narrative, claim.place) if claim.place else "the narrative"
        yield claim.edition, where, _words(series, claim)


def _words(series: FigureSeries, claim: Claim) -> str:
    """The statement, or the words of the figure where it is in no single one."""
    editions = {narrative.edition: narrative for narrative in series.narratives}
    if claim.place is None:
        return claim.figure.evidence
    return editions[claim.edition].statement(claim.place).text
