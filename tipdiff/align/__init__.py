"""Stage 4 of 7: two lists of statements become links.

    texts --> equal ones --> candidates --> by their words --> in context --> best assignment
          --> splits and merges --> moves --> kinds

A pure function of the two lists: the same input gives the same links, and lists in the other
order give their mirror image.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from tipdiff.align.assignment import assign
from tipdiff.align.context import odds_in_context
from tipdiff.align.groups import Group, grouped
from tipdiff.align.initials import shortener
from tipdiff.align.kind import kind_of
from tipdiff.align.moves import moved
from tipdiff.align.similar import Pair, Profiles, candidates, odds_of_words, profiles
from tipdiff.align.twins import twins
from tipdiff.align.words import Text, read
from tipdiff.model import Link
from tipdiff.tables.weights import (
    ANCHOR_ODDS,
    LEAST_SCORE,
    NEAR,
    NEAR_IF_SURE,
    SURE,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["align"]


def align(
    old: Sequence[str],
    new: Sequence[str],
    *,
    least: float = LEAST_SCORE,
    among: tuple[Sequence[str], Sequence[str]] | None = None,
) -> tuple[Link, ...]:
    """Link the statements that continue each other, in the order of the old list.

    :param least: How sure a link between different words must be, more than 0 and less than 1.
    :param among: All old and all new statements, where `old` and `new` are only what other
        calls left over: words and themes are weighed by all of them, and as leftovers of several
        sections have no order, their neighbours are not asked.
    """
    whole = among or ((), ())
    sides = (_side(old, whole[0]), _side(new, whole[1]))
    in_order = among is None
    if sides[1] < sides[0]:
        return mirrored(_align(sides[1], sides[0], least, in_order=in_order))
    return _align(*sides, least, in_order=in_order)


class _Side(NamedTuple):
    """One of the two lists, and the list it was taken from."""

    texts: list[str]
    whole: list[str]


def _side(texts: Sequence[str], whole: Sequence[str]) -> _Side:
    known = set(whole)
    return _Side(list(texts), [*whole, *(text for text in texts if text not in known)])


def mirrored(links: Sequence[Link]) -> tuple[Link, ...]:
    """The links as seen from the other list."""
    turned = (
        Link(
            old=link.new,
            new=link.old,
            kind=link.kind,
            moved=link.moved,
            score=link.score,
            reasons=tuple(_TURNED.get(reason, reason) for reason in link.reasons),
        )
        for link in links
    )
    return tuple(sorted(turned, key=lambda link: link.old))


_TURNED = {"split": "merge", "merge": "split"}


def _align(old: _Side, new: _Side, least: float, *, in_order: bool) -> tuple[Link, ...]:
    every = dict.fromkeys((*old.whole, *new.whole))
    shorten = shortener(every)
    memory = {text: read(shorten(text)) for text in every}
    texts = ([memory[text] for text in old.texts], [memory[text] for text in new.texts])
    whole = ([memory[text] for text in old.whole], [memory[text] for text in new.whole])
    same = twins([text.key for text in texts[0]], [text.key for text in texts[1]])
    weighed = profiles(*texts, same, whole)
    near = NEAR_IF_SURE if least >= SURE else NEAR
    odds = odds_of_words(*weighed, candidates(*weighed, near))
    if odds and in_order:
        anchors = {i: j for i, j in assign(odds) if odds[i, j] > ANCHOR_ODDS} | dict(same)
        odds = odds_in_context(odds, anchors, (len(old.texts), len(new.texts)))
    bar = math.log(least / (1 - least))
    best = assign({pair: value - bar for pair, value in odds.items()})
    groups, attached = grouped(*weighed, best, odds)
    groups += [((i,), (j,)) for i, j in same]
    return _links(texts, weighed, sorted(groups), odds | attached)


def _links(
    texts: tuple[Sequence[Text], Sequence[Text]],
    weighed: tuple[Profiles, Profiles],
    groups: Sequence[Group],
    odds: Mapping[Pair, float],
) -> tuple[Link, ...]:
    places = [(olds[0], news[0]) for olds, news in groups]
    away = moved(places, [1 + sum(len(texts[0][i].words) for i in olds) for olds, _ in groups])
    return tuple(
        _link(texts, weighed, group, odds, moved=at in away) for at, group in enumerate(groups)
    )


def _link(
    texts: tuple[Sequence[Text], Sequence[Text]],
    weighed: tuple[Profiles, Profiles],
    group: Group,
    odds: Mapping[Pair, float],
    *,
    moved: bool,
) -> Link:
    olds, news = group
    if texts[0][olds[0]] is texts[1][news[0]] and olds[0] not in weighed[0]:
        return Link(old=olds, new=news, kind="unchanged", moved=moved, reasons=("same words",))
    kind, reasons = kind_of([texts[0][i] for i in olds], [texts[1][j] for j in news])
    sure = [odds[i, j] for i in olds for j in news if (i, j) in odds]
    return Link(
        old=olds,
        new=news,
        kind=kind,
        moved=moved,
        score=round(1 / (1 + math.exp(-min(sure))), 4) if sure else 1.0,
        reasons=(*_grounds(weighed, group), *reasons),
    )


def _grounds(weighed: tuple[Profiles, Profiles], group: Group) -> tuple[str, ...]:
    """Why these were linked: the same words, or shared ones and the themes they have in common."""
    olds, news = group
    if olds[0] not in weighed[0]:
        return ("same words",)
    shape = ("split",) * (len(news) > 1) + ("merge",) * (len(olds) > 1)
    themes = frozenset[str]().union(*(weighed[0][i].themes for i in olds))
    themes &= frozenset[str]().union(*(weighed[1][j].themes for j in news))
    return ("shared words", *shape, *sorted(themes))
