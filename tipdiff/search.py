"""Statements found by their words and themes; what one edition says and another does not.

    words, themes, roles --> Ask --> hits --> only what is new, dropped, or not said in a year

That something was not said is told only of a copy that holds the section where it would stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from tipdiff.accents import without_accents
from tipdiff.batch import comparison, compute, neighbours
from tipdiff.choose import demand_edition
from tipdiff.errors import UsageError
from tipdiff.store.narratives import preferred
from tipdiff.store.search import Ask

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from tipdiff.archive import Archive
    from tipdiff.batch import Pair
    from tipdiff.model import Change, Place, SeriesName
    from tipdiff.store import Entry, Hit, Search, ThemeCount

MAX_WORDS = 32
MAX_LETTERS = 200
"""Bounds on what is asked: an expression as long as a page would take as long to answer."""
MAX_FORMS = 200
"""Forms of a word that are looked for; the largest family of the reports has some 20."""

Became = Literal["new", "dropped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is looked for; empty asks nothing."""

    words: tuple[str, ...] = ()
    """A word in any of its forms; with spaces, a phrase as it stands; with a * at its end, every
    word that begins so."""
    themes: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    """ISO 3166 alpha-3."""
    editions: tuple[int, ...] = ()
    series: SeriesName = "tip"
    became: Became | None = None
    """Only what is new in its edition, or was dropped in it."""
    not_in: int | None = None
    """Only of countries of which this edition says nothing of the kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A statement that was found and, where it was asked for, the change that it is."""

    hit: Hit
    change: str | None = None
    """The change's id."""
    against: int | None = None
    """The edition it is new against, or was dropped in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A country of which the archive cannot tell, and why."""

    iso3: str
    country: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The answer to a query."""

    matches: tuple[Match, ...]
    total: int
    """With those left out because they were too many."""
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """A query made ready for one archive."""

    archive: Archive
    query: Query
    sources: Sequence[str]
    match: str | None = None
    watch: Callable[[Iterable[Pair]], Iterable[Pair]] = field(default=iter)

    def entries(self, editions: Sequence[int]) -> list[Entry]:
        """The preferred copy of each country asked for, in these editions or in all."""
        return chosen(self.archive, self.query, editions, self.sources)

    def ask(self, entries: Iterable[Entry]) -> Ask:
        return Ask(
            narratives=tuple(entry.id for entry in entries),
            match=self.match,
            themes=self.query.themes,
            roles=self.query.roles,
        )

    def hits(self, entries: Iterable[Entry]) -> list[Hit]:
        return self.archive.store.search.hits(self.ask(entries))


def find(
    archive: Archive,
    query: Query,
    sources: Sequence[str],
    *,
    most: int = -1,
    watch: Callable[[Iterable[Pair]], Iterable[Pair]] = iter,
) -> Found:
    """The statements that fit a query; `watch` sees the comparisons that have to be made."""
    match = expression(archive.store.search, query.words)
    _demand_editions(archive, query)
    wanted = _Wanted(archive=archive, query=query, sources=sources, match=match, watch=watch)
    if query.not_in is not None:
        return _cut(_said_only_now(wanted, query.not_in), most)
    if query.became is not None:
        return _cut(_changed(wanted, query.became), most)
    ask = wanted.ask(wanted.entries(query.editions))
    hits = archive.store.search.hits(ask, most=most)
    total = len(hits) if len(hits) != most else archive.store.search.count(ask)
    return Found(matches=tuple(Match(hit=hit) for hit in hits), total=total)


def theme_counts(
    archive: Archive, query: Query, sources: Sequence[str]
) -> tuple[list[ThemeCount], dict[int, int]]:
    """How often each theme comes in each edition, and how many copies hold such statements."""
    _demand_editions(archive, query)
    entries = chosen(archive, query, query.editions, sources)
    ask = Ask(narratives=tuple(entry.id for entry in entries), roles=query.roles)
    holding = archive.store.search.kinds(ask.narratives, query.roles)
    copies: dict[int, int] = {}
    for entry in sorted(entries, key=lambda entry: entry.edition):
        copies[entry.edition] = copies.get(entry.edition, 0) + (entry.id in holding)
    counts = archive.store.search.theme_counts(ask)
    return [row for row in counts if not query.themes or row.theme in query.themes], copies


def _demand_editions(archive: Archive, query: Query) -> None:
    """An edition that the archive has nothing of is a slip, not an answer of none."""
    for edition in query.editions:
        demand_edition(archive, query.series, edition)


def chosen(
    archive: Archive, query: Query, editions: Sequence[int], sources: Sequence[str]
) -> list[Entry]:
    """The preferred copy of each narrative of a query's countries."""
    entries = archive.store.narratives.entries(series=query.series)
    asked = [
        entry
        for entry in entries
        if (not query.countries or entry.iso3 in query.countries)
        and (not editions or entry.edition in editions)
    ]
    groups = groupby(asked, key=lambda entry: (entry.iso3, entry.edition))
    return [best for _, copies in groups if (best := preferred(copies, sources)) is not None]


