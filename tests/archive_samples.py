"""A made-up narrative and clock for the tests of archive and store; the country does not exist."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tipdiff.model import Country, Figure, Narrative, Repair, Section, Statement

if TYPE_CHECKING:
    from collections.abc import Callable

VELDONIA = Country(name="Veldonia", iso3="XVE", iso2="XV", slug="veldonia")
NORMARK = Country(name="Normark", iso3="XNM", iso2="XN", slug="normark")

_SUMMARY = "VELDONIA: Tier 2\nThe government of Veldonia convicted nine traffickers. “It did more.”"
_ADVICE = "RECOMMENDATIONS\nProsecute traffickers.\nTrain judges."


def clock(start: str = "2026-09-29T08:00:00") -> Callable[[], datetime]:
    """A clock that is one second later each time it is asked."""
    moment = datetime.fromisoformat(start).replace(tzinfo=UTC) - timedelta(seconds=1)

    def now() -> datetime:
        nonlocal moment
        moment += timedelta(seconds=1)
        return moment

    return now


def narrative(**changes: Any) -> Narrative:
    """The narrative of Veldonia in 2018, with other fields where they are named."""
    made = Narrative(
        country=VELDONIA,
        edition=2018,
        source="state_gov",
        sections=(
            Section(
                kind="summary",
                text=_SUMMARY,
                heading="VELDONIA: Tier 2",
                statements=(_statement(_SUMMARY, "The government of Veldonia", "achievement"),),
            ),
            Section(
                kind="recommendations",
                text=_ADVICE,
                heading="RECOMMENDATIONS",
                statements=(
                    _statement(_ADVICE, "Prosecute", "recommendation", rank=1),
                    _statement(_ADVICE, "Train", "recommendation", rank=2),
                ),
            ),
        ),
        tier="2",
        tier_move="upgraded",
        grades=(("prosecution", "increased"), ("protection", "maintained")),
        figures=(
            Figure(
                measure="convictions",
                period="2017",
                value=9,
                unit="persons",
                qualifier="exact",
                evidence="convicted nine traffickers",
            ),
        ),
        warnings=("the tier of the heading is not that of the verdict",),
        repairs=(Repair(rule="page header", start=17, before="165VELDONIA", after=""),),
        parser_version=1,
    )
    return replace(made, **changes)


def _statement(text: str, opening: str, role: str, rank: int | None = None) -> Statement:
    start = text.index(opening)
    end = text.index(".", start) + 1
    return Statement(text=text[start:end], start=start, end=end, role=role, rank=rank)
