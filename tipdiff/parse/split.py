"""Where the narratives of a document begin and end, and what of them is title and front matter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from tipdiff.countries import known
from tipdiff.parse.headings import Titled, find_bare_titles, find_titles
from tipdiff.parse.openings import find_verdict, opening_of
from tipdiff.parse.sentences import lines_in
from tipdiff.sources import any_of, layouts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipdiff.layout import Layout
    from tipdiff.model import Country

_LEAST = 120
"""Characters: a title with less text below it is an entry of a list."""
_PARAGRAPH = 60
"""Characters: a line of a narrative's text is longer, a line of front matter mostly not."""
_NAME = re.compile(r"[^\W\d_][^\n.:;()|]{2,50}?(?=\s*$|\s+(?:is|are|remains?|continues)\s)", re.M)
"""What may be the name of a country at the beginning of a line: all of it, or before its verb."""
_BARE = 1200
"""Characters below a bare name within which its text must speak of a special case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One narrative's place in a document; its text begins at `body` and ends at `tail`."""

    start: int
    body: int
    tail: int
    end: int
    country: Country | None = None
    title: str | None = None
    preface: str = ""
    """What stands before the narrative's text, title included."""


def split(text: str, layout: Layout | None, *, html: bool) -> tuple[Part, ...]:
    """The narratives of a document: one for each title with a text below it, else one in all."""
    titles = _with_text(text, _titles(text)) or _special_cases(text) or _lost_titles(text)
    if not titles:
        return (_untitled(text, layout),)
    starts = [title.start for title in titles]
    if len(titles) == 1 and not html:
        starts = [0]
    ends = [*starts[1:], len(text)]
    return tuple(
        _titled(text, title, (titles[0].start, start, end), layout, html=html)
        for title, start, end in zip(titles, starts, ends, strict=True)
    )


def count_titles(text: str) -> int:
    """How many titles a document has, with or without a text below them."""
    return len(_titles(text))


@lru_cache(maxsize=1)
def _titles(text: str) -> tuple[Titled, ...]:
    """The titles of a text, which are looked for once where none has a text below it."""
    return tuple(find_titles(text))


def _with_text(text: str, titles: Sequence[Titled]) -> list[Titled]:
    """The titles that a text follows; of a country's several in a row, the one before its text."""
    kept: list[Titled] = []
    ends = [*(title.start for title in titles[1:]), len(text)]
    for title, end in zip(titles, ends, strict=False):
        if end - title.end < _LEAST:
            continue
        if kept and kept[-1].country == title.country:
            continue
        kept.append(title)
    return kept


def _special_cases(text: str) -> list[Titled]:
    """Bare names in capitals whose text speaks of a special case (pages of 2004 to 2008)."""
    titles = _with_text(text, find_bare_titles(text))
    if not any(re.search(r"special case", text[t.end : t.end + _BARE], re.I) for t in titles):
        return []
    return titles


def _lost_titles(text: str) -> list[Titled]:
    """Where narratives begin on a page of many countries whose titles are lost (pages of 2005).

    Each begins with its bare name or with its profile, and has its own verdict.
    """
    titles: list[Titled] = []
    if find_verdict(text) is None:
        return []
    for first, last in lines_in(text, 0, len(text)):
        title = _begun(text, first, last)
        if title is None:
            continue
        above = titles[-1] if titles else None
        if above and above.country == title.country and _verdict_in(text, above, first) is None:
            continue
        titles.append(title)
    ends = [*(title.start for title in titles[1:]), len(text)]
    whole = [t for t, end in zip(titles, ends, strict=False) if _verdict_in(text, t, end)]
    return whole if len({title.country for title in whole}) > 1 else []


def _begun(text: str, first: int, last: int) -> Titled | None:
    """The country whose narrative a line may begin; as a title without words, at its profile."""
    name = _NAME.match(text, first, last)
    country = known(name.group().strip()) if name else None
    if country is None or name is None:
        return None
    if name.end() == last:
        return Titled(country=country, text=text[first:last], start=first, end=last)
    if opening_of(text[first:last]) != "profile":
        return None
    return Titled(country=country, text="", start=first, end=first)


def _verdict_in(text: str, title: Titled, end: int) -> int | None:
    return find_verdict(text, title.end, end)


def _titled(
    text: str, title: Titled, places: tuple[int, int, int], layout: Layout | None, *, html: bool
) -> Part:
    """A narrative with a title; the places are those of the first title, its begin, its end."""
    head, start, end = places
    body = _after_front(text, title.end, end, layout)
    tail = _tail(text, body, end, layout)
    return Part(
        start=start,
        body=body,
        tail=tail,
        end=tail if html else end,
        country=title.country,
        title=title.text.strip() or None,
        preface=f"{text[:head]}\n{text[start:body]}",
    )


def _untitled(text: str, layout: Layout | None) -> Part:
    """A document whose title is lost: what is short or known as front matter stands before it."""
    body = _after_front(text, 0, len(text), layout)
    for first, last in lines_in(text, body, len(text)):
        if first < body:
            continue  # the value of a label above it: Cite as / United States Department of State
        after = _after_front(text, first, len(text), layout)
        if after == first and (last - first >= _PARAGRAPH or _is_headed(text[first:last])):
            body = first
            break
        body = max(after, body)
    tail = _tail(text, body, len(text), layout)
    return Part(start=0, body=body, tail=tail, end=len(text), preface=text[:body])


def _is_headed(line: str) -> bool:
    from tipdiff.parse.headings import find_headings

    return bool(find_headings(line, 0, len(line), ()))


def _after_front(text: str, start: int, end: int, layout: Layout | None) -> int:
    """The place after all front matter that stands at a place."""
    patterns = layout.front if layout else tuple(p for each in layouts() for p in each.front)
    front = any_of(patterns)
    place = start
    while place < end:
        first = place + len(text[place:end]) - len(text[place:end].lstrip())
        found = front.match(text, first, end)
        if found is None or not found.group():
            break
        place = found.end()
    return place


def _tail(text: str, start: int, end: int, layout: Layout | None) -> int:
    """Where what follows the narrative begins."""
    if layout is None or not layout.tail:
        return end
    tail = re.compile(rf"(?m)\n(?:{any_of(layout.tail).pattern})", re.IGNORECASE)
    # With a line end before the text, a line begins where its pattern is found.
    found = tail.search("\n" + text, start, end + 1)
    return found.start() if found and find_verdict(text, found.start(), end) is None else end
