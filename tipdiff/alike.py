"""Which statements of two narratives are aligned with each other first: those of like sections.

Of a series with an outline, sections are alike by topic and, where one edition has a topic that
the other has not, by what they say: an outline that is new brings its text under other headings.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import lru_cache
from itertools import chain, islice
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

from tipdiff.series import find
from tipdiff.tables.significance import LEAST_MOVED_WORDS, LEAST_TOPIC_WORDS, SAME_TOPIC

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tipdiff.model import Narrative, Place, SectionKind

    Places = Mapping[SectionKind, Sequence[Place]]
    """The statements of a narrative by the kind of their section."""
    Bags = Mapping[SectionKind, "_Bag"]

_WORD = re.compile(r"\w+")
_PLAIN = str.maketrans({c: c.lower() if _WORD.match(c) else " " for c in map(chr, range(128))})
"""Of ASCII alone: what is in no word is a space, letters are small."""


class Alike(NamedTuple):
    """Statements of both sides that stand in like sections, in reading order."""

    old: list[Place]
    new: list[Place]


class _Bag(NamedTuple):
    """The words of a section with their weights, and how long these are together."""

    weights: Mapping[str, float]
    length: float


def has_outline(narrative: Narrative) -> bool:
    """Whether its sections are topics that come and go from edition to edition."""
    return bool(find(narrative.series).topics)


def alike(old: Narrative, new: Narrative, ours: Places, theirs: Places) -> list[Alike]:
    """The statements by like sections; each statement of a kind that both have is in one group."""
    groups = {kind: kind for kind in (*ours, *theirs)}
    if has_outline(old) and has_outline(new):
        for kind, partner in _partners(old, new, ours, theirs):
            groups[kind] = groups[partner]
    found: dict[SectionKind, Alike] = {}
    for kind in (*ours, *(kind for kind in theirs if kind not in ours)):
        group = found.setdefault(groups[kind], Alike([], []))
        group.old.extend(ours.get(kind, ()))
        group.new.extend(theirs.get(kind, ()))
    return [Alike(sorted(a), sorted(b)) for a, b in found.values() if a and b]


def repeated_elsewhere(old: Narrative, new: Narrative, ours: Places, theirs: Places) -> Alike:
    """Statements of an outline that stand, in the same words, under another topic now."""
    if not (has_outline(old) and has_outline(new)):
        return Alike([], [])
    before, after = (
        {narrative.statement(place).text: place for place in chain(*places.values())}
        for narrative, places in ((old, ours), (new, theirs))
    )
    pairs = [(before[text], after[text]) for text in before if text in after]
    away = [(a, b) for a, b in pairs if _kind(old, a) != _kind(new, b)]
    known = (set(may_move(old, [a for a, _ in away])), set(may_move(new, [b for _, b in away])))
    both = [(a, b) for a, b in away if a in known[0] and b in known[1]]
    return Alike(sorted(a for a, _ in both), sorted(b for _, b in both))


def _kind(narrative: Narrative, place: Place) -> SectionKind:
    return narrative.sections[place.section].kind


def may_move(narrative: Narrative, places: Iterable[Place]) -> list[Place]:
    """The statements that say enough to be known again under another topic: no stock phrases."""
    rest = list(places)
    if not has_outline(narrative):
        return rest
    times = Counter([each.text for section in narrative.sections for each in section.statements])
    texts = [narrative.statement(place).text for place in rest]
    return [
        place
        for place, text in zip(rest, texts, strict=True)
        if times[text] == 1 and _says_enough(text)
    ]


@lru_cache(maxsize=4096)
def _says_enough(text: str) -> bool:
    words = _WORD.finditer(text)
    return next(islice(words, LEAST_MOVED_WORDS - 1, None), None) is not None


def _partners(
    old: Narrative, new: Narrative, ours: Places, theirs: Places
) -> list[tuple[SectionKind, SectionKind]]:
    """Each kind that one side alone has, with the other side's kind that says most of the same."""
    if ours.keys() == theirs.keys():
        return []
    said = (_words(old, ours), _words(new, theirs))
    lone = ([k for k in said[0] if k not in theirs], [k for k in said[1] if k not in ours])
    if not any(lone):
        return []
    mine, other = _bags(*said, lone)
    found = [(kind, _nearest(mine[kind], other)) for kind in lone[0]]
    found += [(kind, _nearest(other[kind], mine)) for kind in lone[1]]
    return [(kind, partner) for kind, partner in found if partner is not None]


def _words(narrative: Narrative, places: Places) -> dict[SectionKind, Mapping[str, float]]:
    """How much each kind says each word, of those kinds that say enough."""
    counted = {
        kind: _counted(tuple([narrative.statement(place).text for place in here]))
        for kind, here in places.items()
    }
    return {kind: often for kind, often in counted.items() if often}


@lru_cache(maxsize=512)
def _counted(texts: tuple[str, ...]) -> Mapping[str, float]:
    """The words of a section, the more often the more, or none of a short one.

    Two neighbouring pairs have the same one.
    """
    times = Counter(chain.from_iterable(map(_words_in, texts)))
    if times.total() < LEAST_TOPIC_WORDS:
        return {}
    often = {count: 1 + math.log(count) for count in set(times.values())}
    return {word: often[count] for word, count in times.items()}


def _words_in(text: str) -> list[str]:
    return text.translate(_PLAIN).split() if text.isascii() else _WORD.findall(text.lower())


def _bags(
    old: Mapping[SectionKind, Mapping[str, float]],
    new: Mapping[SectionKind, Mapping[str, float]],
    lone: tuple[Sequence[SectionKind], Sequence[SectionKind]],
) -> tuple[Bags, Bags]:
    """The words of each kind, weighed: what few sections say tells most.

    Of a side whose partners nobody asks for, only the lone kinds.
    """
    count = len(old) + len(new)
    spread = Counter(chain.from_iterable([*old.values(), *new.values()]))
    rarities = [0.0, *(math.log(1 + count / times) for times in range(1, count + 1))]
    rarity = {word: rarities[times] for word, times in spread.items()}

    def weighed(often: Mapping[str, float]) -> _Bag:
        weights = {word: much * rarity[word] for word, much in often.items()}
        values = weights.values()
        return _Bag(weights, math.sqrt(sum(map(mul, values, values))) or 1.0)

    return (
        {kind: weighed(often) for kind, often in old.items() if lone[1] or kind in lone[0]},
        {kind: weighed(often) for kind, often in new.items() if lone[0] or kind in lone[1]},
    )


def _nearest(bag: _Bag, others: Bags) -> SectionKind | None:
    """The kind that says most of the same, where it is enough."""
    shares = [(word, weight / bag.length) for word, weight in bag.weights.items()]
    scores = {
        kind: sum([share * (words[word] / length) for word, share in shares if word in words])
        for kind, (words, length) in others.items()
    }
    best = max(scores, key=lambda kind: scores[kind], default=None)
    return best if best is not None and scores[best] >= SAME_TOPIC else None
