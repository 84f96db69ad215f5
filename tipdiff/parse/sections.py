"""Sections of one narrative: by their headings, and where these are lost by what they say.

The spans of the sections cover the text from its first to its last character.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from tipdiff.tables.headings import CONTENT, HEADINGS, IMPERATIVES, RUN_IN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipdiff.model import SectionKind
    from tipdiff.parse.title import Title

LEAST_IMPERATIVES = 3
"""Sentences beginning with a bare infinitive that make a paragraph a list of recommendations;
format reference, section 5."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of the text with its kind; `body` is where its heading's line has ended."""

    kind: SectionKind
    start: int
    body: int
    end: int
    heading: str | None = None


def parts_of(text: str, title: Title | None) -> list[Part]:
    """The parts of a narrative, in reading order, from the first character to the last."""
    marks = [*_title_parts(title), *_headed(text, title.end if title else 0)]
    first = marks[0].start if marks else len(text)
    lead = [Part(kind="other", start=0, body=0, end=first)] if first else []
    ends = [mark.start for mark in marks[1:]] + [len(text)]
    parts = [*lead, *(replace(mark, end=end) for mark, end in zip(marks, ends, strict=True))]
    headed = frozenset(part.kind for part in marks if part.kind != "other")
    return [piece for part in parts for piece in _told_apart(text, part, headed)]


def _title_parts(title: Title | None) -> Iterator[Part]:
    if title:
        yield Part(kind="other", start=title.start, body=title.end, end=0, heading=title.text)


def _headed(text: str, start: int) -> Iterator[Part]:
    for match in _headings().finditer(text, start):
        name = match.lastgroup or ""
        table = HEADINGS if name[0] == "h" else RUN_IN
        yield Part(
            kind=table[int(name[1:])].kind,
            start=match.start(name),
            body=match.end(name),
            end=0,
            heading=match[name].strip(),
        )


def _told_apart(text: str, part: Part, headed: frozenset[SectionKind]) -> Iterator[Part]:
    """A part, cut where a paragraph says that it belongs to a section without a heading.

    What follows the title is the summary unless it says otherwise; what stands before the title,
    and what stands under a heading where no heading is lost, is not looked into.
    """
    titled = part.kind == "other" and part.heading is not None
    if not titled and (part.kind == "other" or headed >= _P_SECTIONS):
        yield part
        return
    if titled:
        yield replace(part, end=part.body)
    begun = replace(part, kind="summary", start=part.body, heading=None) if titled else part
    for n, (start, _) in enumerate(_paragraphs(text, part.body, part.end)):
        said = _said(text[start : start + _HEAD], headed) or begun.kind
        if said != begun.kind and n:
            yield replace(begun, end=start)
            begun = Part(kind=said, start=start, body=start, end=part.end)
        else:
            begun = replace(begun, kind=said)
    if begun.start < begun.end:
        yield begun


def is_verdict(text: str) -> bool:
    """Whether the text holds a verdict on the minimum standards."""
    return any(kind == "summary" and pattern.search(text) for kind, pattern in _content())


def _said(paragraph: str, headed: frozenset[SectionKind]) -> SectionKind | None:
    """The kind of section a paragraph must belong to, by what it says."""
    for kind, pattern in _content():
        if kind not in headed and pattern.search(paragraph):
            return kind
    if "recommendations" not in headed and _is_imperative(paragraph):
        return "recommendations"
    return None


def _is_imperative(paragraph: str) -> bool:
    words = re.findall(r"(?:^|[.;•*]\s*|\n)([A-Za-z]+)", paragraph)
    hits = sum(word.lower() in IMPERATIVES for word in words)
    return hits >= LEAST_IMPERATIVES and hits * 3 >= len(words) * 2


def _paragraphs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pattern = re.compile(r"\S[^\n]*(?:\n(?!\s*\n)[^\n]+)*")
    return [match.span() for match in pattern.finditer(text, start, end)]


_HEAD = 1_200
"""Characters of a paragraph in which it must say what it belongs to."""

_P_SECTIONS: frozenset[SectionKind] = frozenset({"prosecution", "protection", "prevention"})


@cache
def _content() -> tuple[tuple[SectionKind, re.Pattern[str]], ...]:
    return tuple((row.kind, re.compile(row.pattern)) for row in CONTENT)


@cache
def _headings() -> re.Pattern[str]:
    """All headings in one pattern; the group's name tells the table and the row."""
    lines = "|".join(f"(?P<h{n}>(?i:{row.pattern}):?)" for n, row in enumerate(HEADINGS))
    run_in = "|".join(f"(?P<r{n}>{row.pattern})" for n, row in enumerate(RUN_IN))
    return re.compile(rf"^[^\S\n]*(?:(?:{lines})[^\S\n]*$|{run_in})", re.MULTILINE)
