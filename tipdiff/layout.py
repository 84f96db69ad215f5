"""What a module of fetchers/ tells of its source's documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tipdiff.model import SectionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How one source's documents look: what they are known by, and what of them is narrative."""

    name: str
    hosts: tuple[str, ...] = ()
    """Hosts of its pages, as in a saved page's canonical link."""
    marks: tuple[str, ...] = ()
    """Patterns of text, any of which tells that a document is from this source."""
    narrative: tuple[str, ...] = ()
    """CSS selectors of the element that holds the narrative, the best first."""
    drop: tuple[str, ...] = ()
    """CSS selectors of what stands in that element and is not narrative."""
    front: tuple[str, ...] = ()
    """Patterns of what stands before the narrative's text, at the place or on the line."""
    tail: tuple[str, ...] = ()
    """Patterns of lines that follow the narrative; nothing after them belongs to it."""
    missing: tuple[SectionKind, ...] = ()
    """Kinds of section that the source is known to leave out, where it leaves them out."""

    @property
    def describes(self) -> bool:
        """Whether it tells of documents at all: an archive of other sites' pages does not."""
        return bool(self.narrative or self.front or self.tail)

    @property
    def partial(self) -> bool:
        """Whether the source is known to hold only a part of the narratives."""
        return bool(self.missing)
