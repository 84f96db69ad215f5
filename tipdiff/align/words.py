"""A statement as the aligner reads it: words without case, typography and template wording."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from tipdiff.align.themes import themes_of_stems
from tipdiff.stems import function_stems, stem, words_of
from tipdiff.tables.formulae import Fired, rewrite
from tipdiff.tables.kinds import A_MONTH
from tipdiff.tables.vocabulary import FUNCTION_WORDS
from tipdiff.tables.weights import THEME_WEIGHT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Text:
    """One statement, taken apart; known by itself, so that what is read of it is kept under it."""

    key: str
    """What two statements share that say the same in the same words."""
    text: str
    """As it is read: in the wording that stands for all editions, without its label."""
    label: tuple[str, ...]
    """Words of a run-in heading: "Forced marriage: The law prohibits ..."."""
    words: tuple[str, ...]
    """The rest, in small letters, with numbers as figures."""
    opening: int
    """How many of `words` its first clause has, which says what it is about."""
    month: str
    """Of the event whose date it opens with: "On May 4, police arrested ..."."""
    stemmed: tuple[str, ...]
    """The stem of each of `words`."""
    stems: Mapping[str, int]
    """How often each stem stands in `words`."""
    terms: Mapping[str, float]
    """Weights of the stems that carry content, the more often the more, and of the themes."""
    themes: tuple[str, ...]
    """Themes, marked as such."""
    formulae: Fired
    """The template wording that was taken out."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "label": re.compile(r"((?:[^\W\d_]|[\d .,'/()+&-]){3,120}): (?=[A-Z\"])"),
        "opening": re.compile(r"[.;:] (?<=[a-z)]{2}..)"),
        "dated": re.compile(rf"(?:For example, )?[IO]n (?:early |mid-|late )?({A_MONTH})\b"),
    }


@lru_cache(maxsize=4096)
def read(text: str) -> Text:
    """Take one statement apart; editions repeat most of theirs."""
    text, fired = rewrite(text)
    label = _label(text) if ": " in text else ""
    body = text[len(label) + 2 :] if label else text
    words = words_of(body)
    labelled = words_of(label)
    stemmed = tuple(map(stem, words))
    stems = Counter(stemmed)
    themes = tuple(["theme: " + name for name in themes_of_stems(stems.keys())])
    return Text(
        key=" ".join([*labelled, ":", *words]) if words else body,
        text=body,
        label=labelled,
        words=words,
        opening=_opening(body, words),
        month=_month(body),
        stemmed=stemmed,
        stems=stems,
        terms=_terms(stems) | dict.fromkeys(themes, THEME_WEIGHT),
        themes=themes,
        formulae=fired,
    )


def _label(text: str) -> str:
    """The run-in heading, in capitals as titles are; "Three prisons opened: ..." has none."""
    found = _patterns()["label"].match(text)
    titled = found is not None and all(map(_is_of_title, found[1].split()))
    return found[1] if found and titled else ""


def _is_of_title(word: str) -> bool:
    return not word[0].islower() or word.strip(",.") in FUNCTION_WORDS


def _opening(text: str, words: Sequence[str]) -> int:
    stop = _patterns()["opening"].search(text)
    return len(words_of(text[: stop.start()])) if stop else len(words)


def _month(text: str) -> str:
    found = _patterns()["dated"].match(text)
    return found[1] if found else ""


def _terms(stems: Mapping[str, int]) -> dict[str, float]:
    small = function_stems()
    return {
        word: 1.0 if times == 1 else 1 + math.log(times)
        for word, times in stems.items()
        if word not in small
    }
