"""Which old statements could continue in which new ones, and what the words alone say of it.

Statements are weighed by TF-IDF over the two lists themselves; themes count as further words.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

from tipdiff.tables.weights import (
    COMMON_SHARE,
    HOPELESS_ODDS,
    LEAST_COMMON_HOLDERS,
    LEAST_TELLING,
    NEAR,
    NEAREST,
    WORD_EVIDENCE,
    Near,
    judge,
)

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from tipdiff.align.words import Text

Pair = tuple[int, int]
"""Index of an old statement, index of a new one."""
Profiles = Mapping[int, "Profile"]
"""Profiles by the index of their statement."""


class Profile(NamedTuple):
    """A statement with the weight of each of its stems and themes."""

    text: Text
    content: Mapping[str, float]
    """Weights of stems and themes."""
    times: Mapping[str, int]
    """In how many statements of the two lists each stem stands."""
    rarity: Mapping[str, float]
    """Of every stem and theme of the two lists."""
    themes: Mapping[str, float]
    """Themes, each with its share: 1 where no other statement of the list has it."""
    norm: float
    total: float
    """Sum of `content`."""


class Traits(NamedTuple):
    """What a statement has for the comparison with others, whatever list it stands in."""

    grams: frozenset[int]
    """Every four characters of its words, each four as one number."""
    opening: tuple[str, ...]
    """Stems of its first clause that carry content, each once."""
    phrases: frozenset[tuple[str, str]]
    """Every two stems that carry content and follow each other."""


@lru_cache(maxsize=4096)
def traits(text: Text) -> Traits:
    """The traits of a statement; it is compared in several lists."""
    telling = [stem for stem in text.stemmed if stem in text.terms]
    first = dict.fromkeys(text.stemmed[: text.opening])
    return Traits(
        grams=grams(text.words),
        opening=tuple([stem for stem in first if stem in text.terms]),
        phrases=frozenset(pairwise(telling)),
    )


def profiles(
    old: Sequence[Text],
    new: Sequence[Text],
    linked: Iterable[Pair] = (),
    whole: tuple[Sequence[Text], Sequence[Text]] | None = None,
) -> tuple[Profiles, Profiles]:
    """Weigh the statements not yet linked: words rare in the whole lists weigh most."""
    linked = list(linked)
    done = ({i for i, _ in linked}, {j for _, j in linked})
    open_ = [
        {at: text for at, text in enumerate(texts) if at not in done[side]}
        for side, texts in enumerate((old, new))
    ]
    if not (open_[0] and open_[1]):
        return {}, {}
    whole = whole or (old, new)
    found = Counter(chain.from_iterable([text.terms for texts in whole for text in texts]))
    count = len(whole[0]) + len(whole[1])
    rarities = {times: math.log(1 + count / times) for times in set(found.values())}
    rarity = {term: rarities[times] for term, times in found.items()}
    times = Counter(chain.from_iterable([t.stems for texts in open_ for t in texts.values()]))
    weighed: list[Profiles] = []
    for texts, context in zip(open_, whole, strict=True):
        held = Counter(chain.from_iterable([text.themes for text in context]))
        weighed.append({at: _profile(text, held, times, rarity) for at, text in texts.items()})
    return weighed[0], weighed[1]


def _profile(
    text: Text, held: Mapping[str, int], times: Mapping[str, int], rarity: Mapping[str, float]
) -> Profile:
    content = {term: weight * rarity[term] for term, weight in text.terms.items()}
    weights = content.values()
    return Profile(
        text=text,
        content=content,
        times=times,
        rarity=rarity,
        themes={theme: 1 / held[theme] for theme in text.themes},
        norm=math.sqrt(sum(map(mul, weights, weights))) or 1.0,
        total=sum(weights),
    )


def candidates(old: Profiles, new: Profiles, near: Near = NEAR) -> list[Pair]:
    """Pairs worth a closer look: for each statement its nearest ones, in their lists' order."""
    holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for j, profile in new.items():
        norm = profile.norm
        for word, weight in profile.content.items():
            holders[word].append((j, weight / norm))
    common = max(LEAST_COMMON_HOLDERS, COMMON_SHARE * len(new))
    rare = {word for word, those in holders.items() if len(those) <= common}
    by_old: dict[int, list[tuple[float, Pair]]] = defaultdict(list)
    by_new: dict[int, list[tuple[float, Pair]]] = defaultdict(list)
    for i, profile in old.items():
        products: dict[int, float] = defaultdict(float)
        content = profile.content
        for word in _telling(content, holders, rare):
            weight = content[word]
            for j, share in holders[word]:
                products[j] += weight * share
        norm = profile.norm
        least = near.cosine * norm
        for j, product in products.items():
            if product >= least:
                by_old[i].append((-product, (i, j)))
                by_new[j].append((-product / norm, (i, j)))
    ranked = chain(by_old.values(), by_new.values())
    return sorted(set(_nearest(ranked, near.share)))


