"""Whether two sources' copies of the same narrative say the same.

Typography (quotation marks, dashes, spaces) is no difference, nor is the place of a section, nor
what a partial source does not hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipdiff.compare import compare
from tipdiff.series import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tipdiff.archive import Archive
    from tipdiff.model import Change, Comparison, SeriesName
    from tipdiff.store import Entry


def crosscheck(
    archive: Archive,
    edition: int | None,
    iso3: str | None,
    sources: Sequence[str],
    *,
    series: SeriesName = DEFAULT,
) -> Iterator[Comparison]:
    """The preferred source's newest copy beside each other source's, wherever there are several."""
    narratives = archive.store.narratives
    entries = narratives.entries(series=series, edition=edition, iso3=iso3)
    for copies in _by_narrative(entries):
        first, *others = sorted(copies, key=lambda entry: _rank(entry, sources))
        for other in others:
            yield compare(narratives.load(first), narratives.load(other))


def differences(comparison: Comparison) -> tuple[Change, ...]:
    """The outcomes in which the words differ."""
    return tuple(outcome for outcome in comparison.outcomes if _differs(outcome))


def _differs(outcome: Change) -> bool:
    if outcome.kind == "uncompared":
        return False
    return not (outcome.old and outcome.new) or any(run.op != "equal" for run in outcome.words)


def _by_narrative(entries: Sequence[Entry]) -> list[list[Entry]]:
    """The newest entry of each source, for every narrative that has several."""
    newest: dict[tuple[str, int], dict[str, Entry]] = {}
    for entry in entries:
        newest.setdefault((entry.iso3, entry.edition), {})[entry.source] = entry
    return [list(copies.values()) for copies in newest.values() if len(copies) > 1]


def _rank(entry: Entry, sources: Sequence[str]) -> tuple[bool, int, str]:
    place = sources.index(entry.source) if entry.source in sources else len(sources)
    return entry.partial, place, entry.source
