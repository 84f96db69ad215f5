"""Themes of a statement as the aligner weighs them: by the cues of tables/themes.py alone."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tipdiff.stems import stem, stems_of
from tipdiff.tables.themes import THEMES

if TYPE_CHECKING:
    from collections.abc import Set


@cache
def _by_first_word() -> dict[str, tuple[tuple[frozenset[str], str], ...]]:
    """Cues as sets of stems, under one stem of theirs, so that few are tried on a statement."""
    index: dict[str, list[tuple[frozenset[str], str]]] = {}
    for theme in THEMES:
        for cue in theme.cues:
            stems = [stem(word) for word in cue.split()]
            index.setdefault(stems[0], []).append((frozenset(stems), theme.name))
    return {first: tuple(rows) for first, rows in index.items()}


@cache
def _order() -> dict[str, int]:
    return {theme.name: place for place, theme in enumerate(THEMES)}


def themes_of_stems(stems: Set[str]) -> tuple[str, ...]:
    """Names of the themes, in the table's order, of a statement given by its stems."""
    index = _by_first_word()
    found = {name for first in index.keys() & stems for cue, name in index[first] if cue <= stems}
    return tuple(sorted(found, key=_order().__getitem__))


def themes_of(text: str) -> tuple[str, ...]:
    """Names of the themes of a text, in the table's order; several, one or none."""
    return themes_of_stems(set(stems_of(text)))
