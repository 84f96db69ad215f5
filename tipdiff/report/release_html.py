"""The table of an edition as one self-contained page; a page of each country stands beside it.

It is complete without its script, which only sorts: the page's own policy lets nothing else run.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from tipdiff import __version__
from tipdiff.release import RANKED
from tipdiff.report.excerpt import first_words, last_words
from tipdiff.report.html import TEMPLATES, environment
from tipdiff.report.release_names import (
    KINDS,
    growth,
    numbers,
    state,
    subtitle,
    summary,
    tiers,
    title,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipdiff.model import Country
    from tipdiff.release import Release, Row, Told
    from tipdiff.template_changes import SharedEdit

INDEX = "index.html"
ROOM = 44
"""Characters of a quote in the table: a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row ready to be drawn."""

    row: Row
    page: str
    """Address of the country's page; empty where there is none."""
    tiers: str
    tier_order: int
    """For sorting: the tier now, the worst last."""
    growth: str
    state: str
    numbers: tuple[tuple[int, int], ...]
    """For every kind the number and the weight."""
    top: tuple[tuple[Told, str], ...]
    """The most significant changes, each with some words of its quote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edits:
    """Shared edits under one heading."""

    heading: str
    anchor: str
    says: str
    edits: tuple[SharedEdit, ...]


def page_name(country: Country) -> str:
    """The file of a country's page: from the table of countries, never from a document."""
    from tipdiff import countries

    return f"{countries.find(country.iso3).slug}.html"


def render_index(release: Release, folder: str = "") -> str:
    """The page of the table; the countries' pages are beside it, or in that folder."""
    script = _script()
    page = environment().get_template("release.html.j2")
    text = page.render(
        version=__version__,
        title=title(release),
        subtitle=subtitle(release),
        summary=summary(release),
        edition=release.wish.edition,
        against=release.wish.against,
        rated=release.rated,
        kinds=[name for kind, name in KINDS.items() if release.rated or kind != "headline"],
        lines=[_line(row, folder, rated=release.rated) for row in release.rows],
        script=_safe(script),
        script_digest=b64encode(sha256(script.encode()).digest()).decode(),
        edits=[each for each in _edits(release) if each.edits],
        pages={country.iso3: folder + page_name(country) for country in _with_pages(release)},
    )
    return text + "\n"


def _with_pages(release: Release) -> list[Country]:
    return [row.country for row in release.compared]


def _safe(script: str) -> Any:
    from markupsafe import Markup

    return Markup(script)  # noqa: S704 - it is the template's own script


@cache
def _script() -> str:
    return (TEMPLATES / "release.js").read_text(encoding="utf-8")


def _line(row: Row, folder: str, *, rated: bool) -> Line:
    return Line(
        row=row,
        page=folder + page_name(row.country) if row.compared else "",
        tiers=tiers(row),
        tier_order=RANKED.index(row.tier) if row.tier in RANKED else len(RANKED),
        growth=growth(row),
        state=state(row),
        numbers=tuple(
            (number, weight) for kind, number, weight in numbers(row) if rated or kind != "headline"
        ),
        top=tuple((told, _words(told)) for told in (row.compared.top if row.compared else ())),
    )


def _words(told: Told) -> str:
    """As much of the quote as there is room for: a tier is named at the end of its sentence."""
    return (last_words if told.kind == "headline" else first_words)(told.quote, ROOM)


def _edits(release: Release) -> Sequence[Edits]:
    return (
        Edits(
            heading="Wording of the edition",
            anchor="wording",
            says="So many countries have these edits that they are how the edition is written: "
            "they count as no change of any country.",
            edits=tuple(edit for edit in release.edits if edit.template),
        ),
        Edits(
            heading="The same edit in several countries",
            anchor="same-edits",
            says="These stay changes of each country; they are only told here once more.",
            edits=tuple(edit for edit in release.edits if not edit.template),
        ),
    )
