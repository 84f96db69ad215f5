"""Names that one statement writes out and another shortens: "... Commission (ZACC)", "the ZACC"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from tipdiff.tables.formulae import fold
from tipdiff.tables.vocabulary import LINKING_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def shortener(texts: Iterable[str]) -> Callable[[str], str]:
    """A function that writes the initials these texts introduce wherever the name stands."""
    names = introduced(texts)
    if not names:
        return str
    longest = sorted(names, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE)

    def shorten(text: str) -> str:
        plain = fold(text)
        small = plain.lower()
        if not any(name in small for name in longest):
            return text
        return pattern.sub(lambda match: names[match[1].lower()], plain)

    return shorten


def introduced(texts: Iterable[str]) -> dict[str, str]:
    """Names in small letters, each with the initials that follow it in parentheses."""
    names: dict[str, str] = {}
    for text in texts:
        if "(" not in text:
            continue
        text = fold(text)
        for match in _initials().finditer(text):
            name = _written_out(text[: match.start()].split(), match[1])
            if name:
                names.setdefault(name.lower(), match[1])
    return names


@cache
def _initials() -> re.Pattern[str]:
    return re.compile(r" \(([A-Z]{2,7})s?\)")


def _written_out(before: list[str], initials: str) -> str:
    """The last words that these are the initials of; nothing where they are not."""
    left = list(initials.lower())
    at = len(before)
    while left and at and at > len(before) - 2 * len(initials):
        at -= 1
        word = before[at].lower().strip('"')
        if word.startswith(left[-1]):
            left.pop()
        elif word not in LINKING_WORDS:
            return ""
    return "" if left else " ".join(before[at:])
