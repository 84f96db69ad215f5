"""Sentences and their exact places."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipdiff.parse.page import Span

LIST_MARK = re.compile(r"(?:[•*·‣▪◦–—-]+|\(?\d{1,2}[.)])(?=\s)\s*")
_LINE = re.compile(r"[^\s][^\n]*")
_ABBREVIATIONS = frozenset(
    "no nos art arts sec para par vol ch fig pp ed ca cf al vs approx st ste mt ft mr mrs ms dr "
    "gen col lt sgt capt maj sen rep hon prof jr sr gov dept corp inc ltd univ assn jan feb mar "
    "apr aug sept sep oct nov dec".split()
)
"""Words whose full stop may be none of a sentence (TIP 2018; format reference, section 5)."""
_LONGEST_ABBREVIATION = 12
"""Characters looked back from a full stop: enough to tell an abbreviation from a word."""
_INITIALS = re.compile(r"(?:^|[\s(.])[A-Za-z]\.$")
"""U.S., e.g., J. and such at the end."""
_WORD = re.compile(r"([^\W\d_]+)\.$")
_BOUNDARY = re.compile(r"(?<=[^\W\d_]{2})\.[\"”’')\]]*(\s+)(?=[\"“‘(]?[A-Z][^\W\d_]|A )")
_NEVER_FIRST = re.compile(r"[a-z,;:)\]]")
_OPENS = re.compile(
    r"(?:The|In|As|An?|This|These|It|However|During|Authorities|While|Although|There|They)\b"
)
"""Words that begin a sentence even after an abbreviation."""


def lines_in(text: str, start: int, end: int) -> Iterator[Span]:
    """The lines that are not blank, without the white space around them."""
    for match in _LINE.finditer(text, start, end):
        yield match.start(), match.start() + len(match.group().rstrip())


def sentences_in(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences between two places, line by line, without list marks and white space."""
    for first, last in lines_in(text, start, end):
        for begin, stop in _spans(text[first:last]):
            yield first + begin, first + stop


@lru_cache(maxsize=4096)
def _spans(line: str) -> tuple[Span, ...]:
    """The sentences of a line: as nupunkt cuts it, cut or joined where it plainly errs."""
    from nupunkt import sent_spans

    mark = LIST_MARK.match(line)
    begin = mark.end() if mark and mark.end() < len(line) else 0
    ends = {begin + last for _, last in sent_spans(line[begin:])}
    ends |= {match.start(1) for match in _BOUNDARY.finditer(line, begin) if _is_end(line, match)}
    spans: list[Span] = []
    for end in sorted(ends):
        first, last = _stripped(line, begin, end)
        if first < last and not _goes_on(line[first:last], line[last:].lstrip()):
            spans.append((first, last))
            begin = end
    return tuple(spans)


def _is_end(line: str, match: re.Match[str]) -> bool:
    """Whether a full stop between a word and a capital ends the sentence, which it mostly does."""
    stop = match.start() + 1
    word = _WORD.search(line, max(0, stop - _LONGEST_ABBREVIATION), stop)
    return (
        word is not None
        and word[1].lower() not in _ABBREVIATIONS
        and (len(word[1]) > 3 or word[1].islower() or word[1].isupper())
    )


def _stripped(line: str, start: int, end: int) -> Span:
    text = line[start:end]
    left = len(text) - len(text.lstrip())
    return start + left, start + max(left, len(text.rstrip()))


def _goes_on(sentence: str, rest: str) -> bool:
    """Whether a sentence that was cut off goes on in the rest of its line."""
    if not rest:
        return False
    if _NEVER_FIRST.match(rest):
        return True
    word = _WORD.search(sentence[-_LONGEST_ABBREVIATION:])
    short = word is not None and word[1].lower() in _ABBREVIATIONS
    return (short or _INITIALS.search(sentence[-4:]) is not None) and not _OPENS.match(rest)
