"""What a statement says that can be told apart by rule: figures, dates, names, denials."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import compress, count, pairwise
from typing import TYPE_CHECKING, NamedTuple

from tipdiff.memo import OfWords
from tipdiff.stems import lemma, words_of
from tipdiff.tables.kinds import (
    A_MONTH,
    COUNTING,
    MONTHS,
    NEGATIONS,
    REACH_OF_NEGATION,
    SAME_WORDS,
    SMALL_WORDS,
    WAYS,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipdiff.align.words import Text


class Facts(NamedTuple):
    """One side of a link, as the rules of its kind read it."""

    first: str
    """The first word."""
    content: tuple[str, ...]
    """Lemmas of the words that carry content, dates apart."""
    lemmas: frozenset[str]
    """The same as a set."""
    dates: frozenset[str]
    """Months and years."""
    days: frozenset[str]
    """Days with their month, which one edition may well leave out."""
    figures: tuple[str, ...]
    """Numbers outside dates, ordinals among them, sorted: each as often as it stands."""
    counted: frozenset[tuple[str, str]]
    """Each number with the word of content behind it: what there are so many of."""
    names: frozenset[str]
    """Capitalised words inside sentences."""
    bound: frozenset[tuple[str, str]]
    """Each name with the word before it that says which way: "from Chad", "to Niger"."""
    initials: frozenset[str]
    """Names in capitals throughout."""
    denied: frozenset[str]
    """What stands right after a negation."""
    negations: int
    """How many negations there are."""


def facts_of(texts: Sequence[Text]) -> Facts:
    """Read one side of a link."""
    return _facts(tuple(texts))


@lru_cache(maxsize=4096)
def _facts(texts: tuple[Text, ...]) -> Facts:
    dates: set[str] = set()
    days: set[str] = set()
    words: list[str] = []
    names: list[str] = []
    bound: set[tuple[str, str]] = set()
    for its in texts:
        undated = _take_dates(its.text, dates, days)
        words += its.words if undated is its.text else words_of(undated)
        names += _patterns()["name"].findall(its.text)
        bound.update(_patterns()["bound"].findall(its.text))
    content = tuple(filter(None, map(_told, words)))
    denials = list(compress(count(), map(_negates, words)))
    return Facts(
        first=texts[0].words[0] if texts[0].words else "",
        content=content,
        lemmas=frozenset(content),
        dates=frozenset(dates),
        days=frozenset(days),
        figures=_figures(words),
        counted=frozenset([pair for pair in pairwise(content) if pair[0][0].isdigit()]),
        names=frozenset([name.lower() for name in names if name not in MONTHS]),
        bound=frozenset(bound),
        initials=frozenset([name for name in names if name.isupper()]),
        denied=_denied(words, denials),
        negations=len(denials),
    )


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "month": re.compile(A_MONTH),
        "date": re.compile(rf"\b({A_MONTH})\b(?: (\d{{1,2}})\b(?!,?\d))?(?:,? ((?:19|20)\d\d)\b)?"),
        "year": re.compile(r"(?:19|20)(?<![\d,.$]..)\d\d(?![\d,]\d|\.\d)"),
        "name": re.compile(r"[A-Z](?<=[\w,;)] .)[^\W\d_]+"),
        "bound": re.compile(rf"\b({'|'.join(WAYS)}) (?:the )?([A-Z][^\W\d_]+)"),
    }


def _take_dates(text: str, dates: set[str], days: set[str]) -> str:
    """The text without its months and years; the very same text where it has none."""

    def take_date(match: re.Match[str]) -> str:
        month, day, year = match.groups()
        dates.update(part for part in (month, year) if part)
        if day:
            days.add(f"{month} {day}")
        return " "

    def take_year(match: re.Match[str]) -> str:
        dates.add(match[0])
        return " "

    found = len(dates)
    undated = text
    patterns = _patterns()
    if patterns["month"].search(text):
        undated = patterns["date"].sub(take_date, undated)
    if "19" in text or "20" in text:
        undated = patterns["year"].sub(take_year, undated)
    return text if undated == text and len(dates) == found else undated


def _figures(words: Sequence[str]) -> tuple[str, ...]:
    found = [
        COUNTING.get(words[at], words[at])
        for at in compress(count(), map(_counts, words))
        if words[at] not in COUNTING or words[at + 1 : at + 2] != ["of"]
    ]
    return tuple(sorted(found))


def _is_counting(word: str) -> bool:
    return word[0].isdigit() or word in COUNTING


_counts = OfWords(_is_counting).__getitem__


def _denied(words: Sequence[str], denials: Sequence[int]) -> frozenset[str]:
    denied: set[str] = set()
    for at in denials:
        following = words[at + 1 : at + 1 + 4 * REACH_OF_NEGATION]
        told = list(filter(None, map(_told, following)))
        denied.update(told[:REACH_OF_NEGATION])
    return frozenset(denied)


def _sense(word: str) -> str:
    """What a word stands for; nothing where it carries no content."""
    if word in SMALL_WORDS:
        return ""
    word = lemma(word)
    return _same_words().get(word, word)


_told = OfWords(_sense).__getitem__


def _is_negation(word: str) -> bool:
    return lemma(word) in _negations()


_negates = OfWords(_is_negation).__getitem__


@cache
def _same_words() -> dict[str, str]:
    return {lemma(word): lemma(other) for word, other in SAME_WORDS.items()}


@cache
def _negations() -> frozenset[str]:
    return frozenset(map(lemma, NEGATIONS))
