"""Words and their stems, by tables/vocabulary.py: what texts are compared by in whatever form."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from tipdiff.memo import OfWords
from tipdiff.tables.formulae import normalise
from tipdiff.tables.kinds import TELLING_WORDS
from tipdiff.tables.lost_fl import with_fl
from tipdiff.tables.vocabulary import (
    DERIVATIONS,
    FUNCTION_WORDS,
    INFLECTIONS,
    IRREGULAR,
    JOINED_PREFIXES,
    NUMBER_WORDS,
    SHORT_NAMES,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    names = sorted(SHORT_NAMES, key=len, reverse=True)
    behind = [rf"(?<=\b{prefix}-)" for prefix in JOINED_PREFIXES]
    return {
        # An empty alternative takes fewer steps than a question mark or a star would.
        "word": re.compile(r"[^\W\d_]+(?:'[^\W\d_]+|)|\d+(?:(?:[.,]\d+)+|)"),
        "plain word": re.compile(r"[a-z]+(?:'[a-z]+|)|[0-9]+(?:(?:[.,][0-9]+)+|)"),
        "hyphen": re.compile(rf"-(?=[a-z])(?:{'|'.join(behind)})"),
        "name": re.compile(rf"(?<!\w)({'|'.join(map(re.escape, names))})s?(?!\w)"),
    }


def words_of(text: str) -> tuple[str, ...]:
    """The words of normalised text: small letters, figures for small numbers, no possessives."""
    small = text.lower()
    patterns = _patterns()
    if "-" in small:
        small = patterns["hyphen"].sub("", small)
    for name in SHORT_NAMES:
        if name in small:
            small = patterns["name"].sub(_short_name, small)
            break
    found = patterns["plain word" if small.isascii() else "word"].findall(small)
    return tuple(map(_WORDS.__getitem__, found))


def _short_name(match: re.Match[str]) -> str:
    return SHORT_NAMES[match[1]]


def _word(word: str) -> str:
    if "'" in word:
        word = word.split("'")[0] if word.endswith("'s") else word.replace("'", "")
    elif word[0].isdigit():
        word = word.replace(",", "")
    elif "ft" in word:
        word = with_fl(word)
    return NUMBER_WORDS.get(word, word)


_WORDS = OfWords(_word)


def _lemma(word: str) -> str:
    """The word without number and tense: trafficked, trafficking -> traffick.

    No other word is cut to one that alone turns what is said: noted, note -> note, never not.
    """
    word = whole = IRREGULAR.get(word, word)
    if len(word) < 4 or word[0].isdigit():
        return word
    word = _cut(word, _inflections())
    if word.endswith("e") and not word.endswith("ee"):
        word = word[:-1]
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiou":
        word = word[:-1]
    return f"{word}e" if word in TELLING_WORDS and whole not in TELLING_WORDS else word


lemma = OfWords(_lemma).__getitem__


def _stem(word: str) -> str:
    """What a family of words has in common: prosecuted, prosecution, prosecutors -> prosecut."""
    return _cut(lemma(word), _derivations())


stem = OfWords(_stem).__getitem__


Ending = tuple[str, str, int]
"""What is cut, what stands for it, and how much must be left."""


def _cut(word: str, endings: Mapping[str, Sequence[Ending]]) -> str:
    rows = endings.get(word[-2:])
    if rows is None:
        rows = endings.get(word[-1:], ())
    for ending, instead, least in rows:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: len(word) - len(ending)] + instead
    return word


@cache
def _inflections() -> Mapping[str, Sequence[Ending]]:
    return _by_last_letters(INFLECTIONS)


@cache
def _derivations() -> Mapping[str, Sequence[Ending]]:
    return _by_last_letters(DERIVATIONS)


def _by_last_letters(endings: Sequence[Ending]) -> dict[str, list[Ending]]:
    """The endings in their order, under their last two letters, so that few are tried on a word.

    Those of one letter stand under it, and under whatever two letters end with it.
    """
    keys = dict.fromkeys(ending[-2:] for ending, *_ in endings)
    return {key: [row for row in endings if _may_end(key, row[0])] for key in keys}


def _may_end(key: str, ending: str) -> bool:
    """Whether a word with these last letters may have that ending."""
    return key.endswith(ending[-2:])


def stems_of(text: str) -> tuple[str, ...]:
    """The stem of every word of a text, in its order."""
    return tuple(map(stem, words_of(normalise(text))))


@cache
def function_stems() -> frozenset[str]:
    """Stems of the words that carry no content."""
    return frozenset(map(stem, FUNCTION_WORDS))
