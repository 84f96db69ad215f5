"""The parser's one path from a document to its narratives: read `parse_document` first."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from tipdiff.collector import makes_no_cycles
from tipdiff.countries import find
from tipdiff.errors import NotANarrative, TooLarge
from tipdiff.model import Evidence, Narrative, Section, statements_at
from tipdiff.parse.checks import warnings_of
from tipdiff.parse.decode import decode, tidy
from tipdiff.parse.extract import extract, looks_like_html
from tipdiff.parse.facts import country_of, edition_of, refuse, series_of, told_edition
from tipdiff.parse.figures import read_figures
from tipdiff.parse.grades import GRADED, grade_of
from tipdiff.parse.headings import find_headings
from tipdiff.parse.openings import find_verdict, is_special_case, judged_in, opening_of
from tipdiff.parse.outline import outlined
from tipdiff.parse.page import Page
from tipdiff.parse.recommendations import items_in
from tipdiff.parse.repair import repair
from tipdiff.parse.roles import roles_of
from tipdiff.parse.sections import draft_sections, with_front
from tipdiff.parse.sentences import lines_in, sentences_in
from tipdiff.parse.split import count_titles, split
from tipdiff.parse.tier import TierReading, read_tier, tier_in
from tipdiff.series import DEFAULT
from tipdiff.series import find as find_series
from tipdiff.sources import SAVED_FILE, layout_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipdiff.layout import Layout
    from tipdiff.model import Country, Grade, Role, SectionKind, SeriesName
    from tipdiff.parse.edits import Repaired
    from tipdiff.parse.headings import Headed
    from tipdiff.parse.sections import Draft
    from tipdiff.parse.split import Part
    from tipdiff.tables.series import Series

PARSER_VERSION = 5
"""Rises with every change of what the parser makes of a document."""

_UNRATED = TierReading(tier=None, move="unstated", waiver=False)
"""Of a series without tiers."""
_SIGNS = 2
"""A text without title and verdict is a narrative by as many of the report's headings."""
_LONGEST = 3_000_000
_LARGEST = 6_000_000
"""Characters of a web page: the tree of a larger one would take hundreds of megabytes."""
_DATA = re.compile(r"(?i)\bdata:[\w.+-]+/[\w.+-]+;base64,[\w+/=%]+")
"""Pictures that a browser wrote into a saved page."""
_BEGINNING = 1500
"""Characters within which a special case is called one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the caller says of a document; it goes before what the document says."""

    name: str = ""
    edition: int | None = None
    country: str | None = None
    source: str | None = None
    series: SeriesName | None = None

    @property
    def where(self) -> str:
        """How an error names the document."""
        return self.name or "the document"


@makes_no_cycles
def parse_document(
    data: bytes,
    *,
    name: str = "",
    content_type: str | None = None,
    edition: int | None = None,
    country: str | None = None,
    source: str | None = None,
    series: SeriesName | None = None,
) -> tuple[Narrative, ...]:
    """The narratives in a document: one, or several on a page of many countries.

    :param name: the file's name or path, in which country and edition may stand
    :raises DocumentError: with one line that says why there is none, or what to say of it
    """
    text = decode(data, name=name, content_type=content_type)
    given = Given(name=name, edition=edition, country=country, source=source, series=series)
    page = _page(text, source, given.where, html=looks_like_html(text, content_type))
    evidence = Evidence(
        sha256=hashlib.sha256(data).hexdigest(), source="", claimed_url=page.claimed_url
    )
    return tuple(
        replace(with_figures(n), evidence=replace(evidence, source=n.source))
        for n in _narratives(page, given)
    )


def with_figures(narrative: Narrative) -> Narrative:
    """The narrative with its national totals, which no comparison needs and which take their time.

    `parse_document` reads them; after `parse_text`, call this.
    """
    if not find_series(narrative.series).counted:
        return narrative
    return replace(narrative, figures=read_figures(narrative.sections, narrative.edition))


@makes_no_cycles
def parse_text(
    text: str,
    *,
    edition: int | None = None,
    country: str | None = None,
    source: str | None = None,
    series: SeriesName | None = None,
) -> Narrative:
    """The narrative in a text, but for its figures (`with_figures` adds them).

    Of a text with several narratives, the one of the country given.

    :raises DocumentError: with one line that says why there is none, or what to say of it
    """
    text = tidy(text)
    given = Given(edition=edition, country=country, source=source, series=series)
    page = _page(text, source, given.where, html=looks_like_html(text))
    found = _narratives(page, given)
    if len(found) > 1:
        names = ", ".join(narrative.country.name for narrative in found[:4])
        raise NotANarrative(
            f"the text holds {len(found)} narratives ({names} ...); say which with country"
        )
    return found[0]


