"""Cheap tests of a text: what has none of the cues of a thing is not searched for it."""

from __future__ import annotations

import re
from functools import cache, lru_cache


@lru_cache(maxsize=4)
def has_cue(text: str, cues: tuple[str, ...]) -> bool:
    """Whether one of the patterns is in a text's small letters; of a page, more than one asks."""
    small = _small(text)
    return any(cue.search(small) for cue in _compiled(cues))


@lru_cache(maxsize=1)
def _small(text: str) -> str:
    return text.lower()


@cache
def _compiled(cues: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, cues))
