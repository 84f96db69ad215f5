"""Sentences of a stretch of text, as spans; nupunkt knows the abbreviations."""

from __future__ import annotations

import re
from functools import cache, lru_cache

Span = tuple[int, int]


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Start and end of every sentence, without the white space around it; paragraphs end them."""
    spans: list[Span] = []
    for match in _paragraphs().finditer(text, start, len(text) if end is None else end):
        at = match.start()
        spans += [(at + a, at + b) for a, b in _in_paragraph(match[0])]
    return spans


@lru_cache(maxsize=4096)
def _in_paragraph(paragraph: str) -> tuple[Span, ...]:
    """Consecutive editions repeat paragraphs, so their sentences are remembered."""
    from nupunkt import sent_spans

    trimmed = ((a, b, paragraph[a:b]) for a, b in sent_spans(paragraph))
    return tuple(
        (a + len(text) - len(text.lstrip()), b - len(text) + len(text.rstrip()))
        for a, b, text in trimmed
        if text.strip()
    )


@cache
def _paragraphs() -> re.Pattern[str]:
    return re.compile(r"\S[^\n]*(?:\n(?!\s*\n)[^\n]+)*")
