"""Which changes are shown, how many of each kind there are, and in which order they come."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, get_args

from tipdiff.errors import UsageError
from tipdiff.label import NOUNS
from tipdiff.model import Change, ChangeKind, Comparison, Place, SectionKind
from tipdiff.report.visible import one_line
from tipdiff.series import section_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_HEADLINES = ("tier", "waiver", "grade")
_SUBJECTS = tuple(dict.fromkeys((*_HEADLINES, *NOUNS)))
_COUNTED = r"\b(achievement|recommendation|statement|sentence|change)\b"
"""The nouns of names of changes that take an s."""
_KINDS = tuple(kind for kind in get_args(ChangeKind) if kind != "headline")
_ONLY = (
    f"a kind ({', '.join(_KINDS)}), a subject ({', '.join(_SUBJECTS)}), "
    "or both joined, as in new-achievement"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What the reader asked to see; empty means everything that changed."""

    sections: tuple[SectionKind, ...] = ()
    only: tuple[str, ...] = ()
    full: bool = False
    """Show also what did not change."""

    def takes(self, change: Change) -> bool:
        """Whether the change was asked for."""
        return (
            (self.full or change.significance > 0)
            and (not self.sections or change.section in self.sections)
            and (not self.only or bool(_names(change) & set(self.only)))
        )

    def described(self) -> str:
        """What the reader asked to see, for the head of a page; empty if it is everything."""
        parts = [
            f"{name} {', '.join(values)}"
            for name, values in (("sections", self.sections), ("kinds", self.only))
            if values
        ]
        return f"Narrowed to {' and '.join(parts)}." if parts else ""


EVERYTHING = Selection()


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many of the chosen changes bear one name, and how many of them go which way."""

    slug: str
    name: str
    number: int
    directions: tuple[tuple[str, int], ...] = ()

    @property
    def phrase(self) -> str:
        """Number and name: `2 dropped deficiencies`."""
        if self.number == 1:
            return f"1 {self.name}"
        several = re.sub(_COUNTED, r"\1s", self.name).replace("deficiency", "deficiencies")
        return f"{self.number} {several}"

    @property
    def ways(self) -> str:
        """How many go which way: `2 strengthened, 1 weakened`."""
        return ", ".join(f"{number} {way}" for way, number in self.directions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The chosen changes of one section; no kind is the group of headlines."""

    kind: SectionKind | None
    changes: tuple[Change, ...]


def select(sections: Iterable[str] = (), only: Iterable[str] = (), full: bool = False) -> Selection:
    """Check what `--section` and `--only` were given; each value may hold several, by commas."""
    valid = tuple(kind for kind in section_names())
    asked, names = _words(sections, "_"), _words(only, "-")
    for word in asked:
        _check(word, valid, "section", f"valid are {', '.join(valid)}")
    for word in names:
        _check(word, _vocabulary(), "kind of change", _ONLY)
    return Selection(sections=tuple(kind for kind in valid if kind in asked), only=names, full=full)


def chosen(comparison: Comparison, selection: Selection) -> tuple[Change, ...]:
    """The changes that were asked for, the most significant first."""
    told = (change for change in _all(comparison) if selection.takes(change))
    return tuple(sorted(told, key=lambda c: (-c.significance, c.new or c.old, c.id)))


def _all(comparison: Comparison) -> tuple[Change, ...]:
    return (*comparison.headlines, *comparison.outcomes)


def counts(changes: Sequence[Change]) -> tuple[Count, ...]:
    """How many changes there are of each name, in the order in which the names first come."""
    names = {change.slug: _name(change) for change in changes}
    number = Counter(change.slug for change in changes)
    ways = Counter((change.slug, change.direction) for change in changes if change.direction)
    return tuple(
        Count(
            slug=slug,
            name=name,
            number=number[slug],
            directions=tuple((str(way), n) for (of, way), n in ways.items() if of == slug),
        )
        for slug, name in names.items()
    )


