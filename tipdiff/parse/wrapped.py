"""Texts broken to a width: every line holds as many words as it can, and no more.

Such a break is told from one that means something by the word below it: in a wrapped text that
word had no room left on the line above.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDEST = 130
"""Characters: a text with a longer line was not broken to a width."""
_NARROWEST = 24
"""Characters: a text without a longer line is a list."""
_SHARE = 0.75
"""Of the line breaks of a wrapped text so many are full; the others end paragraphs and items."""
_FEWEST = 3
"""Line breaks: fewer say nothing of a width."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A line break with text on both sides, and the lines above and below it."""

    start: int
    end: int
    above: str
    below: str
    first: bool
    """Whether the line above begins its block."""

    @property
    def in_compound(self) -> bool:
        """Whether the line above ends with the hyphen of a word that goes on below."""
        return _patterns()["compound"].search(self.above) is not None and not self.hangs

    @property
    def hangs(self) -> bool:
        """Whether the line below goes on as in "short- and long-term"."""
        return _patterns()["hung"].match(self.below) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Width:
    """The width a text was broken to, and whether compounds were broken at their hyphens."""

    columns: int
    at_hyphens: bool

    def fills(self, found: Break) -> bool:
        """Whether what stands below had no room on the line above."""
        word = _patterns()["part" if self.at_hyphens else "word"].match(found.below)
        space = 0 if found.in_compound else 1
        return len(found.above) + space + (len(word.group()) if word else 0) > self.columns


def breaks_of(text: str) -> Iterator[Break]:
    """The line breaks of a text that are no blank lines."""
    last = -1
    for match in _patterns()["line end"].finditer(text):
        line_start = match.start("line")
        below = text[match.end() : match.end() + 400].split("\n", 1)[0].strip()
        yield Break(
            start=match.start("gap"),
            end=match.end("gap"),
            above=match["line"].strip(),
            below=below,
            first=last != line_start,
        )
        last = match.end()


def width_of(text: str) -> Width | None:
    """The width that a text was broken to; None where it was not."""
    lines = (line.strip() for line in text.split("\n"))
    # A word alone on its line may be longer than the width: there was no place to break it.
    columns = max((len(line) for line in lines if " " in line), default=0)
    found = list(breaks_of(text)) if _NARROWEST <= columns <= WIDEST else []
    width = Width(columns=columns, at_hyphens=any(each.in_compound for each in found))
    full = sum(map(width.fills, found))
    return width if len(found) >= _FEWEST and full >= _SHARE * len(found) else None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "line end": re.compile(r"(?m)^(?P<line>[^\n]*[^\s])(?P<gap>[ \t]*\n[ \t]*)(?=[^\s])"),
        "compound": re.compile(r"\w-$"),
        "hung": re.compile(r"(?:and|or|to|through)\b(?!-)"),
        "part": re.compile(r"[^\s-]*[^\W\d_]-(?=[^\W\d_])|\S+"),
        "word": re.compile(r"\S+"),
    }