def _telling(
    content: Mapping[str, float], holders: Mapping[str, Sequence[object]], rare: AbstractSet[str]
) -> list[str]:
    """The words by which to look for partners: the rarer ones, and never none."""
    telling = [word for word in content if word in rare]
    if len(telling) >= LEAST_TELLING:
        return telling
    held = [word for word in content if word in holders]
    return sorted(held, key=lambda word: len(holders[word]))[:LEAST_TELLING]


def _nearest(ranked: Iterable[list[tuple[float, Pair]]], share: float) -> Iterable[Pair]:
    for row in ranked:
        nearest = sorted(row)[:NEAREST]
        least = share * nearest[0][0]
        for value, pair in nearest:
            if value <= least:
                yield pair


def shared(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The weight two statements have in common."""
    return sum([min(one[word], other[word]) for word in one if word in other])


def grams(words: tuple[str, ...]) -> frozenset[int]:
    """Every four characters in a row: what words have in common that share no stem.

    A letter no Latin-1 text has is read as a question mark, so that four of them are one number.
    """
    text = memoryview(" ".join(words).encode("latin-1", "replace"))
    whole = (len(text) - at & ~3 for at in range(4))
    return frozenset().union(*(text[at : at + size].cast("I") for at, size in enumerate(whole)))


def evidence_of_words(one: Profile, other: Profile) -> tuple[float, ...]:
    """What speaks for one pair, in the order of `WORD_EVIDENCE`."""
    ours, theirs = one.content, other.content
    my, your = traits(one.text), traits(other.text)
    times, rarity = one.times, one.rarity
    both = [word for word in ours if word in theirs]
    weights, its = list(map(ours.__getitem__, both)), list(map(theirs.__getitem__, both))
    held = [times[word] for word in both if word in times]
    short, long = (one.total, other.total) if one.total < other.total else (other.total, one.total)
    return (
        sum(map(mul, weights, its)) / (one.norm * other.norm),
        sum(map(min, weights, its)) / (short or 1.0),
        _own_theme(one.themes, other.themes),
        float(bool(one.text.label) and one.text.label == other.text.label),
        short / (long or 1.0),
        math.log1p(short),
        math.log1p(held.count(2)),
        2 / min(held, default=math.inf),
        2 * len(my.grams & your.grams) / (len(my.grams) + len(your.grams) or 1),
        (_said(my.opening, theirs, rarity) + _said(your.opening, ours, rarity)) / 2,
        _phrases(my.phrases & your.phrases, rarity),
        _two_events(one.text.month, other.text.month),
    )


def _said(
    opening: Sequence[str], content: Mapping[str, float], rarity: Mapping[str, float]
) -> float:
    """How much of what one statement opens with, weighed by rarity, the other says anywhere."""
    whole = sum([rarity[stem] for stem in opening])
    return sum([rarity[stem] / whole for stem in opening if stem in content])


def _phrases(both: AbstractSet[tuple[str, str]], rarity: Mapping[str, float]) -> float:
    """The weight of the phrases that both have."""
    if not both:
        return 0.0
    return math.log1p(sum([rarity[first] + rarity[second] for first, second in sorted(both)]))


def _two_events(one: str, other: str) -> float:
    """Whether each opens with the month of an event, and it is not the same one."""
    return float(bool(one and other) and one != other)


def _own_theme(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The theme the two share and few others have, against how many themes they have."""
    shares = [one[theme] * other[theme] for theme in one if theme in other]
    return max(shares) / math.sqrt(len(one) * len(other)) if shares else 0.0


def odds_of_words(old: Profiles, new: Profiles, pairs: Iterable[Pair]) -> dict[Pair, float]:
    """Log-odds that each pair belongs together, by its words alone; hopeless pairs are left out."""
    judged = judge(WORD_EVIDENCE)
    heard = ((pair, judged(evidence_of_words(old[pair[0]], new[pair[1]]))) for pair in pairs)
    return {pair: value for pair, value in heard if value > HOPELESS_ODDS}
