"""Work that is done once for all digests of a release: by which objects it is given.

What a change looks like is asked for once for every subscription that is told of it, and the
comparisons are shared. Comparing their contents would cost more than the work.
"""

from __future__ import annotations

from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

F = TypeVar("F", bound="Callable[..., Any]")

MOST = 8_192
"""Results kept of each function: more than the changes that the digests of a release show."""


class _This:
    """An object as a key, equal to itself alone; kept, so that no other object takes its id."""

    __slots__ = ("object",)

    def __init__(self, given: object) -> None:
        self.object = given

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _This) and self.object is other.object

    def __hash__(self) -> int:
        return id(self.object)


def once_for_each(function: F) -> F:
    """The function, which for the same objects again gives what it gave before."""

    @lru_cache(maxsize=MOST)
    def kept(*these: _This) -> Any:
        return function(*(this.object for this in these))

    @wraps(function)
    def asked(*given: object) -> Any:
        return kept(*map(_This, given))

    return cast("F", asked)
