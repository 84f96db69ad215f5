"""What is worked out once for each word: reports say the same ones again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

V = TypeVar("V")

MOST = 65536
"""Words kept: far more than all reports have; a text of made-up words must not fill the memory."""


class OfWords(dict[str, V], Generic[V]):
    """What a function makes of words, each asked once; read by index, the quickest way there is."""

    def __init__(self, make: Callable[[str], V]) -> None:
        """Name the function; it must be pure."""
        self._make = make

    def __missing__(self, word: str) -> V:
        """Ask the function, and remember."""
        if len(self) >= MOST:
            self.clear()
        made = self[word] = self._make(word)
        return made
