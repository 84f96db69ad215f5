"""Which old statements could continue in which new ones, and what the words alone say of it.

Statements are weighed by TF-IDF over the two lists themselves; themes count as further words.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tipdiff.align.words import Text, stem
from tipdiff.tables.themes import themes_of_stems
from tipdiff.tables.vocabulary import FUNCTION_WORDS
from tipdiff.tables.weights import (
    COMMON_SHARE,
    FUNCTION_WORD_WEIGHT,
    HOPELESS_ODDS,
    LEAST_COMMON_HOLDERS,
    LEAST_COSINE,
    LEAST_TELLING,
    NEAREST,
    THEME_WEIGHT,
    WORD_EVIDENCE,
    judge,
)

Pair = tuple[int, int]
"""Index of an old statement, index of a new one."""
Profiles = Mapping[int, "Profile"]
"""Profiles by the index of their statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A statement with the weight of each of its stems and themes."""

    words: tuple[str, ...]
    label: tuple[str, ...]
    content: Mapping[str, float]
    """Weights of stems and themes."""
    function: Mapping[str, float]
    """Weights of function words."""
    themes: Mapping[str, float]
    """Themes, each with its share: 1 where no other statement of the list has it."""
    norm: float
    total: float
    """Sum of `content`."""


@cache
def function_stems() -> frozenset[str]:
    """Stems of the words that carry no content."""
    return frozenset(map(stem, FUNCTION_WORDS))


def profiles(
    old: Sequence[Text],
    new: Sequence[Text],
    linked: Iterable[Pair] = (),
    whole: tuple[Sequence[Text], Sequence[Text]] | None = None,
) -> tuple[Profiles, Profiles]:
    """Weigh the statements not yet linked: words rare in the whole lists weigh most."""
    whole = whole or (old, new)
    themes: dict[str, list[str]] = {}
    found: Counter[str] = Counter()
    for text in (*whole[0], *whole[1]):
        if text.text not in themes:
            names = themes_of_stems(text.stems.keys())
            themes[text.text] = ["theme: " + name for name in names]
        found.update(text.stems.keys())
        found.update(themes[text.text])
    held = [Counter(name for text in texts for name in themes[text.text]) for texts in whole]
    count = len(whole[0]) + len(whole[1])
    rarity = {feature: math.log(1 + count / times) for feature, times in found.items()}
    linked = list(linked)
    done = ({i for i, _ in linked}, {j for _, j in linked})
    weighed = (
        {
            at: _profile(text, {name: 1 / held[side][name] for name in themes[text.text]}, rarity)
            for at, text in enumerate(texts)
            if at not in done[side]
        }
        for side, texts in enumerate((old, new))
    )
    return next(weighed), next(weighed)


def _profile(text: Text, themes: Mapping[str, float], rarity: Mapping[str, float]) -> Profile:
    small = function_stems()
    content = {word: rarity[word] for word in text.stems if word not in small}
    function = {word: rarity[word] * FUNCTION_WORD_WEIGHT for word in text.stems if word in small}
    for word, times in text.stems.items():
        if times > 1:
            (function if word in small else content)[word] *= 1 + math.log(times)
    for theme in themes:
        content[theme] = rarity[theme] * THEME_WEIGHT
    squares = sum(weight * weight for row in (content, function) for weight in row.values())
    return Profile(
        words=text.words,
        label=text.label,
        content=content,
        function=function,
        themes=themes,
        norm=math.sqrt(squares) or 1.0,
        total=sum(content.values()),
    )


def candidates(old: Profiles, new: Profiles) -> list[Pair]:
    """Pairs worth a closer look: for each statement its nearest ones, in their lists' order."""
    holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for j, profile in new.items():
        for word, weight in profile.content.items():
            holders[word].append((j, weight / profile.norm))
    common = max(LEAST_COMMON_HOLDERS, COMMON_SHARE * len(new))
    by_old: dict[int, list[tuple[float, Pair]]] = defaultdict(list)
    by_new: dict[int, list[tuple[float, Pair]]] = defaultdict(list)
    for i, profile in old.items():
        products: dict[int, float] = defaultdict(float)
        for word in _telling(profile.content, holders, common):
            weight = profile.content[word]
            for j, share in holders[word]:
                products[j] += weight * share
        least = LEAST_COSINE * profile.norm
        for j, product in products.items():
            if product >= least:
                by_old[i].append((-product, (i, j)))
                by_new[j].append((-product / profile.norm, (i, j)))
    return sorted({*_nearest(by_old.values()), *_nearest(by_new.values())})


def _telling(
    content: Mapping[str, float], holders: Mapping[str, Sequence[object]], common: float
) -> list[str]:
    """The words by which to look for partners: the rarer ones, and never none."""
    held = [word for word in content if word in holders]
    rare = [word for word in held if len(holders[word]) <= common]
    if len(rare) >= LEAST_TELLING:
        return rare
    return sorted(held, key=lambda word: len(holders[word]))[:LEAST_TELLING]


def _nearest(ranked: Iterable[list[tuple[float, Pair]]]) -> Iterable[Pair]:
    for row in ranked:
        for _, pair in sorted(row)[:NEAREST]:
            yield pair


def shared(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The weight two statements have in common; exact, so that no order of words matters."""
    return math.fsum([min(one[word], other[word]) for word in one.keys() & other.keys()])


def cosine(one: Profile, other: Profile) -> float:
    """Cosine of all weights, function words included."""
    product = _product(one.content, other.content) + _product(one.function, other.function)
    return product / (one.norm * other.norm)


def _product(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return math.fsum([one[word] * other[word] for word in one.keys() & other.keys()])


def evidence_of_words(
    similarity: Callable[..., float], one: Profile, other: Profile
) -> tuple[float, ...]:
    """What speaks for one pair, in the order of `WORD_EVIDENCE`."""
    common = shared(one.content, other.content)
    short, long = sorted((one.total, other.total))
    themes = one.themes.keys() & other.themes.keys()
    return (
        cosine(one, other),
        common / (short or 1.0),
        2 * common / (short + long or 1.0),
        similarity(one.words, other.words),
        max([one.themes[theme] * other.themes[theme] for theme in themes], default=0.0)
        / (math.sqrt(len(one.themes) * len(other.themes)) or 1.0),
        float(bool(one.label) and one.label == other.label),
        short / (long or 1.0),
        math.log1p(short),
    )


def odds_of_words(old: Profiles, new: Profiles, pairs: Iterable[Pair]) -> dict[Pair, float]:
    """Log-odds that each pair belongs together, by its words alone; hopeless pairs are left out."""
    from rapidfuzz.distance import Indel

    similarity = Indel.normalized_similarity
    odds = judge(WORD_EVIDENCE)
    heard = (
        (pair, odds(evidence_of_words(similarity, old[pair[0]], new[pair[1]]))) for pair in pairs
    )
    return {pair: value for pair, value in heard if value > HOPELESS_ODDS}
