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
from tipdiff.parse.headings import is_heading
from tipdiff.parse.openings import is_advice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

_WIDEST = 130
"""Characters: a text with a longer line was not broken to a width."""
_NARROWEST = 60
"""Characters: a shorter line was not broken because it was full."""
_PREFIXES = frozenset(
    "anti non re pre post co self semi multi sub inter intra counter cross ex mid short long well "
    "high low full part child victim government police state labor sex law".split()
)
"""First halves that keep their hyphen: anti-trafficking."""


def line_edits(text: str) -> Iterator[Edit]:
    """The edits that join what ends of lines broke."""
    yield from _broken_titles(text)
    yield from _broken_words(text)
    if re.search(r"[^\n]\n[^\n]", text):
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
    matches = [m for m in found if m["gap"] != " " or m["second"] not in ("and", "or", "to")]
    whole = set(_patterns()["whole word"].findall(text)) if matches else set()
    for match in matches:
        first = _patterns()["last word"].search(text[max(0, match.start() - 40) : match.start()])
        second = match["second"]
        hyphen = _hyphen(whole, first.group(), second) if first else None
        if hyphen is not None:
            start, end = match.start(), match.start("second")
            yield Edit(rule="broken word", start=start, end=end, after=hyphen)


def _hyphen(whole: AbstractSet[str], first: str, second: str) -> str | None:
    """The hyphen of a broken word, or nothing where it has none; None where that is unsure."""
    if first + second in whole:
        return ""
    return "-" if first.lower() in _PREFIXES or f"{first}-{second}" in whole else None


def _broken_lines(text: str) -> Iterator[Edit]:
    """Line breaks inside a paragraph that only the width of the page put there."""
    widest = max(map(len, text.split("\n")))
    for match in _patterns()["line end"].finditer(text):
        line = match["line"].strip()
        following = text[match.end() : match.end() + 400].split("\n", 1)[0].strip()
        if _goes_on(line, following, widest):
            start, end = match.span("gap")
            yield Edit(rule="line break", start=start, end=end, after=" ")


def _goes_on(line: str, following: str, widest: int) -> bool:
    """Whether the sentence, or the paragraph, of a line goes on in the one below it."""
    if _patterns()["list mark"].match(following) or is_heading(line) or is_heading(following):
        return False
    if is_advice(line) and is_advice(following) and following[:1].isupper():
        return False
    if line.endswith("-") or (len(line) < _NARROWEST and not following[:1].islower()):
        return False
    if not _patterns()["sentence end"].search(line):
        return True
    return widest <= _WIDEST and len(line) >= widest * 0.75


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
        "line end": re.compile(r"(?m)^(?P<line>[^\n]*[^\s])(?P<gap>[ \t]*\n[ \t]*)(?=[^\s])"),
        "list mark": re.compile(r"[•*·‣▪◦–—-]\s|\(?\d{1,2}[.)]\s"),
        "sentence end": re.compile(r"[.!?:;][\"”’')\]]*$"),
    }
