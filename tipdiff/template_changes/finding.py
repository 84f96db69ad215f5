"""Over all comparisons of an edition: the edits that many countries have, and what they are."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from hashlib import blake2s
from typing import TYPE_CHECKING, Literal, NamedTuple

from tipdiff.align.kind import kind_of
from tipdiff.align.words import read
from tipdiff.tables.kinds import MONTHS
from tipdiff.tables.template_shares import (
    BOUND,
    MOST_SHOWN,
    SHARED,
    TEMPLATE,
    TEMPLATE_FACTS,
    TEMPLATE_STATEMENT,
    TOGETHER,
)
from tipdiff.template_changes.edits import COUNTRY, content
from tipdiff.template_changes.model import Findings, Mark, SharedEdit
from tipdiff.template_changes.shared import made_of, shared_edits
from tipdiff.template_changes.wholes import shared_wholes
from tipdiff.words import NUMBER_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tipdiff.model import Country
    from tipdiff.tables.template_shares import Share
    from tipdiff.template_changes.edits import Edit, Edits, Words
    from tipdiff.template_changes.shared import Found


class _Placed(NamedTuple):
    """A shared edit with its places: comparison, outcome, word runs."""

    edit: SharedEdit
    places: list[tuple[int, int, tuple[int, ...]]]


def find(every: Sequence[Edits]) -> Findings:
    """The edits that enough countries have, and where they stand in each comparison."""
    placed = [*_replaced(every), *_wholes(every, "new"), *_wholes(every, "dropped")]
    marks: dict[int, list[Mark]] = defaultdict(list)
    for edit, places in placed:
        for of, outcome, runs in places:
            marks[of].append(Mark(outcome=outcome, runs=runs, edit=edit))
    told = [*(each.edit for each in placed), *_formulae(every)]
    return Findings(
        edits=tuple(sorted(told, key=lambda e: (not e.template, -len(e.countries), e.id))),
        marks=tuple(tuple(marks[of]) for of in range(len(every))),
    )


def _replaced(every: Sequence[Edits]) -> Iterator[_Placed]:
    """Words for others; figures alone are facts of each country, and are not told of here."""
    every_group, rest = shared_edits(every)
    groups = [group for group in every_group if not _is_of_figures(group[0].edit)]
    joint = [*made_of(groups, rest)]
    also: dict[int, list[Found]] = defaultdict(list)
    for made in joint:
        for number in made.groups:
            also[number].append(made.found)
    edits = [_of_group(every, group, also[number]) for number, group in enumerate(groups)]
    places = [[_place(found) for found in group] for group in groups]
    for made in joint:
        wording = made.whole and all(edits[number].template for number in made.groups)
        for number in made.groups:
            of, outcome, runs = _place(made.found)
            places[number].append((of, outcome, runs if wording else ()))
    return map(_Placed, edits, places)


def _place(found: Found) -> tuple[int, int, tuple[int, ...]]:
    return found.of, found.edit.outcome, found.edit.runs


def _of_group(every: Sequence[Edits], group: Sequence[Found], also: Sequence[Found]) -> SharedEdit:
    edits = [found.edit for found in group]
    quote = Counter(edit.quote for edit in edits).most_common(1)[0][0]
    share = TEMPLATE_FACTS if _touches_facts(edits[0]) else TEMPLATE
    return _shared_edit(
        kind="replaced",
        quote=(_tidy(quote[0]), _tidy(quote[1])),
        around=(
            _nearest([edit.before[::-1] for edit in edits])[::-1],
            _nearest([edit.after for edit in edits]),
        ),
        holders=[every[found.of].country for found in (*group, *also)],
        compared=_compared(every),
        share=share if _is_one_edit(every, group) else None,
    )


def _is_one_edit(every: Sequence[Edits], group: Sequence[Found]) -> bool:
    """Whether its words alone say that it is the same edit, or what stands beside it does."""
    if group[0].edit.is_telling:
        return True
    beside: dict[str, set[str]] = defaultdict(set)
    for found in group:
        for key in found.edit.bound_keys:
            beside[key].add(every[found.of].country.iso3)
    holders = {every[found.of].country.iso3 for found in group}
    return max(map(len, beside.values())) >= BOUND * len(holders)


def _wholes(every: Sequence[Edits], kind: Literal["new", "dropped"]) -> Iterator[_Placed]:
    wholes = [edits.new if kind == "new" else edits.dropped for edits in every]
    for group in shared_wholes(every, wholes):
        said = group[0].whole.quote
        edit = _shared_edit(
            kind=kind,
            quote=("", said) if kind == "new" else (said, ""),
            around=((), ()),
            holders=[every[told.of].country for told in group],
            compared=_compared(every),
            share=TEMPLATE_STATEMENT,
        )
        yield _Placed(edit, [(told.of, told.whole.outcome, ()) for told in group])


def _formulae(every: Sequence[Edits]) -> Iterator[SharedEdit]:
    """Formulae that are known by name; the comparisons are without them already."""
    holders: dict[str, list[Country]] = defaultdict(list)
    for edits in every:
        for name in edits.formulae:
            holders[name].append(edits.country)
    compared = _compared(every)
    for name, those in holders.items():
        countries = _distinct(those)
        if len(countries) >= SHARED.of(compared):
            yield SharedEdit(
                id=_id("formula", name, ""),
                kind="formula",
                countries=countries,
                compared=compared,
                template=True,
                rule=name,
            )


def _shared_edit(
    *,
    kind: Literal["replaced", "new", "dropped"],
    quote: tuple[str, str],
    around: tuple[Words, Words],
    holders: Iterable[Country],
    compared: int,
    share: Share | None,
) -> SharedEdit:
    countries = _distinct(holders)
    template = share is not None and len(countries) >= share.of(compared)
    old, new = quote
    before, after = map(_said, around)
    return SharedEdit(
        id=_id(kind, f"{before}[{old}]{after}", new),
        kind=kind,
        old=old,
        new=new,
        before=before,
        after=after,
        countries=countries,
        compared=compared,
        template=template,
        rule=share.name if share and template else SHARED.name,
    )


def _tidy(quote: str) -> str:
    """A side of an edit as it is read: single spaces, no mark without its word."""
    return re.sub(r" (?=[;:,.])", "", " ".join(quote.split())).strip(" ;:,.")


def _said(words: Words) -> str:
    """Words that lost their marks, as they are read."""
    return re.sub(r" s(?= |$)", "'s", " ".join(words).replace(COUNTRY, "[country]"))


def _id(kind: str, old: str, new: str) -> str:
    """A name that outlives the number of countries."""
    code = blake2s(f"{kind}\n{old}\n{new}".encode("utf-8", "replace"), digest_size=4).hexdigest()
    return f"edit-{code}"


def _distinct(countries: Iterable[Country]) -> tuple[Country, ...]:
    by_code = {country.iso3: country for country in countries}
    return tuple(sorted(by_code.values(), key=lambda country: (country.name, country.iso3)))


def _compared(every: Iterable[Edits]) -> int:
    return len({edits.country.iso3 for edits in every})


def _is_of_figures(edit: Edit) -> bool:
    """Whether nothing but numbers, months and years was replaced."""
    words = [*content(edit.old), *content(edit.new)]
    return bool(words) and all(map(_is_figure, words))


def _is_figure(word: str) -> bool:
    return word[0].isdigit() or word in NUMBER_WORDS or word.capitalize() in MONTHS


def _touches_facts(edit: Edit) -> bool:
    """Whether the aligner, reading the edit with its neighbours, takes it for other facts."""
    sides = (
        " ".join((*edit.before[-MOST_SHOWN:], *words, *edit.after[:MOST_SHOWN]))
        for words in (edit.old, edit.new)
    )
    old, new = ([read(side)] for side in sides)
    return kind_of(old, new)[0] == "updated"


def _nearest(neighbours: Sequence[Words]) -> Words:
    """The nearest words that nearly all places of an edit share, at most so many."""
    kept: list[str] = []
    for at in range(MOST_SHOWN):
        words = Counter(words[at] for words in neighbours if words[at : at + 1])
        word, times = max(words.items(), key=lambda item: (item[1], item[0]), default=("", 0))
        if times < TOGETHER * len(neighbours):
            break
        kept.append(word)
    return tuple(kept)
