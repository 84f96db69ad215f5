"""Whole statements that are new, or dropped, in (nearly) the same words in several countries."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from tipdiff.align.kind import longest_common
from tipdiff.tables.template_shares import COMMON_SHINGLES, NEARLY_SAME, SHARED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tipdiff.template_changes.edits import Edits, Whole, Words

SHINGLE = 3
"""Words of the runs that statements are found by; a shorter one says nothing alone."""


class Told(NamedTuple):
    """A whole statement, and the index of the comparison it is of."""

    of: int
    whole: Whole


def shared_wholes(
    every: Sequence[Edits], wholes: Sequence[Sequence[Whole]]
) -> Iterator[tuple[Told, ...]]:
    """The same statements in enough countries, the commonest first; no statement is told twice."""
    iso3 = [edits.country.iso3 for edits in every]
    least = SHARED.of(len(set(iso3)))
    same: dict[Words, list[Told]] = defaultdict(list)
    for told in _common(wholes, iso3, least):
        same[told.whole.words].append(told)
    groups: list[tuple[Words, list[Told]]] = []
    for words, those in sorted(same.items(), key=lambda item: (-len(item[1]), item[0])):
        like = next((group for first, group in groups if _is_like(first, words)), None)
        if like is None:
            groups.append((words, those))
        else:
            like += those
    found = [group for _, group in groups if len({iso3[told.of] for told in group}) >= least]
    return (tuple(group) for group in sorted(found, key=lambda group: -len(group)))


def _common(wholes: Sequence[Sequence[Whole]], iso3: Sequence[str], least: int) -> Iterator[Told]:
    """The statements of whose words enough countries have some as well."""
    holders: dict[Words, set[str]] = defaultdict(set)
    for of, statements in enumerate(wholes):
        for whole in statements:
            for shingle in _shingles(whole.words):
                holders[shingle].add(iso3[of])
    for of, statements in enumerate(wholes):
        for whole in statements:
            shingles = [*_shingles(whole.words)]
            common = sum(len(holders[shingle]) >= least for shingle in shingles)
            if len(whole.words) >= SHINGLE and common >= COMMON_SHINGLES * len(shingles):
                yield Told(of, whole)


def _shingles(words: Words) -> Iterator[Words]:
    return (words[at : at + SHINGLE] for at in range(max(1, len(words) - SHINGLE + 1)))


def _is_like(one: Words, other: Words) -> bool:
    common = 2 * longest_common(one, other)
    return common >= NEARLY_SAME * (len(one) + len(other))
