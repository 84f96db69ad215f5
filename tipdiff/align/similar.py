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
    LEAST_COSINE,
    LEAST_TELLING,
    NEAREST,
    WORD_EVIDENCE,
    judge,
)

if TYPE_CHECKING:
    from tipdiff.align.words import Text

Pair = tuple[int, int]
"""Index of an old statement, index of a new one."""
Profiles = Mapping[int, "Profile"]
"""Profiles by the index of their statement."""


class Profile(NamedTuple):
    """A statement with the weight of each of its stems and themes."""

    label: tuple[str, ...]
    content: Mapping[str, float]
    """Weights of stems and themes."""
    times: Mapping[str, int]
    """In how many statements of its list each stem stands."""
    grams: frozenset[int]
    """Every four characters of its words, each four as one number."""
    opening: Mapping[str, float]
    """Stems of its first clause, each with its share of the rarity of all of them."""
    phrases: frozenset[tuple[str, str]]
    """Every two stems that carry content and follow each other."""
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
    opening: tuple[str, ...]
    """Stems of its first clause that carry content, each once."""
    phrases: frozenset[tuple[str, str]]


@lru_cache(maxsize=16384)
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
    sides = zip(open_, whole, strict=True)
    weighed = [_weighed(texts, context, rarity) for texts, context in sides]
    return weighed[0], weighed[1]


def _weighed(
    texts: Mapping[int, Text], whole: Sequence[Text], rarity: Mapping[str, float]
) -> dict[int, Profile]:
    held = Counter(chain.from_iterable([text.themes for text in whole]))
    times = Counter(chain.from_iterable([text.stems for text in texts.values()]))
    return {at: _profile(text, held, times, rarity) for at, text in texts.items()}


def _profile(
    text: Text, held: Mapping[str, int], times: Mapping[str, int], rarity: Mapping[str, float]
) -> Profile:
    weights = list(map(mul, text.terms.values(), map(rarity.__getitem__, text.terms)))
    its = traits(text)
    return Profile(
        label=text.label,
        content=dict(zip(text.terms, weights, strict=True)),
        times=times,
        grams=its.grams,
        opening=_opening(its.opening, rarity),
        phrases=its.phrases,
        rarity=rarity,
        themes={theme: 1 / held[theme] for theme in text.themes},
        norm=math.sqrt(sum(map(mul, weights, weights))) or 1.0,
        total=sum(weights),
    )


def _opening(stems: Sequence[str], rarity: Mapping[str, float]) -> dict[str, float]:
    weights = [rarity[stem] for stem in stems]
    whole = sum(weights)
    return dict(zip(stems, [weight / whole for weight in weights], strict=True))


def candidates(old: Profiles, new: Profiles) -> list[Pair]:
    """Pairs worth a closer look: for each statement its nearest ones, in their lists' order."""
    holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for j, profile in new.items():
        norm = profile.norm
        for word, weight in profile.content.items():
            holders[word].append((j, weight / norm))
    common = max(LEAST_COMMON_HOLDERS, COMMON_SHARE * len(new))
    by_old: dict[int, list[tuple[float, Pair]]] = defaultdict(list)
    by_new: dict[int, list[tuple[float, Pair]]] = defaultdict(list)
    for i, profile in old.items():
        products: dict[int, float] = defaultdict(float)
        content = profile.content
        for word in _telling(content, holders, common):
            weight = content[word]
            for j, share in holders[word]:
                products[j] += weight * share
        norm = profile.norm
        least = LEAST_COSINE * norm
        for j, product in products.items():
            if product >= least:
                by_old[i].append((-product, (i, j)))
                by_new[j].append((-product / norm, (i, j)))
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
    our_times, their_times = one.times, other.times
    both = [word for word in ours if word in theirs]
    weights, its = list(map(ours.__getitem__, both)), list(map(theirs.__getitem__, both))
    held = [our_times[word] + their_times[word] for word in both if word in our_times]
    short, long = (one.total, other.total) if one.total < other.total else (other.total, one.total)
    return (
        sum(map(mul, weights, its)) / (one.norm * other.norm),
        sum(map(min, weights, its)) / (short or 1.0),
        _own_theme(one.themes, other.themes),
        float(bool(one.label) and one.label == other.label),
        short / (long or 1.0),
        math.log1p(short),
        math.log1p(held.count(2)),
        2 / min(held, default=math.inf),
        2 * len(one.grams & other.grams) / (len(one.grams) + len(other.grams) or 1),
        (_said(one.opening, theirs) + _said(other.opening, ours)) / 2,
        _phrases(one, other),
    )


def _said(opening: Mapping[str, float], content: Mapping[str, float]) -> float:
    """How much of what one statement opens with the other says anywhere."""
    return sum([share for term, share in opening.items() if term in content])


def _phrases(one: Profile, other: Profile) -> float:
    """The weight of the phrases that both have."""
    both = one.phrases & other.phrases
    if not both:
        return 0.0
    rarity = one.rarity
    return math.log1p(sum([rarity[first] + rarity[second] for first, second in sorted(both)]))


def _own_theme(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The theme the two share and few others have, against how many themes they have."""
    shares = [one[theme] * other[theme] for theme in one if theme in other]
    return max(shares) / math.sqrt(len(one) * len(other)) if shares else 0.0


def odds_of_words(old: Profiles, new: Profiles, pairs: Iterable[Pair]) -> dict[Pair, float]:
    """Log-odds that each pair belongs together, by its words alone; hopeless pairs are left out."""
    judged = judge(WORD_EVIDENCE)
    heard = ((pair, judged(evidence_of_words(old[pair[0]], new[pair[1]]))) for pair in pairs)
    return {pair: value for pair, value in heard if value > HOPELESS_ODDS}
