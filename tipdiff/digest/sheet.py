"""A digest laid out: what the message says, in its order, before it becomes text or HTML.

Both parts of a message are drawn from one sheet, so that they say the same. A sheet shows as many
changes as it is allowed to, the most significant of all countries; the rest it counts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from tipdiff import series
from tipdiff.digest.formulas import formulas
from tipdiff.digest.items import Item, item, shortened, whens
from tipdiff.digest.opening import Graded, Move, Moved, Top, grades, is_headline, moves, title, top
from tipdiff.digest.sources import Source, sources
from tipdiff.digest.subject import headline
from tipdiff.report.names import tier_line, tier_name, uncompared_lines
from tipdiff.report.select import counts
from tipdiff.report.visible import one_line
from tipdiff.tables.chapters import CHAPTERS, chapter_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tipdiff.digest.compose import Digest, News, SilentEdit
    from tipdiff.digest.formulas import Formula
    from tipdiff.model import Change, Comparison

MOST_NOTES = 3
MOST_COUNTS = 3
"""Kinds of change that are counted by name in a line on a country."""
FIRST, LAST = 1000, -1
"""Weights beyond those of the table: of silent edits, and of what the first screen tells anyway."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """The changes of a country under one heading."""

    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What is told of one country between two editions, or of one silent edit."""

    title: str
    line: str
    """The tier in both editions; of a silent edit, when it was made."""
    chapters: tuple[Chapter, ...]
    left_out: str
    """What is counted only, because the message is full: `3 new recommendations and 8 others`."""
    besides: str
    """The same in a sentence, with the number of smaller changes."""
    notes: tuple[str, ...]
    sources: tuple[Source, ...]
    command: str
    """What shows all of it to whoever runs tipdiff."""


