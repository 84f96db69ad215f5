"""Sentences and their exact places."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipdiff.parse.page import Span

LIST_MARK = re.compile(r"(?:[•*·‣▪◦–—-]+|\(?\d{1,2}[.)])(?=\s)\s*")
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
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
_BOUNDARY = re.compile(r"\.(?<=[^\W\d_]{2}\.)[\"”’')\]]*(\s+)(?=[\"“‘(]?[A-Z][^\W\d_]|A )")
_OTHER_STOPS = "!?…"
_STOP, _OTHER_STOP = (
    re.compile(rf"{stop}(?=[\s\"'”’»)}}\]({{;:!?*@])") for stop in (r"\.", f"[{_OTHER_STOPS}]")
)
"""Where nupunkt may find the end of a sentence: mostly at full stops, which are quickly found."""
_LEAD = "and so it goes on "
"""Stands before a piece of a line that is given to nupunkt, which reads the first words of a text
otherwise than all others."""
_NEXT = re.compile(r"\S")
_NEVER_FIRST = frozenset("abcdefghijklmnopqrstuvwxyz,;:)]")
_OPENS = re.compile(
    r"(?:The|In|As|An?|This|These|It|However|During|Authorities|While|Although|There|They)\b"
)
"""Words that begin a sentence even after an abbreviation."""


def lines_in(text: str, start: int, end: int) -> Iterator[Span]:
    """The lines that are not blank, without the white space around them."""
    for match in _LINE.finditer(text, start, end):
        yield match.span()


def sentences_in(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences between two places, line by line, without list marks and white space."""
    for first, last in lines_in(text, start, end):
        for begin, stop in _spans(text[first:last]):
            yield first + begin, first + stop


@lru_cache(maxsize=4096)
def _spans(line: str) -> tuple[Span, ...]:
    """The sentences of a line: as nupunkt cuts it, cut or joined where it plainly errs."""
    mark = LIST_MARK.match(line)
    begin = mark.end() if mark and mark.end() < len(line) else 0
    spans: list[Span] = []
    for end in _ends(line, begin):
        first, last = _stripped(line, begin, end)
        if first < last and not _goes_on(line, first, last):
            spans.append((first, last))
            begin = end
    return tuple(spans)


def _ends(line: str, begin: int) -> list[int]:
    """Where sentences end: nupunkt, which takes its time, is asked of what is not plain alone."""
    plain = [m.start(1) for m in _BOUNDARY.finditer(line, begin) if _is_end(line, m)]
    ends = {*plain, len(line)}
    first = begin
    stops = [_STOP, _OTHER_STOP] if any(map(line.__contains__, _OTHER_STOPS)) else [_STOP]
    for last in (*plain, len(line)):
        found = (stop.end() for each in stops for stop in each.finditer(line, first, last))
        if any(_is_open(line, first, end) for end in found):
            ends.update(_ends_by_nupunkt(line, first, last, _LEAD if first > begin else ""))
        first = last
    return sorted(ends)


def _is_open(line: str, first: int, stop: int) -> bool:
    """Whether a full stop could end a sentence: what goes on after it is cut by nobody."""
    return not (line[stop].isspace() and _goes_on(line, first, stop))


def _ends_by_nupunkt(line: str, first: int, last: int, lead: str) -> Iterator[int]:
    from nupunkt import sent_spans

    first += len(line[first:last]) - len(line[first:last].lstrip())
    for _, end in sent_spans(lead + line[first:last]):
        yield first + end - len(lead)


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


def _goes_on(line: str, first: int, last: int) -> bool:
    """Whether a sentence that was cut off goes on in the rest of its line."""
    following = _NEXT.search(line, last)
    if following is None:
        return False
    if following[0] in _NEVER_FIRST:
        return True
    word = _WORD.search(line, max(first, last - _LONGEST_ABBREVIATION), last)
    short = word is not None and word[1].lower() in _ABBREVIATIONS
    if not (short or _INITIALS.search(line[max(first, last - 4) : last])):
        return False
    return not _OPENS.match(line, following.start())