def expression(search: Search, words: Sequence[str]) -> str | None:
    """What FTS5 is asked for these words; whatever stands in them, it is only looked for."""
    if len(words) > MAX_WORDS or sum(map(len, words)) > MAX_WORDS * MAX_LETTERS:
        raise UsageError(f"too much to look for at once; at most {MAX_WORDS} words")
    return " AND ".join(_term(search, word) for word in words) or None


def _term(search: Search, word: str) -> str:
    plain = _folded(word)
    if not any(letter.isalnum() for letter in plain):
        raise UsageError(f"there is nothing to look for in {word!r}; give a word of letters")
    if plain.endswith("*"):
        return f"{_quoted(plain.rstrip('*'))} *"
    if not re.fullmatch(r"[^\W_]+", plain):
        return _quoted(plain)
    return f"({' OR '.join(map(_quoted, _forms(search, plain)))})"


def _forms(search: Search, word: str) -> Iterator[str]:
    """The word itself, and what else of its family stands in the archive."""
    from tipdiff.stems import stem

    family = [other for other in search.vocabulary(word[0]) if stem(other) == stem(word)]
    yield from dict.fromkeys([word, *family[:MAX_FORMS]])


def _quoted(text: str) -> str:
    return '"' + text.replace('"', " ").replace("\0", " ") + '"'


def _folded(text: str) -> str:
    """Small letters without accents, as the index has them."""
    return without_accents(text.strip()).lower()


def _cut(found: Found, most: int) -> Found:
    kept = found.matches if most < 0 else found.matches[:most]
    return Found(matches=kept, total=found.total, doubts=found.doubts)


def _said_only_now(wanted: _Wanted, year: int) -> Found:
    """What the edition asked for says of countries of which the other says nothing of the kind."""
    now = {entry.iso3: entry for entry in wanted.entries(wanted.query.editions)}
    then = {entry.iso3: entry for entry in wanted.entries((year,))}
    said = {hit.iso3 for hit in wanted.hits(then.values())}
    hits = [hit for hit in wanted.hits(now.values()) if hit.iso3 not in said]
    asked = {iso3: entry for iso3, entry in {**then, **now}.items() if iso3 not in said}
    unknown = {
        iso3: Doubt(iso3=iso3, country=asked[iso3].country, reason=reason)
        for iso3, reason in _reasons(wanted, asked, now, then, hits)
    }
    matches = tuple(Match(hit=hit, against=year) for hit in hits if hit.iso3 not in unknown)
    doubts = tuple(sorted(unknown.values(), key=lambda doubt: doubt.country))
    return Found(matches=matches, total=len(matches), doubts=doubts)