def _page(text: str, source: str | None, where: str, *, html: bool) -> Page:
    if html:
        if len(text) > _LARGEST:
            _check_size(_DATA.sub("", text), where, _LARGEST, "markup")
        return extract(text, source)
    return Page(text=text, layout=layout_of(source, text))


def _check_size(text: str, where: str, most: int, what: str) -> None:
    if len(text) > most:
        raise TooLarge(
            f"{where} holds {len(text) / 1e6:.0f} million characters of {what}; the pages with the "
            "most countries had less than two"
        )


def _narratives(page: Page, given: Given) -> tuple[Narrative, ...]:
    """The narratives of a page; those of one country if it is given."""
    _check_size(page.text, given.where, _LONGEST, "text")
    repaired = repair(page.text)
    parts = split(repaired.text, page.layout, html=page.html)
    if parts[0].title is None:
        refuse(page, given.where, titles=count_titles(repaired.text))
    if len(parts) > 1 and given.country is not None:
        wanted = find(given.country)
        parts = tuple(part for part in parts if part.country == wanted)
        if not parts:
            raise NotANarrative(f"{given.where} holds several narratives, none of {wanted.name}")
    return tuple(_narrative(page, repaired, part, given) for part in parts)


def _narrative(page: Page, repaired: Repaired, part: Part, given: Given) -> Narrative:
    """One narrative: its facts, its sections, and what they say."""
    text = repaired.text
    marked = [(repaired.place(start), repaired.place(end)) for start, end in page.headings]
    headings = find_headings(text, part.body, part.tail, marked)
    series, doubts = _series(page, part, headings, given)
    if series.topics:
        body = (part.body, part.tail)
        headings = outlined(text, body, headings, series, marked=bool(marked))
    _demand_narrative(text, part, headings, given)
    country, warnings = _country(page, part, given)
    edition, more = _edition(page, part, given)
    warnings += (*doubts, *_check_alone(text, part, given.where), *more)
    special = not series.rated or _is_special(text, part, headings)
    expected = () if special else _expected(edition)
    drafts = draft_sections(
        text,
        (part.body, part.tail),
        headings,
        expected,
        profile_first=edition < _first_with_profile_last(),
        sister=not series.rated,
    )
    sections = tuple(_section(text, draft) for draft in with_front(text, part, drafts))
    missing = _missing(page.layout, series, sections, expected)
    reading = read_tier(part.title, sentences_of(sections, "summary")) if series.rated else _UNRATED
    return Narrative(
        country=country,
        edition=edition,
        source=given.source or (page.layout.name if page.layout else SAVED_FILE),
        sections=sections,
        series=series.name,
        tier=reading.tier,
        tier_move=reading.move,
        waiver=reading.waiver,
        partial=bool(missing),
        missing=missing,
        grades=_grades(sections) if series.rated else (),
        warnings=(
            *warnings,
            *reading.warnings,
            *warnings_of(sections, expected, missing, edition),
        ),
        repairs=repaired.within(part.start, part.end),
        parser_version=PARSER_VERSION,
    )


def _series(
    page: Page, part: Part, headings: Sequence[Headed], given: Given
) -> tuple[Series, tuple[str, ...]]:
    """The series, and a warning where the document is of another than was given."""
    told = DEFAULT if part.title is not None else series_of(page, headings)
    name = given.series or told or DEFAULT
    if told in (None, name):
        return find_series(name), ()
    return find_series(name), (f"series: the document looks like {told}, but {name} was given",)


def _demand_narrative(text: str, part: Part, headings: Sequence[Headed], given: Given) -> None:
    """Raise NotANarrative unless title, verdict, headings or openings show that it is one."""
    least = 1 if given.series is not None else _SIGNS
    if part.title is not None or find_verdict(text, part.body, part.tail) is not None:
        return
    known_rows = sum(heading.row not in ("markup", "capitals") for heading in headings)
    lines = lines_in(text, part.body, part.tail)
    openings = (line for line in lines if opening_of(text[slice(*line)]) is not None)
    if known_rows + len(list(islice(openings, max(0, least - known_rows)))) < least:
        raise NotANarrative(
            f"{given.where} is no narrative: it has no title with a tier, no verdict on "
            "the minimum standards, and none of its sections"
        )


