"""Ends of lines: lines broken inside a sentence are joined, words broken at a hyphen healed.

A text whose lines are all short was broken to a width, and its paragraphs are what blank lines
part. In any other text a line break stands, unless the sentence plainly goes on.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from tipdiff.countries import known
from tipdiff.parse.edits import Edit
from tipdiff.parse.headings import is_heading, title_at
from tipdiff.parse.openings import is_advice
from tipdiff.parse.wrapped import WIDEST, breaks_of, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from tipdiff.parse.wrapped import Break

_NARROWEST = 60
"""Characters: a shorter line was not broken because it was full."""
_HYPHENATED = 0.3
"""Of the words broken at the ends of lines so many stand whole elsewhere, if print broke them."""
_BULLETS = tuple("•*·‣▪◦")
_PREFIXES = frozenset(
    "anti non re pre post co self semi multi sub inter intra counter cross ex mid short long well "
    "high low full part child victim government police state labor sex law".split()
)
"""First halves that keep their hyphen: anti-trafficking."""


def line_edits(text: str) -> Iterator[Edit]:
    """The edits that join what ends of lines broke."""
    breaks = re.search(r"\n(?<=[^\n].)[^\n]", text, re.DOTALL) is not None
    if breaks:
        yield from _broken_titles(text)
    yield from _broken_words(text)
    if breaks:
        yield from _broken_lines(text)


def _broken_titles(text: str) -> Iterator[Edit]:
    """Line breaks inside the name of a title: PAPUA NEW / GUINEA, which is no Guinea."""
    for match in _patterns()["broken title"].finditer(text):
        if known(f"{match['above']} {match['below']}"):
            start, end = match.span("gap")
            yield Edit(rule="broken heading", start=start, end=end, after=" ")


def _broken_words(text: str) -> Iterator[Edit]:
    """Words with a hyphen at the end of a line; none where it is unsure."""
    found = _patterns()["broken word"].finditer(text)
    matches = [m for m in found if not _patterns()["hung"].match(text, m.start("second"))]
    whole = set(_patterns()["whole word"].findall(text)) if matches else set()
    hyphens = [_hyphen(whole, _first_of(text, match), match["second"]) for match in matches]
    # Where few of the words stand whole elsewhere, lines were broken at the hyphens of compounds.
    kept = width_of(text) is not None and hyphens.count("") < _HYPHENATED * len(matches)
    for match, likely in zip(matches, hyphens, strict=True):
        hyphen = "-" if kept and "\n" in match["gap"] else likely
        if hyphen is not None:
            start, end = match.start(), match.start("second")
            yield Edit(rule="broken word", start=start, end=end, after=hyphen)


def _first_of(text: str, match: re.Match[str]) -> str:
    """The part of a broken word above its break."""
    first = _patterns()["last word"].search(text[max(0, match.start() - 40) : match.start()])
    return first.group() if first else ""


def _hyphen(whole: AbstractSet[str], first: str, second: str) -> str | None:
    """The hyphen of a broken word, or nothing where it has none; None where that is unsure."""
    if not first:
        return None
    if first + second in whole:
        return ""
    return "-" if first.lower() in _PREFIXES or f"{first}-{second}" in whole else None


def _broken_lines(text: str) -> Iterator[Edit]:
    """Line breaks inside a paragraph that only the width of the page put there."""
    widest = max(map(len, text.split("\n")))
    width = width_of(text)
    for found in breaks_of(text):
        if width is not None and width.fills(found):
            goes_on = _runs_on(found)
        else:
            goes_on = _goes_on(found.above, found.below, widest)
        if goes_on:
            joint = "" if found.in_compound else " "
            yield Edit(rule="line break", start=found.start, end=found.end, after=joint)


def _runs_on(found: Break) -> bool:
    """Whether a line without room for the next word goes on in the one below it."""
    if found.below[:1] in _BULLETS or any(map(_is_title, (found.above, found.below))):
        return False
    if found.first and is_heading(found.above):
        return is_heading(f"{found.above} {found.below}")
    if not _patterns()["sentence end"].search(found.above):
        return True
    return not (_patterns()["list mark"].match(found.below) or is_heading(found.below))


def _is_title(line: str) -> bool:
    return title_at(line, 0, len(line)) is not None


def _goes_on(line: str, following: str, widest: int) -> bool:
    """Whether the sentence, or the paragraph, of a line goes on in the one below it."""
    if line.endswith("-") or (len(line) < _NARROWEST and not following[:1].islower()):
        return False
    full = widest <= WIDEST and len(line) >= widest * 0.75
    if not full and _patterns()["sentence end"].search(line):
        return False
    if _patterns()["list mark"].match(following) or is_heading(line) or is_heading(following):
        return False
    return not (is_advice(line) and is_advice(following) and following[:1].isupper())


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    from tipdiff.tables.headings import TIER

    return {
        "broken word": re.compile(r"-(?P<gap> |[ \t]*\n[ \t]*)(?P<second>[a-z]+)\b"),
        "whole word": re.compile(r"[^\W\d_]+(?:-[a-z]+)?"),
        "broken title": re.compile(
            r"(?im)^[ \t]*(?P<above>[^\W\d_][^\n():]{1,50}?)(?P<gap>[ \t]*\n[ \t]*)"
            rf"(?P<below>[^\W\d_][^\n():]{{1,40}}?)\s*[(:]\s*(?:{TIER})"
        ),
        "last word": re.compile(r"\b[^\W\d_]+$"),
        "hung": re.compile(r"(?:and|or|to|through)\b(?!-)"),
        "list mark": re.compile(r"[•*·‣▪◦–—-]\s|\(?\d{1,2}[.)]\s"),
        "sentence end": re.compile(r"[.!?:;][\"”’')\]]*$"),
    }
