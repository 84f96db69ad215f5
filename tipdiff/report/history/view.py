"""A ledger as a reader sees it: groups of threads, the oldest that is still open first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from tipdiff.ledger import Cell, Ledger, Thread, cells_of, in_a_row
from tipdiff.report.history.signs import Sign, sign_of
from tipdiff.report.names import listed, section_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipdiff.ledger.model import Fate, Spot
    from tipdiff.model import SectionKind

GroupName = Literal["recommendations", "deficiencies", "achievements", "statements"]

ROLES: dict[GroupName, tuple[str, ...]] = {
    "recommendations": ("recommendation",),
    "deficiencies": ("deficiency", "mixed"),
    "achievements": ("achievement", "mixed"),
    "statements": (),
}
"""The roles whose threads a group holds; the last one holds those of no other."""

OPEN = "open"
STILL = "still there"
"""The same of what nobody is to do anything about."""
UNKNOWN = "not comparable"
DROPPED = "dropped"
OTHERWISE = "told otherwise now"
"""Still there, but no longer as what was asked for, and no fate says what it is instead."""
_ORDER = {OPEN: 0, STILL: 0, UNKNOWN: 1}


@dataclass(frozen=True, kw_only=True)
class Row:
    """A thread with all a reader wants in one line."""

    ledger: Ledger
    thread: Thread
    roles: tuple[str, ...]
    """What the group asks for; empty for any."""
    going_on: str
    """What the group calls a thread that the newest edition has."""
    since: int

    @cached_property
    def all_cells(self) -> tuple[Cell, ...]:
        """A cell for every year."""
        return cells_of(self.ledger, self.thread)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """A cell for each year that is shown."""
        return tuple(cell for cell in self.all_cells if cell.year >= self.since)

    @property
    def signs(self) -> tuple[Sign, ...]:
        """What each of these cells shows."""
        fates = {fate.edition: fate.kind for fate in self.thread.fates}
        return tuple(sign_of(cell, fates.get(cell.year)) for cell in self.cells)

    @property
    def row(self) -> int:
        """How many editions in a row have it."""
        return in_a_row(self.all_cells)

    @property
    def newest(self) -> tuple[Spot, ...]:
        """Its statements in the last edition that has it as what was asked for."""
        asked = [spot for spot in self.thread.spots if self._is_asked(spot)]
        return tuple(spot for spot in asked if spot.edition == asked[-1].edition)

    @property
    def text(self) -> str:
        """What it says there."""
        return self.ledger.text(self.newest)

    @property
    def section(self) -> str:
        """The kind of section it was last seen in."""
        return section_name(self.ledger.kind(self.newest[0]))

    @property
    def fate(self) -> Fate | None:
        """What became of it, where it ended or was turned."""
        return self.thread.fates[-1] if self.thread.fates and not self.is_open else None

    @cached_property
    def status(self) -> str:
        """Open, dropped, or what became of it."""
        last = self.all_cells[-1]
        gone = [cell for cell in self.all_cells if cell.year > self.thread.last]
        if any(cell.state == "dropped" for cell in gone):
            return self._ended(self.newest[0].edition, DROPPED)
        if self.newest[0].edition < self.thread.last:
            return self._ended(0, OTHERWISE)
        return self.going_on if last.state == "present" else UNKNOWN

    @property
    def is_open(self) -> bool:
        """Whether the newest edition still has it, as what it was asked for."""
        return self.status in (OPEN, STILL)

    def _ended(self, after: int, otherwise: str) -> str:
        fates = [fate for fate in self.thread.fates if fate.edition > after]
        return fates[-1].kind if fates else otherwise

    def _is_asked(self, spot: Spot) -> bool:
        return not self.roles or self.ledger.statement(spot).role in self.roles

    @property
    def rank(self) -> tuple[int, int, int, Spot]:
        """The oldest that is still open comes first."""
        return _ORDER.get(self.status, 2), self.thread.first, -self.row, self.newest[0]


@dataclass(frozen=True, kw_only=True)
class Group:
    """The threads of one kind."""

    name: GroupName
    title: str
    rows: tuple[Row, ...]

    @property
    def counted(self) -> str:
        """How many there are, and how many of them are open, dropped, addressed ..."""
        counts: dict[str, int] = {}
        for row in self.rows:
            counts[row.status] = counts.get(row.status, 0) + 1
        return ", ".join(f"{number} {status}" for status, number in counts.items())


def groups_of(
    ledger: Ledger,
    names: Sequence[GroupName] = (),
    since: int | None = None,
    sections: Sequence[SectionKind] = (),
) -> tuple[Group, ...]:
    """The groups that were asked for; without names every thread once, in the group it fits first.

    :param since: Only threads that this edition or a later one has, and only these years.
    :param sections: Only threads that any edition has in one of these.
    """
    start = since or ledger.narratives[0].edition
    wanted = [
        thread
        for thread in ledger.threads
        if thread.last >= start and (not sections or _stands_in(ledger, thread, sections))
    ]
    where = f" under {listed(sections)}" if sections else ""
    groups: list[Group] = []
    left = wanted
    for name in names or ROLES:
        taken = [thread for thread in (wanted if names else left) if _fits(ledger, thread, name)]
        told = {thread.id for thread in taken}
        left = [thread for thread in left if thread.id not in told]
        rows = (_row(ledger, thread, name, start) for thread in taken)
        ordered = tuple(sorted(rows, key=lambda row: row.rank))
        title = "Other statements" if name == "statements" and groups else name.capitalize()
        if ordered:
            groups.append(Group(name=name, title=f"{title}{where}", rows=ordered))
    return tuple(groups)


def _stands_in(ledger: Ledger, thread: Thread, sections: Sequence[SectionKind]) -> bool:
    return any(ledger.kind(spot) in sections for spot in thread.spots)


def _row(ledger: Ledger, thread: Thread, name: GroupName, since: int) -> Row:
    going_on = OPEN if name in ("recommendations", "deficiencies") else STILL
    return Row(ledger=ledger, thread=thread, roles=ROLES[name], going_on=going_on, since=since)


def _fits(ledger: Ledger, thread: Thread, name: GroupName) -> bool:
    roles = ROLES[name]
    return not roles or any(ledger.statement(spot).role in roles for spot in thread.spots)


def years_shown(ledger: Ledger, since: int | None) -> range:
    """The years of the picture; those that the archive lacks as well."""
    return range(max(since or ledger.years.start, ledger.years.start), ledger.years.stop)
