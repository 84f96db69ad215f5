"""What became of each section: how many of its statements were kept, edited, moved or dropped."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from tipdiff.report.names import section_name
from tipdiff.series import find

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tipdiff.model import Change, Comparison, Narrative, Place, SectionKind

Fate = Literal["kept", "edited", "moved", "dropped", "uncompared"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The statements of one kind of section: old = kept + edited + moved + dropped + uncompared."""

    kind: SectionKind
    old: int
    kept: int
    """In the same words, but for formulae, in a section of the same kind."""
    edited: int
    """In other words or with other figures, in a section of the same kind."""
    moved: int
    """In whatever words, to a section of another kind."""
    dropped: int
    uncompared: int
    new: int
    """Of the newer edition: in no link. What is neither came from the older one."""
    current: int
    """All statements of the newer edition."""
    moved_to: tuple[tuple[SectionKind, int], ...]
    """Where the moved ones went, most first."""

    @property
    def name(self) -> str:
        """What a reader calls it."""
        return section_name(self.kind)

    @property
    def numbers(self) -> tuple[int, ...]:
        """What a row of a table shows of it."""
        fates = (self.kept, self.edited, self.moved, self.dropped)
        return (self.old, *fates, self.new, self.current)


class Table(NamedTuple):
    """What reports show: a row a section, one for all, and where statements moved."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    moves: tuple[str, ...]


def table_of(comparison: Comparison) -> Table | None:
    """The table of a series whose sections are topics that come and go; of others there is none."""
    if not find(comparison.new.series).topics:
        return None
    found = tallies(comparison)
    whole = tuple(map(sum, zip(*(tally.numbers for tally in found), strict=True)))
    years = (str(comparison.old.edition), str(comparison.new.edition))
    return Table(
        columns=(years[0], "kept", "edited", "moved", "dropped", "new", years[1]),
        rows=(*((tally.name, tally.numbers) for tally in found), ("All sections", whole)),
        moves=tuple(_moves(found)),
    )


def tallies(comparison: Comparison) -> tuple[Tally, ...]:
    """One for each kind of section that either side has, in the order of the newer one."""
    old, new = (_counted(side) for side in (comparison.old, comparison.new))
    fates: dict[SectionKind, Counter[Fate]] = {}
    targets: dict[SectionKind, Counter[SectionKind]] = {}
    added: Counter[SectionKind] = Counter()
    for kind, fate, target in _fates(comparison):
        fates.setdefault(kind, Counter())[fate] += 1
        if target is not None:
            targets.setdefault(kind, Counter())[target] += 1
    for change in comparison.outcomes:
        if change.kind == "new":
            added[change.section] += len(change.new)
    return tuple(
        _tally(kind, old[kind], new[kind], fates.get(kind, Counter()), added[kind], targets)
        for kind in dict.fromkeys((*new, *old))
    )


def _tally(
    kind: SectionKind,
    old: int,
    current: int,
    fate: Counter[Fate],
    added: int,
    targets: dict[SectionKind, Counter[SectionKind]],
) -> Tally:
    return Tally(
        kind=kind,
        old=old,
        kept=fate["kept"],
        edited=fate["edited"],
        moved=fate["moved"],
        dropped=fate["dropped"],
        uncompared=fate["uncompared"],
        new=added,
        current=current,
        moved_to=tuple(targets.get(kind, Counter()).most_common()),
    )


def _moves(rows: Iterable[Tally]) -> Iterator[str]:
    """Where statements went that left their section: `Women → Child marriage 3`."""
    for row in rows:
        for kind, number in row.moved_to:
            yield f"{row.name} → {section_name(kind)} {number}"


def _counted(narrative: Narrative) -> Counter[SectionKind]:
    """How many statements there are of each kind of section, in reading order."""
    counted: Counter[SectionKind] = Counter()
    for section in narrative.sections:
        if section.statements:
            counted[section.kind] += len(section.statements)
    return counted


def _fates(comparison: Comparison) -> Iterator[tuple[SectionKind, Fate, SectionKind | None]]:
    """Of each older statement: its section, what became of it, and where it went if elsewhere."""
    for change in comparison.outcomes:
        for place in change.old:
            kind = _kind(comparison.old, place)
            target = _kind(comparison.new, change.new[0]) if change.new else None
            if target not in (None, kind):
                yield kind, "moved", target
            else:
                yield kind, _fate(change), None


def _fate(change: Change) -> Fate:
    if not change.new:
        return "uncompared" if change.kind == "uncompared" else "dropped"
    return "kept" if change.kind in ("unchanged", "template", "moved") else "edited"


def _kind(narrative: Narrative, place: Place) -> SectionKind:
    return narrative.sections[place.section].kind
