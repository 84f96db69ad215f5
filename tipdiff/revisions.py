"""Silent edits: a source that shows other words for the same edition than it showed before.

Each narrative's wording is compared once, when it is new, with those its source has shown before
and is given a number; a revision is a step from one number to another that lasted. A newer parser
reads the words anew but leaves the numbers, so that an upgrade never looks like an edit.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from tipdiff.compare import compare
from tipdiff.errors import ArchiveError, DocumentError
from tipdiff.parse import PARSER_VERSION
from tipdiff.reading import parse_capture
from tipdiff.tables.formulae import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tipdiff.archive import Archive
    from tipdiff.model import Change, Comparison, Narrative
    from tipdiff.store import Entry, Look


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A narrative that was edited after it was published."""

    old: Look
    """The last look at the words before."""
    new: Look
    """The first look at the words after."""
    confirmed: bool
    """Whether a later look saw the new words again: what is seen once may be gone at the next."""


def number_wordings(archive: Archive) -> int:
    """Give every narrative that has none the number of its wording; tells how many got one."""
    if not archive.store.narratives.unnumbered():
        return 0
    with archive.writing() as store:
        fresh = store.narratives.unnumbered()
        for entry in fresh:
            store.narratives.set_wording(entry, _number(archive, entry))
    return len(fresh)


def revisions(looks: Iterable[Look]) -> list[Revision]:
    """The steps from one wording to another that lasted, by country and edition.

    A wording seen at one look and gone at the next is passed over: the page flapped.
    """
    by_narrative = sorted(looks, key=lambda look: (*_key(look.entry), look.at))
    groups = groupby(by_narrative, key=lambda look: _key(look.entry))
    return [revision for _, own in groups for revision in _of_narrative(own)]


def comparison_of(archive: Archive, revision: Revision) -> Comparison:
    """Both wordings compared, each as the present parser reads it."""
    return compare(*(_reading(archive, look.entry) for look in (revision.old, revision.new)))


def edits(comparison: Comparison) -> tuple[Change, ...]:
    """Every change of words between two captures of one edition, the most significant first.

    Unlike between editions, wording that follows a template counts: somebody changed it.
    """
    told = [c for c in (*comparison.headlines, *comparison.outcomes) if _is_edit(c)]
    return tuple(sorted(told, key=lambda c: (-c.significance, c.new or c.old, c.id)))


def _is_edit(change: Change) -> bool:
    return change.kind != "unchanged" or any(run.op != "equal" for run in change.words)


def _key(entry: Entry) -> tuple[str, str, int, str]:
    return entry.series, entry.country, entry.edition, entry.source


def _of_narrative(looks: Iterable[Look]) -> Iterator[Revision]:
    """The steps of one narrative: new words must be there at a second look in a row."""
    first, *rest = looks
    last, seen = first, None
    for look in rest:
        if look.entry.wording == last.entry.wording:
            last, seen = look, None
        elif seen is not None and look.entry.wording == seen.entry.wording:
            yield Revision(old=last, new=seen, confirmed=True)
            last, seen = look, None
        else:
            seen = look
    if seen is not None:
        yield Revision(old=last, new=seen, confirmed=False)


def _number(archive: Archive, entry: Entry) -> int:
    """The number of the wording that is the same, else the next one."""
    others = _numbered(archive, entry)
    own = _reading(archive, entry) if others else None
    for other in others:
        if own is not None and _same_words(_reading(archive, other), own):
            return other.wording or 1
    return 1 + max((other.wording or 0 for other in others), default=0)


def _numbered(archive: Archive, entry: Entry) -> list[Entry]:
    """The latest entry of each wording that the same source has shown, the newest first."""
    entries = archive.store.narratives.entries(
        series=entry.series, iso3=entry.iso3, edition=entry.edition
    )
    latest = {e.wording: e for e in entries if e.source == entry.source and e.wording is not None}
    return sorted(latest.values(), key=lambda e: e.captured_at, reverse=True)


def _same_words(old: Narrative, new: Narrative) -> bool:
    if _said(old) == _said(new):
        return True
    return not edits(compare(old, new))


def _said(narrative: Narrative) -> tuple[object, ...]:
    """All that a narrative says, without typography."""
    statements = (s.text for section in narrative.sections for s in section.statements)
    words = fold(" ".join(statements))
    return words, narrative.tier, narrative.tier_move, narrative.waiver


def _reading(archive: Archive, entry: Entry) -> Narrative:
    """The narrative as the present parser reads it, whichever parser the database has it from."""
    return next(_readings(archive, entry))


def _readings(archive: Archive, entry: Entry) -> Iterator[Narrative]:
    if entry.parser_version != PARSER_VERSION:
        capture = archive.store.captures.get(entry.capture)
        try:
            anew = parse_capture(capture, archive.read(capture)) if capture else ()
        except (DocumentError, ArchiveError):
            anew = ()
        here = (entry.iso3, entry.edition)
        yield from (n for n in anew if (n.country.iso3, n.edition) == here)
    yield archive.store.narratives.load(entry)