def _reasons(
    wanted: _Wanted,
    asked: Iterable[str],
    now: Mapping[str, Entry],
    then: Mapping[str, Entry],
    hits: Iterable[Hit],
) -> Iterator[tuple[str, str]]:
    """The countries of which one edition or the other cannot tell, and why."""
    (edition,), year = wanted.query.editions, wanted.query.not_in
    kinds = wanted.archive.store.search.kinds
    could = kinds([entry.id for entry in now.values()], wanted.query.roles)
    held = kinds([entry.id for entry in then.values()], ())
    found: dict[str, set[str]] = {}
    for hit in hits:
        found.setdefault(hit.iso3, set()).add(hit.kind)
    for iso3 in asked:
        old, new = then.get(iso3), now.get(iso3)
        if new is None:
            yield iso3, f"the archive has no {edition} edition"
        elif new.id not in could:
            yield iso3, f"the {edition} copy ({_copy(new)}) has no statements of that role"
        elif iso3 not in found:
            continue
        elif old is None:
            yield iso3, f"the archive has no {year} edition"
        elif lacks := (found[iso3] | (could[new.id] if old.partial else set())) - held.get(
            old.id, set()
        ):
            yield iso3, f"the {year} copy ({_copy(old)}) does not hold {_named(lacks)}"


def _named(kinds: Iterable[str]) -> str:
    from tipdiff.series import section_names

    return ", ".join(section_names()[kind].lower() for kind in sorted(kinds))


def _copy(entry: Entry) -> str:
    return f"{entry.source}, partial" if entry.partial else entry.source


def _changed(wanted: _Wanted, became: Became) -> Found:
    """What is new in its edition against the one before, or what was dropped in it."""
    pairs = _pairs(wanted)
    by_entry = {(pair.new if became == "new" else pair.old).id: pair for pair in pairs}
    side = [pair.new if became == "new" else pair.old for pair in pairs]
    hits = wanted.hits(side)
    needed = {hit.narrative: by_entry[hit.narrative] for hit in hits}
    for _ in wanted.watch(compute(wanted.archive, needed.values())):
        pass
    lots = {key: _lots(wanted.archive, pair, became) for key, pair in needed.items()}
    matches = [
        Match(hit=hit, change=change.id, against=_other(needed[hit.narrative], became))
        for hit in hits
        if (change := lots[hit.narrative].get(hit.place)) and change.kind == became
    ]
    doubts = [*_uncompared(hits, lots), *_alone(wanted, pairs, became)]
    return Found(
        matches=tuple(matches),
        total=len(matches),
        doubts=tuple(sorted(set(doubts), key=lambda doubt: (doubt.country, doubt.reason))),
    )


def _pairs(wanted: _Wanted) -> list[Pair]:
    query = wanted.query
    return [
        pair
        for pair in neighbours(wanted.archive, query.series, wanted.sources)
        if (not query.countries or pair.new.iso3 in query.countries)
        and (not query.editions or pair.new.edition in query.editions)
    ]


def _lots(archive: Archive, pair: Pair, became: Became) -> dict[Place, Change]:
    """What became of each statement of the side that is asked about."""
    outcomes = comparison(archive, pair).outcomes
    return {
        place: change
        for change in outcomes
        for place in (change.new if became == "new" else change.old)
    }


def _other(pair: Pair, became: Became) -> int:
    return pair.old.edition if became == "new" else pair.new.edition


def _uncompared(hits: Iterable[Hit], lots: Mapping[int, Mapping[Place, Change]]) -> Iterator[Doubt]:
    for hit in hits:
        change = lots[hit.narrative].get(hit.place)
        if change is not None and change.kind == "uncompared":
            section = _named([hit.kind])
            reason = f"{section} of {hit.edition} could not be compared, the other copy lacks it"
            yield Doubt(iso3=hit.iso3, country=hit.country, reason=reason)


def _alone(wanted: _Wanted, pairs: Iterable[Pair], became: Became) -> Iterator[Doubt]:
    """Countries with such a statement in an edition before which the archive has none."""
    if became == "dropped":
        return
    compared = {pair.new.id for pair in pairs}
    alone = [e for e in wanted.entries(wanted.query.editions) if e.id not in compared]
    for hit in wanted.hits(alone):
        reason = f"the archive has no edition before that of {hit.edition}"
        yield Doubt(iso3=hit.iso3, country=hit.country, reason=reason)
