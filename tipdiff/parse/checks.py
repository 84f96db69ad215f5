"""Warnings of a narrative: only what is true, and only what a reader must know before quoting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipdiff.parse.repair import noise_left
from tipdiff.tables.lost_fl import words_without_fl

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tipdiff.model import Section, SectionKind

_FEW, _MANY = 3, 40
"""Recommendations: fewer or more were not seen in any edition (format reference, section 10)."""


def warnings_of(
    sections: Sequence[Section],
    expected: Sequence[SectionKind],
    missing: Sequence[SectionKind],
    edition: int,
) -> Iterator[str]:
    """What is not as it should be in the layout and the text of a narrative."""
    kinds = [section.kind for section in sections]
    lost = [kind for kind in expected if kind not in kinds and kind not in missing]
    if lost:
        yield f"layout: no {_listed(lost)} found, which the {edition} edition has elsewhere"
    for section in sections:
        joined = [kind for kind in lost if kind in (section.heading or "").lower()]
        if joined and section.kind != "other":
            yield f'layout: "{section.heading}" heads several sections; all is {section.kind}'
    items = sum(len(s.statements) for s in sections if s.kind == "recommendations")
    if "recommendations" in kinds and not _FEW <= items <= _MANY:
        yield f"layout: {items} recommendations found, where {_FEW} to {_MANY} are usual"
    text = "".join(section.text for section in sections)
    noise = noise_left(text)
    if noise:
        yield f"noise: {', '.join(noise)} is left in the text; compare with the source"
    damaged = words_without_fl(text)
    if damaged:
        yield f"noise: the source prints ft for fl in {', '.join(damaged)}; mind it when you quote"


def _listed(kinds: Sequence[SectionKind]) -> str:
    names = [kind.replace("_", " ") for kind in kinds]
    return f"{', '.join(names)} section{'s' if len(names) > 1 else ''}"
