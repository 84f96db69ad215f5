"""Themes of statements: what a recommendation asks for, what a deficiency is about.

The concepts are those of tables/themes.py; several may hold, or none. The aligner weighs by the
cues of that table alone; here the passages of tables/theme_cues.py count as well.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache

from tipdiff.align.themes import themes_of
from tipdiff.errors import UsageError
from tipdiff.tables.theme_cues import PASSAGES
from tipdiff.tables.themes import THEMES

TAGGED = ("recommendation", "deficiency", "achievement", "mixed")
"""Roles of statements that get themes: what is asked of a government, and what it is told of."""


@cache
def names() -> tuple[str, ...]:
    """The names of all themes, in the tables' order."""
    listed = (*(theme.name for theme in THEMES), *(row.theme for row in PASSAGES if row.tells))
    return tuple(dict.fromkeys(listed))


def named(name: str) -> str:
    """The theme of that name, however it is spaced or written; UsageError with the nearest."""
    known = {_key(theme): theme for theme in names()}
    found = known.get(_key(name))
    if found is None:
        near = [key for key in known if _key(name) in key] or get_close_matches(_key(name), known)
        hint = (
            f"did you mean {' or '.join(known[key] for key in near)}?"
            if near
            else f"known are {', '.join(names())}"
        )
        raise UsageError(f"no theme is called {name!r}; {hint}")
    return found


def tags_of(text: str) -> tuple[str, ...]:
    """The themes of a statement, in the tables' order."""
    told = {theme for (theme, tells), row in _passages().items() if tells and row.search(text)}
    kept = {theme for theme in themes_of(text) if not _only_seems(theme, text)}
    return tuple(name for name in names() if name in told | kept)


def _only_seems(theme: str, text: str) -> bool:
    """Whether the cues of a theme stand in passages alone that do not count for it."""
    seeming = _passages().get((theme, False))
    return seeming is not None and theme not in themes_of(seeming.sub(" ", text))


@cache
def _passages() -> dict[tuple[str, bool], re.Pattern[str]]:
    """For each theme a pattern of what tells it, and one of what only seems to."""
    by_theme: dict[tuple[str, bool], list[str]] = {}
    for row in PASSAGES:
        by_theme.setdefault((row.theme, row.tells), []).append(row.pattern)
    return {key: re.compile("|".join(rows), re.IGNORECASE) for key, rows in by_theme.items()}


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())