def _name(change: Change) -> str:
    """What all changes of one slug are called: a label without what it says of the one change."""
    if change.kind == "headline":
        return f"{change.subject} change"
    return one_line(change.label).partition(" (")[0]


def total(comparison: Comparison, changes: Sequence[Change]) -> str:
    """How many changes there are, or that there is none."""
    number = sum(change.significance > 0 for change in changes)
    if not number and any(EVERYTHING.takes(c) for c in _all(comparison)):
        return "No change of the kind asked for"
    return f"{number or 'No'} change{'s' if number > 1 else ''}"


def kinds(changes: Iterable[Change]) -> tuple[ChangeKind, ...]:
    """The kinds there are among the changes, in the order of the model."""
    present = {change.kind for change in changes}
    return tuple(kind for kind in get_args(ChangeKind) if kind in present)


def grouped(comparison: Comparison, changes: Sequence[Change]) -> tuple[Group, ...]:
    """The changes by section in the order of the newer report, each where a reader meets it."""
    order = dict.fromkeys(
        section.kind for side in (comparison.new, comparison.old) for section in side.sections
    )
    order |= dict.fromkeys(change.section for change in changes)
    where = _reading_order(comparison)
    placed = sorted(changes, key=lambda change: (where(change), change.id))
    groups = [Group(kind=None, changes=tuple(c for c in placed if c.kind == "headline"))]
    for kind in order:
        here = tuple(c for c in placed if c.section == kind and c.kind != "headline")
        groups.append(Group(kind=kind, changes=here))
    return tuple(group for group in groups if group.changes)


def _reading_order(comparison: Comparison) -> Callable[[Change], tuple[Place, bool, Place]]:
    """A sort key: by place in the newer text; what was dropped follows what it stood after."""
    nowhere = Place(section=-1, statement=-1)
    kept = sorted(
        (max(outcome.old), max(outcome.new))
        for outcome in comparison.outcomes
        if outcome.old and outcome.new and _same_section(comparison, outcome)
    )

    def key(change: Change) -> tuple[Place, bool, Place]:
        if change.new or not change.old:
            return min(change.new, default=nowhere), False, min(change.old, default=nowhere)
        before = bisect_left(kept, (min(change.old), nowhere))
        return kept[before - 1][1] if before else nowhere, True, min(change.old)

    return key


def _same_section(comparison: Comparison, change: Change) -> bool:
    """Whether a link stays in one kind of section: only such a link tells where others stood."""
    old = comparison.old.sections[change.old[0].section]
    return old.kind == comparison.new.sections[change.new[0].section].kind


def _names(change: Change) -> set[str]:
    """Every word `--only` may call a change by: its slug, its kind, its subject."""
    return {change.slug, change.kind, change.subject.replace("_", "-")}


@cache
def _vocabulary() -> tuple[str, ...]:
    """Every word `--only` takes, in a fixed order: kinds, subjects, and both joined."""
    slugs = (f"{kind}-{subject}" for kind in _KINDS for subject in _SUBJECTS)
    headlines = (f"{subject}-change" for subject in _HEADLINES)
    return (*_KINDS, *headlines, *_SUBJECTS, *slugs)


def _words(values: Iterable[str], joint: str) -> tuple[str, ...]:
    """The single words of comma-separated values, spelled the way the model spells them."""
    split = (word.strip().lower() for value in values for word in value.split(","))
    return tuple(dict.fromkeys(re.sub("[-_ ]+", joint, word) for word in split if word))


def _check(word: str, valid: Sequence[str], what: str, choice: str) -> None:
    """Refuse a word that is not valid, naming the nearest one and those to choose from."""
    if word not in valid:
        near = get_close_matches(word, valid, n=1)
        hint = f"did you mean {near[0]}? " if near else ""
        raise UsageError(f"there is no {what} {one_line(word)!r}: {hint}{choice}")
