"""Figures as CSV, a row a claim, and as JSON: schema "tipdiff.figures/1"."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from tipdiff import __version__
from tipdiff.report.figures.words import quotes
from tipdiff.report.history.csv import table
from tipdiff.report.history.json import edition_to_dict, to_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipdiff.figures import Check, Claim, FigureSeries, Point

SCHEMA = "tipdiff.figures/1"
_COLUMNS = (
    *("measure", "year", "told", "state", "edition"),
    *("value", "unit", "qualifier", "period", "words"),
)


def render_csv(series: FigureSeries) -> str:
    """A row for each claim of each edition; for a year without one, a row that says why."""
    rows = (row for points in series.points.values() for point in points for row in _rows(point))
    return table(_COLUMNS, rows)


def render_json(series: FigureSeries) -> str:
    """The series, every check, and the evidence of each edition."""
    newest = series.narratives[-1]
    data = {
        "schema": SCHEMA,
        "tipdiff": __version__,
        "series": newest.series,
        "country": asdict(newest.country),
        "editions": [edition_to_dict(narrative) for narrative in series.narratives],
        "measures": {
            measure: [_point(point) for point in points]
            for measure, points in series.points.items()
        },
        "checks": [_check(series, check) for check in series.checks],
    }
    return to_json(data)


def _rows(point: Point) -> Iterator[dict[str, Any]]:
    row = {"measure": point.measure, "year": point.year}
    if not point.current:
        yield {**row, "told": "current", "state": point.state, **_columns(None, point.edition)}
    for told, claims in (("current", point.current), ("restated", point.restated)):
        for claim in claims:
            state = "stated" if claim.is_number else "not reported"
            yield {**row, "told": told, "state": state, **_columns(claim, claim.edition)}


def _columns(claim: Claim | None, edition: int) -> dict[str, Any]:
    figure = claim.figure if claim else None
    return {
        "edition": edition,
        "value": "" if figure is None or figure.value is None else figure.value,
        "unit": figure.unit if figure else "",
        "qualifier": figure.qualifier if figure else "",
        "period": figure.period if figure else "",
        "words": figure.evidence if figure else "",
    }


def _point(point: Point) -> dict[str, Any]:
    return {
        "year": point.year,
        "edition": point.edition,
        "state": point.state,
        "current": [_claim(claim) for claim in point.current],
        "restated": [_claim(claim) for claim in point.restated],
    }


def _claim(claim: Claim) -> dict[str, Any]:
    place = asdict(claim.place) if claim.place else None
    return {"edition": claim.edition, **asdict(claim.figure), "place": place}


def _check(series: FigureSeries, check: Check) -> dict[str, Any]:
    told = [
        {"edition": edition, "place": where, "text": words}
        for edition, where, words in quotes(series, check)
    ]
    return {
        "measure": check.measure,
        "year": check.year,
        "verdict": check.verdict,
        "then": check.then.figure.value,
        "later": check.later.figure.value,
        "quotes": told,
    }