class Listed(NamedTuple):
    """A list that may be cut: its last line says then how much more there is."""

    number: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All that a message says, in its order."""

    subject: str
    subscription: str
    report: str
    headline: str
    moves: tuple[Move, ...]
    moved: tuple[Moved, ...]
    """Tiers for whose sentences there is no room."""
    grades: tuple[Graded, ...]
    top: tuple[Top, ...]
    pages: tuple[Page, ...]
    """Silent edits, then countries, of which changes are shown."""
    briefly: Listed
    """Those of which none is shown, because the message is full."""
    like: str
    """What shows all of the first of these."""
    shown: int
    left_out: int
    """How many changes are counted only."""
    smaller: Listed
    """Countries with smaller changes only."""
    others: Listed
    """Countries whose changes the subscription did not ask for."""
    unchanged: Listed
    not_compared: Listed
    awaited: Listed
    templates: Listed
    """Formulas that changed in many narratives at once."""

    @property
    def has_rest(self) -> bool:
        """Whether there is more than the news to say."""
        rest = (self.smaller, self.others, self.unchanged, self.awaited)
        return any(each.number for each in (*rest, self.not_compared, self.templates))


def lay_out(digest: Digest, most: int, names: int) -> Sheet:
    """The sheet of a digest: at most so many changes are shown, and so many lines of a list."""
    kept = _kept(digest, most)
    edits = [
        _edited(each, edit, kept[n])
        for n, (each, edit) in enumerate(zip(digest.edits, digest.revisions, strict=True))
    ]
    told = [_country(each, kept[len(edits) + n]) for n, each in enumerate(digest.told)]
    pages = [page for page in (*edits, *told) if page.chapters]
    briefly = [page for page in (*edits, *told) if page.left_out and not page.chapters]
    left_out = zip((*digest.edits, *digest.told), kept, strict=True)
    quiet = [each for each in digest.news if not each.changes]
    still = [each for each in quiet if not each.smaller]
    explained, moved = moves(digest, names)
    return Sheet(
        subject=digest.subject,
        subscription=one_line(digest.subscription.name),
        report=_report(digest),
        headline=_sentence(headline(digest)),
        moves=explained,
        moved=tuple(row._replace(countries=_names(row.countries, names)) for row in moved),
        grades=tuple(
            row._replace(countries=_names(row.countries, names)) for row in grades(digest)
        ),
        top=tuple(top(digest)),
        pages=tuple(pages),
        briefly=_listed((f"{page.title}: {page.left_out}" for page in briefly), names),
        like=briefly[0].command if briefly else "",
        shown=sum(map(len, kept)),
        left_out=sum(len(_untold(each.changes, shown)) for each, shown in left_out),
        smaller=_listed((title(each.comparison) for each in quiet if each.smaller), names),
        others=_listed((title(each.comparison) for each in still if each.others), names),
        unchanged=_listed((title(each.comparison) for each in still if not each.others), names),
        not_compared=_listed((f"{c.name}: {reason}" for c, reason in digest.not_compared), names),
        awaited=_listed((country.name for country in digest.awaited), names),
        templates=_listed(map(_template, formulas(digest.comparisons)), names),
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _report(digest: Digest) -> str:
    """The report by its full name, with the editions told of."""
    return " ".join([series.find(digest.series).title, ", ".join(map(str, digest.editions))])


def _kept(digest: Digest, most: int) -> list[list[Change]]:
    """Of each silent edit and each country the changes to show: the most significant of all.

    Among equals the countries take turns.
    """
    every = (*digest.edits, *digest.told)
    ranked: list[tuple[int, int, int, int, Change]] = []
    for place, each in enumerate(every):
        turn: Counter[int] = Counter()
        for change in each.changes:
            weight = FIRST if place < len(digest.edits) else _weight(change)
            turn[weight] += 1
            ranked.append((-weight, turn[weight], place, len(ranked), change))
    kept: list[list[Change]] = [[] for _ in every]
    for _, _, place, _, change in sorted(ranked, key=lambda row: row[:4])[:most]:
        kept[place].append(change)
    return kept


def _weight(change: Change) -> int:
    return LAST if is_headline(change, "tier", "grade") else change.significance


def _country(news: News, kept: Sequence[Change]) -> Page:
    old, new = news.comparison.old, news.comparison.new
    left_out = _counted(_untold(news.changes, kept))
    rated = series.find(new.series).rated and (old.tier or new.tier)
    return Page(
        title=shortened(f"{new.country.name}, {old.edition} → {new.edition}"),
        line=_tier(news.comparison) if rated else "",
        chapters=_chapters(news.comparison, kept, edited=False),
        left_out=left_out,
        besides=_besides(left_out, news.smaller),
        notes=_notes(news.comparison),
        sources=sources(news.comparison, *whens(news.comparison, edited=False)),
        command=f"tipdiff diff {new.country.iso3} {old.edition} {new.edition}",
    )


def _tier(comparison: Comparison) -> str:
    old, new = comparison.old.tier, comparison.new.tier
    return f"{tier_name(new)}, as before" if old == new else shortened(tier_line(comparison))


def _edited(news: News, edit: SilentEdit, kept: Sequence[Change]) -> Page:
    new = news.comparison.new
    left_out = _counted(_untold(news.changes, kept))
    return Page(
        title=shortened(f"{new.title}: edited after it was published"),
        line=shortened(f"Between {_moment(edit.before)} and {_moment(edit.after)}"),
        chapters=_chapters(news.comparison, kept, edited=True),
        left_out=left_out,
        besides=_besides(left_out, 0),
        notes=(),
        sources=sources(news.comparison, *whens(news.comparison, edited=True)),
        command=f"tipdiff revisions {new.country.iso3}",
    )


def _moment(iso: str) -> str:
    """A moment as people read it: `2023-07-01 10:00:00 UTC`."""
    return iso.replace("T", " ").replace("Z", " UTC")


def _chapters(
    comparison: Comparison, kept: Iterable[Change], *, edited: bool
) -> tuple[Chapter, ...]:
    by_name: defaultdict[str, list[Item]] = defaultdict(list)
    for change in kept:
        name = chapter_of(change.kind, change.subject).name
        by_name[name].append(item(comparison, change, edited))
    return tuple(
        Chapter(name=row.name, items=tuple(by_name[row.name]))
        for row in CHAPTERS
        if row.name in by_name
    )


def _untold(changes: Iterable[Change], kept: Iterable[Change]) -> list[Change]:
    """What neither the country's page shows nor the first screen tells."""
    shown = {change.id for change in kept}
    return [
        change
        for change in changes
        if change.id not in shown and not is_headline(change, "tier", "grade")
    ]


def _counted(changes: Sequence[Change]) -> str:
    rows = counts(changes)
    more = sum(row.number for row in rows[MOST_COUNTS:])
    told = ", ".join(row.phrase for row in rows[:MOST_COUNTS])
    rest = f" and {more} other{'s' if more > 1 else ''}" if more else ""
    return shortened(told) + rest


def _besides(left_out: str, smaller: int) -> str:
    """What is not shown of a country, and why."""
    full = f"Not shown, because the message is full: {left_out}." if left_out else ""
    small = f"Besides: {smaller} smaller change{'s' if smaller > 1 else ''}." if smaller else ""
    return " ".join(filter(None, (full, small)))


def _notes(comparison: Comparison) -> tuple[str, ...]:
    """What to know before quoting."""
    every = [*uncompared_lines(comparison), *comparison.notes]
    return _names(every, MOST_NOTES)


def _names(names: Iterable[str], most: int) -> tuple[str, ...]:
    told = [shortened(name) for name in names]
    more = len(told) - most
    return (*told[:most], f"and {more} more") if more > 0 else tuple(told)


def _listed(lines: Iterable[str], most: int) -> Listed:
    every = [*lines]
    return Listed(len(every), _names(every, most))


def _template(formula: Formula) -> str:
    number, among = formula.statements, formula.countries
    return (
        f"{shortened(formula.name)}: {number} statement{'s' if number > 1 else ''} in {among} "
        f"countr{'ies' if among > 1 else 'y'}"
    )
