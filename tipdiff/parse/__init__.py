"""Stage 3: a document becomes narratives, with sections, statements, and what they mean.

bytes --decode--> page --extract--> text --repair--> titles --> sections --> statements
    --> roles, tier, grades, figures
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipdiff.errors import NotANarrative
from tipdiff.model import Narrative, Section, Statement
from tipdiff.parse.decode import decode
from tipdiff.parse.extract import Page, extract
from tipdiff.parse.grades import grade_of
from tipdiff.parse.identify import find_country, find_edition
from tipdiff.parse.recommendations import item_spans
from tipdiff.parse.repair import repair
from tipdiff.parse.roles import roles_of
from tipdiff.parse.sections import Part, is_verdict, parts_of
from tipdiff.parse.sentences import Span, sentence_spans
from tipdiff.parse.tier import read_tier
from tipdiff.parse.title import titles
from tipdiff.sources import layout_of, recognise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tipdiff.model import SectionKind

PARSER_VERSION = 1
"""Raised whenever the same bytes would be read differently; a re-parse is never a change."""

_GRADED: tuple[SectionKind, ...] = ("prosecution", "protection", "prevention")


def parse_text(
    text: str, *, edition: int | None = None, country: str | None = None, source: str | None = None
) -> Narrative:
    """Read one narrative from its text.

    Edition, country and source are found in the text where they are not given; DocumentError says
    what to give where they are not.
    """
    page = Page(text, layout_of(source) if source else recognise((), text[:3000]))
    return next(iter(_narratives(page, "the text", edition, country)))


def parse_document(
    data: bytes,
    *,
    name: str = "",
    content_type: str | None = None,
    edition: int | None = None,
    country: str | None = None,
    source: str | None = None,
) -> tuple[Narrative, ...]:
    """Read the narratives of a document: one, or several of a page with many countries.

    Raises NotText, or NotANarrative where it is a text that holds none.
    """
    decoded = decode(data, name, content_type)
    if decoded.is_html:
        page = extract(decoded.text, source)
    else:
        layout = layout_of(source) if source else recognise((), decoded.text[:3000])
        page = Page(decoded.text, layout)
    if not (titles(page.text) or is_verdict(page.text)):
        raise NotANarrative(
            f"{name} holds no narrative: neither a tier nor a verdict on the minimum standards; "
            "save the country's own page"
        )
    return _narratives(page, name, edition, country)


def _narratives(
    page: Page, name: str, edition: int | None, country: str | None
) -> tuple[Narrative, ...]:
    text, repairs = repair(page.text)
    title = next(iter(titles(text)), None)
    named = title.country if title and country is None else find_country(page, name, country)
    sections = tuple(_section(text, part) for part in parts_of(text, title))
    reading = read_tier(title.text if title else None, _texts(sections, "summary"))
    narrative = Narrative(
        country=named,
        edition=find_edition(page, name, edition),
        source=page.layout.name,
        sections=sections,
        tier=reading.tier,
        tier_move=reading.move,
        waiver=reading.waiver,
        partial=bool(page.layout.missing),
        missing=page.layout.missing,
        grades=tuple((kind, grade_of(_texts(sections, kind), kind)) for kind in _GRADED),
        warnings=reading.warnings,
        repairs=repairs,
        parser_version=PARSER_VERSION,
    )
    return (narrative,)


def _texts(sections: Iterable[Section], kind: SectionKind) -> list[str]:
    return [s.text for section in sections if section.kind == kind for s in section.statements]


def _section(text: str, part: Part) -> Section:
    spans = _spans(text, part)
    roles = roles_of([text[a:b] for a, b in spans]) if part.kind == "summary" else ()
    ranked = part.kind == "recommendations"
    statements = tuple(
        Statement(
            text=text[a:b],
            start=a - part.start,
            end=b - part.start,
            role=roles[n] if roles else "recommendation" if ranked else part.kind,
            rank=n + 1 if ranked else None,
        )
        for n, (a, b) in enumerate(spans)
    )
    whole = text[part.start : part.end]
    return Section(kind=part.kind, text=whole, heading=part.heading, statements=statements)


def _spans(text: str, part: Part) -> list[Span]:
    if part.kind == "other":
        return []
    if part.kind == "recommendations":
        return item_spans(text, part.body, part.end)
    return sentence_spans(text, part.body, part.end)
