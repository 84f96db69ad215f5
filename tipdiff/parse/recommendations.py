"""Recommendations: the items of a list, whatever its form, and their exact places.

Before 2019 the list is one sentence parted by semicolons, later one with bullets, which copies
turn into lines, run-ons parted by a bullet or a star, or sentences without anything between.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tipdiff.parse.openings import is_advice
from tipdiff.parse.sentences import LIST_MARK, lines_in, sentences_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tipdiff.parse.page import Span

_LINES = 3
"""A list of as many lines has an item a line."""
_BULLET = re.compile(r"(?:(?<=\s)|^)[•*·‣▪](?=\s)|(?<=[.;])[•*·‣▪]\s?")
_SEMICOLON = re.compile(
    r";\s+(?!(?:including|such as|especially|particularly|as well as|which|who|however)\b)"
    r"(?:and,?\s+(?!(?:including|to ensure)\b))?"
)
_END = re.compile(r"(?:;\s+and|[;\s])+\Z")
_AND = re.compile(r";\s+and\b")
_COLON = re.compile(r"[a-z]:\s+(?=[a-z(])")
"""Before a list inside an item."""
_CONTINUES = re.compile(r"(?:Th(?:is|ese|e|ose)|Such|It|They|Its|In addition|Additionally)\b")


def items_in(text: str, start: int, end: int) -> Iterator[Span]:
    """The recommendations between two places, in their order."""
    lines = list(lines_in(text, start, end))
    marked = sum(LIST_MARK.match(text, *line) is not None for line in lines)
    is_list = len(lines) >= _LINES or marked > 1
    for line in lines:
        for first, last in _parts(text, line, _BULLET):
            yield from _items(text, _unmarked(text, first, last), is_list=is_list)


def _items(text: str, span: Span, *, is_list: bool) -> Iterator[Span]:
    """The items of a line, or of what stands between two bullets."""
    chunks = list(_with_inner_lists(text, list(_parts(text, span, _SEMICOLON, _inside_brackets))))
    if len(chunks) > 2 and (not is_list or all(is_advice(text[a:b]) for a, b in chunks)):
        for chunk in chunks:
            yield from _sentence_items(text, chunk)
    elif is_list:
        yield _trimmed(text, *span)
    else:
        yield from _sentence_items(text, span)


def _with_inner_lists(text: str, chunks: list[Span]) -> Iterator[Span]:
    """The chunks of a list, those of a list inside an item ("that: a; b; and c") being one."""
    number = 0
    while number < len(chunks):
        last = number
        if _COLON.search(text, *chunks[number]):
            last = _end_of_inner(text, chunks, number)
        yield chunks[number][0], chunks[last][1]
        number = last + 1


def _end_of_inner(text: str, chunks: Sequence[Span], first: int) -> int:
    """The last chunk of the list that one begins: its own "and", or where advice begins again."""
    for number in range(first + 1, len(chunks) - 1):
        if _AND.search(text, chunks[number - 1][1], chunks[number][0]):
            return number
    last = first
    while last + 1 < len(chunks) and not is_advice(text[slice(*chunks[last + 1])]):
        last += 1
    return last


def _sentence_items(text: str, span: Span) -> Iterator[Span]:
    """Each sentence an item, but for one that explains the item before it."""
    items: list[Span] = []
    for first, last in sentences_in(text, *span):
        if items and _CONTINUES.match(text, first):
            items[-1] = (items[-1][0], last)
        else:
            items.append((first, last))
    for first, last in items:
        yield _trimmed(text, first, last)


def _parts(
    text: str,
    span: Span,
    separator: re.Pattern[str],
    guard: Callable[[str, int, int], bool] = lambda *_: False,
) -> Iterator[Span]:
    """What stands between separators, but for those under guard."""
    start, end = span
    for match in separator.finditer(text, *span):
        if guard(text, span[0], match.start()):
            continue
        if text[start : match.start()].strip():
            yield start, match.start()
        start = match.end()
    if text[start:end].strip():
        yield start, end


def _inside_brackets(text: str, start: int, place: int) -> bool:
    return text.count("(", start, place) > text.count(")", start, place)


def _unmarked(text: str, start: int, end: int) -> Span:
    """The span without the list mark it begins with."""
    start += len(text[start:end]) - len(text[start:end].lstrip())
    mark = LIST_MARK.match(text, start, end)
    return (mark.end() if mark else start, end)


def _trimmed(text: str, start: int, end: int) -> Span:
    """The item alone: without white space, the semicolon after it and the "and" before it."""
    end = start + len(_END.sub("", text[start:end]))
    while text[start:end][:1].isspace():
        start += 1
    lead = re.compile(r"and,?\s+").match(text, start, end)
    return (lead.end() if lead else start, end)
