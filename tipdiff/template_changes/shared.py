"""The edits that several countries have: each told once, with its countries."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from tipdiff.stems import lemma
from tipdiff.tables.template_shares import LARGEST_GAP, MOST_TOGETHER, SHARED, TOGETHER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from tipdiff.template_changes.edits import Edit, Edits, Words


class Found(NamedTuple):
    """An edit, and the index of the comparison it is of."""

    of: int
    edit: Edit


Spread = dict[str, set[str]]
"""What an edit may be known by, and the countries (ISO 3166) that have it."""


def shared_edits(every: Sequence[Edits]) -> tuple[list[tuple[Found, ...]], list[Found]]:
    """The same edits in enough countries, the commonest first, and all that are left."""
    iso3 = [edits.country.iso3 for edits in every]
    least = SHARED.of(len(set(iso3)))
    found = [*_joined(every, least)]
    holders: dict[str, list[int]] = defaultdict(list)
    for at, (_, edit) in enumerate(found):
        for key in edit.keys:
            holders[key].append(at)
    left = set(range(len(found)))

    def free(key: str) -> tuple[list[int], int]:
        places = [at for at in holders[key] if at in left]
        return places, len({iso3[found[at].of] for at in places})

    groups = []
    queue = [(-free(key)[1], key) for key in holders]
    heapq.heapify(queue)
    while queue and -queue[0][0] >= least:
        count, key = heapq.heappop(queue)
        places, now = free(key)
        if now == -count:
            left.difference_update(places)
            groups.append(tuple(found[at] for at in places))
        else:
            heapq.heappush(queue, (-now, key))
    return groups, [found[at] for at in sorted(left)]


def _joined(every: Sequence[Edits], least: int) -> Iterator[Found]:
    """All edits; those that nearly always stand together are one."""
    spread: Spread = defaultdict(set)
    for edits in every:
        for row in _rows(edits):
            for size in range(1, MOST_TOGETHER + 1):
                for at in range(len(row)):
                    for key in _keys(row[at : at + size], size):
                        spread[key].add(edits.country.iso3)
    counts = Counter({key: len(holders) for key, holders in spread.items()})
    for of, edits in enumerate(every):
        for row in _rows(edits):
            yield from (Found(of, edit) for edit in _taken_together(row, counts, least))


def _rows(edits: Edits) -> Iterator[list[Edit]]:
    """The edits of each statement, as far as few words stand between them."""
    for _, group in groupby(edits.replaced, key=attrgetter("outcome")):
        row: list[Edit] = []
        for edit in group:
            if row and len(edit.before) > LARGEST_GAP:
                yield row
                row = []
            row.append(edit)
        yield row


def _keys(row: Sequence[Edit], size: int) -> tuple[str, ...]:
    if len(row) < size:
        return ()
    return (row[0].key, *row[0].bound_keys) if size == 1 else (_one(row).key,)


def _names(edit: Edit) -> tuple[str, ...]:
    return (edit.key,) if edit.is_telling else edit.bound_keys


def _one(row: Sequence[Edit]) -> Edit:
    """Neighbouring edits as one, with the words between them on both sides."""
    first, *others = row
    old, new = first.old, first.new
    quote_old, quote_new = first.quote
    for edit in others:
        old, new = (*old, *edit.before, *edit.old), (*new, *edit.before, *edit.new)
        between = " ".join(("", *edit.before, ""))
        quote_old += between + edit.quote[0]
        quote_new += between + edit.quote[1]
    runs = tuple(run for edit in row for run in edit.runs)
    return first._replace(
        runs=runs, old=old, new=new, after=row[-1].after, quote=(quote_old, quote_new)
    )


def _taken_together(row: list[Edit], counts: Mapping[str, int], least: int) -> Iterator[Edit]:
    at = 0
    while at < len(row):
        for size in range(min(MOST_TOGETHER, len(row) - at), 1, -1):
            parts = row[at : at + size]
            whole = _one(parts)
            commonest = max(min(counts[key] for key in _names(part)) for part in parts)
            if counts[whole.key] >= max(least, TOGETHER * commonest):
                yield whole
                at += size
                break
        else:
            yield row[at]
            at += 1


class Made(NamedTuple):
    """An edit in which shared ones stand too close to be told apart, and the numbers of these."""

    found: Found
    groups: tuple[int, ...]
    whole: bool
    """Whether these, done one after the other, are all of it."""


class _Rewriting(NamedTuple):
    old: Words
    new: Words
    number: int


def made_of(groups: Sequence[tuple[Found, ...]], rest: Iterable[Found]) -> Iterator[Made]:
    """The edits that hold shared ones, with or without something else.

    "Victims and victims" became "survivors and survivors"; "victims of the war" became "survivors".
    """
    table: dict[str, list[_Rewriting]] = defaultdict(list)
    for number, group in enumerate(groups):
        edit = group[0].edit
        if edit.is_telling and edit.old and edit.new:
            row = _Rewriting(_lemmas(edit.old), _lemmas(edit.new), number)
            table[row.old[0]].append(row)
    for found in rest:
        old, new = _lemmas(found.edit.old), _lemmas(found.edit.new)
        done, rows = _rewritten(old, table)
        held = rows if done == new else [row for row in rows if _holds(new, row)]
        if held:
            numbers = tuple(dict.fromkeys(row.number for row in held))
            yield Made(found, numbers, done == new)


def _lemmas(words: Words) -> Words:
    return tuple(map(lemma, words))


def _rewritten(
    old: Words, table: Mapping[str, Sequence[_Rewriting]]
) -> tuple[Words, list[_Rewriting]]:
    """The old words with every rewriting done that can be, and those that were."""
    done: Words = ()
    used: list[_Rewriting] = []
    at = 0
    while at < len(old):
        fitting = (r for r in table.get(old[at], ()) if old[at : at + len(r.old)] == r.old)
        row = next(fitting, None)
        if row is None:
            done += (old[at],)
            at += 1
        else:
            done += row.new
            used.append(row)
            at += len(row.old)
    return done, used


def _holds(new: Words, row: _Rewriting) -> bool:
    """Whether the new words hold a rewriting's new ones, and no longer its old ones."""
    return _stands_in(row.new, new) and not _stands_in(row.old, new)


def _stands_in(part: Words, words: Words) -> bool:
    return any(words[at : at + len(part)] == part for at in range(len(words) - len(part) + 1))
