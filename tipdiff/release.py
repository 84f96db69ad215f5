"""Release day: every country of an edition in one table, and what became of each.

    archive --> pairs --> comparisons (kept) --> shared edits --> a row a country

Wording of the edition is looked for among all countries, whatever the table is narrowed to.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, get_args

from tipdiff import batch, choose, countries, series
from tipdiff.errors import UsageError
from tipdiff.model import ChangeKind
from tipdiff.report.names import listed
from tipdiff.status import GOOD, coverage
from tipdiff.template_changes import applied
from tipdiff.wording import findings_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from tipdiff.archive import Archive
    from tipdiff.batch import Pair
    from tipdiff.model import Change, Comparison, Country, Narrative, SeriesName, Tier, TierMove
    from tipdiff.tables.regions import Region
    from tipdiff.template_changes import SharedEdit

Move = Literal["upgraded", "downgraded", "same", "unknown"]

RANKED: tuple[Tier, ...] = ("1", "2", "2WL", "3")
"""The tiers from the best to the worst; a special case is none of them."""

KINDS: tuple[ChangeKind, ...] = tuple(
    kind for kind in get_args(ChangeKind) if kind not in ("template", "unchanged", "uncompared")
)
"""What a change may be, in the order of the columns."""

TOP = 3
"""Changes of a country that the table names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What was asked for; empty means all."""

    series: SeriesName
    edition: int
    against: int | None = None
    """The edition to compare with; else the one before that the archive has of each country."""
    regions: tuple[str, ...] = ()
    """Codes of regions."""
    tiers: tuple[str, ...] = ()
    """Tiers in the edition."""
    themes: tuple[str, ...] = ()
    """Only changes that speak of one of these, and countries that have such."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The changes of one kind."""

    kind: ChangeKind
    number: int
    weight: int
    """The sum of their significance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A change that the table names."""

    id: str
    kind: ChangeKind
    label: str
    significance: int
    quote: str
    """What the edition says, else what it does not say any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What a comparison says of a country."""

    old_edition: int
    tier_before: Tier | None
    tallies: tuple[Tally, ...]
    """In the order of KINDS; none of a kind that there is no change of."""
    top: tuple[Told, ...]
    """The most significant changes."""
    wording: int
    """Statements that differ by wording of the edition alone."""
    characters_before: int
    not_compared: str
    """Sections that one of the copies does not hold; empty where both are whole."""

    @property
    def changes(self) -> int:
        """How many changes there are."""
        return sum(tally.number for tally in self.tallies)

    @property
    def weight(self) -> int:
        """The sum of their significance."""
        return sum(tally.weight for tally in self.tallies)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A country of the edition."""

    country: Country
    region: Region | None
    coverage: str
    """full, partial, or why the archive has no narrative: missing, blocked, ..."""
    tier: Tier | None = None
    move: Move = "unknown"
    waiver: bool = False
    characters: int | None = None
    compared: Compared | None = None
    """None where there is nothing to compare, or no earlier edition to compare with."""

    @property
    def growth(self) -> float | None:
        """Length against the earlier edition: 0.1 is a tenth longer; None of partial copies."""
        pair = self.compared
        if pair is None or not self.characters or not pair.characters_before or pair.not_compared:
            return None
        return self.characters / pair.characters_before - 1

    @property
    def rank(self) -> tuple[int, int, str]:
        """A sort key: the weightiest change first, then all of them, then the name."""
        if self.compared is None:
            return (1, 0, f"{self.coverage} {self.country.name}")
        top = max((told.significance for told in self.compared.top), default=0)
        return (-top, -self.compared.weight, self.country.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """An edition, country by country."""

    wish: Wish
    rows: tuple[Row, ...]
    """The most significant first; countries that were not compared last."""
    edits: tuple[SharedEdit, ...]
    """The edits that many countries have, of all countries compared."""

    @property
    def rated(self) -> bool:
        """Whether the series states tiers and grades."""
        return series.find(self.wish.series).rated

    @property
    def compared(self) -> tuple[Row, ...]:
        """The countries that were compared."""
        return tuple(row for row in self.rows if row.compared is not None)


def pairs_of(archive: Archive, wish: Wish, sources: Sequence[str]) -> list[Pair]:
    """Each country's narrative of the edition with the one it is compared with.

    Raises UnknownEdition where the archive has nothing of the edition, and of the earlier one.
    """
    for edition in (wish.edition, wish.against):
        if edition is not None:
            choose.demand_edition(archive, wish.series, edition)
    if wish.against is None:
        every = batch.neighbours(archive, wish.series, sources)
        return [pair for pair in every if pair.new.edition == wish.edition]
    if wish.against >= wish.edition:
        raise UsageError(f"--against {wish.against} must be an edition before {wish.edition}")
    return batch.between(archive, wish.series, sources, (wish.against, wish.edition))


def release(
    archive: Archive,
    wish: Wish,
    pairs: Sequence[Pair],
    sources: Sequence[str],
    *,
    show: Callable[[Row, Comparison], None] = lambda _row, _comparison: None,
) -> Release:
    """The table of an edition; `show` is called with each row that was compared, in turn.

    Every comparison is read twice, for an edition of them does not have to fit in memory.
    """
    findings = findings_of(archive, pairs)
    known = _known_tiers(archive, wish, sources)
    rows = []
    for pair, marks in zip(pairs, findings.marks, strict=True):
        comparison = applied(batch.comparison(archive, pair), marks)
        row = _with_tiers(row_of(comparison, wish.themes), wish.edition, known)
        if _is_wanted(row, wish):
            rows.append(row)
            show(row, comparison)
    alone = _alone(archive, wish, {pair.new.iso3 for pair in pairs}, sources)
    others = (_with_tiers(row, wish.edition, known) for row in alone)
    rows += [row for row in others if _is_wanted(row, wish)]
    return Release(
        wish=wish, rows=tuple(sorted(rows, key=lambda row: row.rank)), edits=findings.edits
    )


def row_of(comparison: Comparison, themes: Sequence[str] = ()) -> Row:
    """What a comparison says of its country, of the themes asked for."""
    old, new = comparison.old, comparison.new
    changes = [c for c in comparison.changes if not themes or _speaks(comparison, c, themes)]
    lacking = _lacking(comparison)
    return Row(
        country=new.country,
        region=_regions().get(new.country.iso3),
        coverage="partial" if new.partial else "full",
        tier=new.tier,
        move=_move(old, new),
        waiver=new.waiver,
        characters=len(new.text),
        compared=Compared(
            old_edition=old.edition,
            tier_before=old.tier,
            tallies=tuple(_tallies(changes)),
            top=tuple(_told(comparison, change) for change in changes[:TOP]),
            wording=sum(c.kind == "template" for c in comparison.outcomes),
            characters_before=len(old.text),
            not_compared=lacking,
        ),
    )


def _told(comparison: Comparison, change: Change) -> Told:
    side, places = (comparison.new, change.new) if change.new else (comparison.old, change.old)
    return Told(
        id=change.id,
        kind=change.kind,
        label=change.label,
        significance=change.significance,
        quote=" ".join(side.statement(place).text for place in places),
    )


def _lacking(comparison: Comparison) -> str:
    """What was not compared, and whose copy is partial."""
    partial = [side.edition for side in (comparison.old, comparison.new) if side.partial]
    copies = f"copy of {' and '.join(map(str, partial))} partial" if partial else ""
    sections = listed(comparison.uncompared) if comparison.uncompared else ""
    return ": ".join(filter(None, (copies, sections)))


def _speaks(comparison: Comparison, change: Change, themes: Sequence[str]) -> bool:
    from tipdiff.themes import tags_of

    sides = ((comparison.old, change.old), (comparison.new, change.new))
    texts = (side.statement(place).text for side, places in sides for place in places)
    return any(theme in themes for text in texts for theme in tags_of(text))


def _tallies(changes: Iterable[Change]) -> Iterator[Tally]:
    weights: dict[ChangeKind, list[int]] = defaultdict(list)
    for change in changes:
        weights[change.kind].append(change.significance)
    for kind in KINDS:
        if kind in weights:
            yield Tally(kind=kind, number=len(weights[kind]), weight=sum(weights[kind]))


def _move(old: Narrative, new: Narrative) -> Move:
    """By the two tiers; where one is not known or no rank, what the narrative says."""
    by_tiers = _between(old.tier, new.tier)
    said = new.tier_move if old.edition == new.edition - 1 else "unstated"
    return _SAID[said] if by_tiers == "unknown" else by_tiers


_SAID: dict[TierMove, Move] = {
    "remained": "same",
    "upgraded": "upgraded",
    "downgraded": "downgraded",
    "unstated": "unknown",
}


def _between(before: Tier | None, now: Tier | None) -> Move:
    if before is not None and before == now:
        return "same"
    if before not in RANKED or now not in RANKED:
        return "unknown"
    return "upgraded" if RANKED.index(now) < RANKED.index(before) else "downgraded"


_Known = dict[tuple[str, int], "Tier | None"]
"""The tier of a country (ISO 3166) in an edition, as narratives and tables of tiers have it."""


def _known_tiers(archive: Archive, wish: Wish, sources: Sequence[str]) -> _Known:
    from tipdiff.tiers import histories

    if not series.find(wish.series).rated:
        return {}
    return {
        (history.country.iso3, placement.edition): placement.published
        for history in histories(archive, sources)
        for placement in history.placements
    }


def _with_tiers(row: Row, edition: int, known: _Known) -> Row:
    """The row with the tiers that its narratives do not state and others do."""
    tier = row.tier or known.get((row.country.iso3, edition))
    pair = row.compared
    if pair is None:
        return replace(row, tier=tier)
    before = pair.tier_before or known.get((row.country.iso3, pair.old_edition))
    move = _between(before, tier) if row.move == "unknown" else row.move
    return replace(row, tier=tier, move=move, compared=replace(pair, tier_before=before))


def _alone(
    archive: Archive, wish: Wish, compared: set[str], sources: Sequence[str]
) -> Iterator[Row]:
    """The countries without a pair: nothing earlier, or no narrative and why."""
    entries = batch.of_edition(archive, wish.series, sources, wish.edition)
    for iso3, entry in entries.items():
        if iso3 not in compared:
            narrative = archive.store.narratives.load(entry)
            yield Row(
                country=narrative.country,
                region=_regions().get(iso3),
                coverage="partial" if narrative.partial else "full",
                tier=narrative.tier,
                waiver=narrative.waiver,
                characters=len(narrative.text),
            )
    for status, codes in _states(archive, wish).items():
        for country in filter(None, map(countries.known, codes)):
            if country.iso3 not in entries and status != GOOD:
                region = _regions().get(country.iso3)
                yield Row(country=country, region=region, coverage=status.replace("_", " "))


def _states(archive: Archive, wish: Wish) -> Mapping[str, Sequence[str]]:
    every = coverage(archive, wish.series)
    return next((each.countries for each in every if each.edition == wish.edition), {})


def _is_wanted(row: Row, wish: Wish) -> bool:
    in_region = not wish.regions or (row.region is not None and row.region.code in wish.regions)
    in_tier = not wish.tiers or row.tier in wish.tiers
    speaks = not wish.themes or (row.compared is not None and row.compared.changes > 0)
    return in_region and in_tier and speaks


def _regions() -> Mapping[str, Region]:
    from tipdiff.tables.regions import REGIONS

    return {iso3: region for region in REGIONS for iso3 in region.countries}
