"""Recommendation items in all the forms of twenty-five editions, as spans.

Lists and bullets first, then run-on bullets, then one sentence with semicolons, then sentences,
also those that were glued together: the order of format reference, section 5.
"""

from __future__ import annotations

import itertools
import re
from functools import cache

from tipdiff.parse.sentences import Span, sentence_spans

LEAST_SEMICOLONS = 2
"""Semicolons that make one sentence a list; format reference, section 5, rule 4."""

MOST_SENTENCE_ENDS = 2
"""Sentence ends that a semicolon list may hold (its own, and one inside an item); rule 4."""


def item_spans(text: str, start: int, end: int) -> list[Span]:
    """Start and end of every item in a stretch of text, without bullets and separators."""
    lines = _lines(text, start, end)
    bulleted = [_bullet().match(text, a, b) for a, b in lines]
    if sum(match is not None for match in bulleted) >= max(1, len(lines) - 1) and len(lines) > 1:
        return _listed(text, lines)
    if len(lines) > 1 and all(text[b - 1] in ".;" or b == lines[-1][1] for _, b in lines):
        return [span for a, b in lines for span in _in_run(text, a, b)]
    return _in_run(text, start, end)


def _listed(text: str, lines: list[Span]) -> list[Span]:
    """Bulleted lines; a line without a bullet goes on with the item before it."""
    items: list[Span] = []
    for a, b in lines:
        bullet = _bullet().match(text, a, b)
        if bullet or not items or text[items[-1][1] - 1] in ".;":
            items.append((bullet.end() if bullet else a, b))
        else:
            items[-1] = (items[-1][0], b)
    return [_trimmed(text, a, b) for a, b in items]


def _in_run(text: str, start: int, end: int) -> list[Span]:
    run = text[start:end]
    if re.search(r"\s[•*·]\s", run):
        return _split(text, start, end, r"(?:^|\s)\s*[•*·]\s")
    semicolons = len(re.findall(r";\s", run))
    ends = len(re.findall(r"[a-z)\]\"”'’]\.(?:\s+(?=[A-Z])|\s*$)", run))
    if semicolons >= LEAST_SEMICOLONS and ends <= MOST_SENTENCE_ENDS:
        spans = _split(text, start, end, r";\s+(?:and\s+(?=\S))?", guarded=True)
        return [*spans[:-1], *_first_of_tail(text, *spans[-1])]
    return [piece for a, b in sentence_spans(text, start, end) for piece in _unglued(text, a, b)]


def _first_of_tail(text: str, start: int, end: int) -> list[Span]:
    """The last semicolon item ends with its sentence; what follows it is a remark, no item."""
    return sentence_spans(text, start, end)[:1]


def _unglued(text: str, start: int, end: int) -> list[Span]:
    """Items whose list lost its line breaks: `prison terms.Proactively identify`."""
    return _split(text, start, end, r"(?<=[a-z)\]\"”][.;])(?=[A-Z][a-z]+[ ,])")


def _split(text: str, start: int, end: int, separator: str, *, guarded: bool = False) -> list[Span]:
    """The stretches between separators; guarded ones inside parentheses do not count."""
    cuts = [
        match.span()
        for match in re.compile(separator).finditer(text, start, end)
        if not (guarded and _is_inside(text, start, match))
    ]
    edges = [(start, start), *cuts, (end, end)]
    spans = [_trimmed(text, a[1], b[0]) for a, b in itertools.pairwise(edges)]
    return [(a, b) for a, b in spans if a < b]


def _is_inside(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a semicolon stands in parentheses, or only adds to its own item ("; including")."""
    before, after = text[start : match.start()], text[match.end() : match.end() + 12]
    return before.count("(") > before.count(")") or after.startswith(("including", "such as"))


def _lines(text: str, start: int, end: int) -> list[Span]:
    pattern = re.compile(r"\S[^\n]*")
    return [_trimmed(text, *m.span()) for m in pattern.finditer(text, start, end)]


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip(" \t\n;"))


@cache
def _bullet() -> re.Pattern[str]:
    return re.compile(r"[•*·–-]\s*(?=\S)|\d{1,2}[.)]\s+")