def _check_alone(text: str, part: Part, where: str) -> tuple[str, ...]:
    """A warning where a narrative has the verdicts on several countries: one lost its title.

    Raises NotANarrative where it has no title of its own either.
    """
    judged = judged_in(text[part.body : part.tail])
    if len(judged) < _SIGNS:
        return ()
    names = ", ".join(country.name for country in judged[:4])
    if part.title is None and part.country is None:
        raise NotANarrative(
            f"{where} holds several narratives ({names}), and where each begins cannot be told; "
            "save each in a file of its own"
        )
    return (f"country: there are verdicts on several ({names}); compare with the source",)


def _country(page: Page, part: Part, given: Given) -> tuple[Country, tuple[str, ...]]:
    """The country, and a warning where the title names another than was given."""
    if given.country is None and part.country is not None:
        return part.country, ()
    country = country_of(page, part.preface, given.name, given.country)
    if part.country in (None, country):
        return country, ()
    return country, (f'country: the title is "{part.title}", but {country.name} was given',)


def _edition(page: Page, part: Part, given: Given) -> tuple[int, tuple[str, ...]]:
    """The edition, and a warning where the document says another than was given."""
    edition = edition_of(page, part.preface, given.name, given.edition)
    told = told_edition(page, part.preface)
    if told in (None, edition):
        return edition, ()
    return edition, (f"edition: the document says {told}, but {edition} was given",)


def _is_special(text: str, part: Part, headings: Sequence[Headed]) -> bool:
    """Whether the narrative is of a special case, which has no fixed sections."""
    if {"scope", "government_efforts"} <= {heading.kind for heading in headings}:
        return True
    if part.title is not None and tier_in(part.title) == "special":
        return True
    return is_special_case(text[part.body : part.tail][:_BEGINNING])


def _missing(
    layout: Layout | None,
    series: Series,
    sections: Sequence[Section],
    expected: Sequence[SectionKind],
) -> tuple[SectionKind, ...]:
    """What the source is known to leave out, and left out; all that a part of a report lacks."""
    kinds = {section.kind for section in sections}
    if 2 * len(kinds.intersection(series.always)) < len(series.always):
        return tuple(topic.kind for topic in series.topics if topic.kind not in kinds)
    return tuple(k for k in (layout.missing if layout else ()) if k in expected and k not in kinds)


def _section(text: str, draft: Draft) -> Section:
    """A section with its statements cut, and the role of each."""
    if draft.front:
        return Section(kind=draft.kind, text=text[draft.start : draft.end], heading=draft.heading)
    cut = items_in if draft.kind == "recommendations" else sentences_in
    spans = list(cut(text, draft.body, draft.end))
    roles = _roles(draft.kind, [text[start:end] for start, end in spans])
    ranked = draft.kind == "recommendations"
    own, begin = text[draft.start : draft.end], draft.start
    statements = statements_at(
        own,
        (
            (start - begin, end - begin, role, number if ranked else None)
            for number, ((start, end), role) in enumerate(zip(spans, roles, strict=True), start=1)
        ),
    )
    return Section(kind=draft.kind, text=own, heading=draft.heading, statements=statements)


def _grades(sections: Sequence[Section]) -> tuple[tuple[SectionKind, Grade], ...]:
    return tuple((kind, grade_of(sentences_of(sections, kind), kind)) for kind in GRADED)


def _roles(kind: SectionKind, sentences: Sequence[str]) -> tuple[Role, ...]:
    if kind == "summary":
        return roles_of(sentences)
    return ("recommendation" if kind == "recommendations" else kind,) * len(sentences)


def sentences_of(sections: Sequence[Section], kind: SectionKind) -> list[str]:
    """The texts of all statements of a kind of section."""
    return [s.text for section in sections if section.kind == kind for s in section.statements]


@cache
def _expected(edition: int) -> tuple[SectionKind, ...]:
    from tipdiff.tables.headings import EXPECTED

    return next((row.kinds for row in EXPECTED if row.first <= edition <= row.last), ())


def _first_with_profile_last() -> int:
    from tipdiff.tables.headings import FIRST_WITH_PROFILE_LAST

    return FIRST_WITH_PROFILE_LAST
