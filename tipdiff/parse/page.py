"""The page: a document's text before it is known what in it is what."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tipdiff.layout import Layout

Span = tuple[int, int]
"""Start and end of a run of characters."""

LONGEST_CLAIM = 400
"""Characters of an address that a page gives for itself; those of the sources have 120 at most."""
_CLAIM = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d+)?(?:[/?#][!#-&(-;=?-~]*)?")
"""An address of the web in plain characters, without a user, a quotation mark or a bracket."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A document as text, with what its markup and its head tell."""

    text: str
    headings: tuple[Span, ...] = ()
    """Lines that the markup says are headings."""
    about: str = ""
    """What the document's head says of it: titles, one a line."""
    urls: tuple[str, ...] = ()
    """Addresses that the document names as its own."""
    layout: Layout | None = None
    html: bool = False

    @property
    def claimed_url(self) -> str | None:
        """The first address of its own that is fit to be shown: what a hostile page may say."""
        fit = (u for u in self.urls if len(u) <= LONGEST_CLAIM and _CLAIM.fullmatch(u))
        return next(fit, None)


@dataclass(slots=True)
class Lines:
    """Collects lines of text and keeps where the headings among them stand."""

    parts: list[str] = field(default_factory=list)
    headings: list[Span] = field(default_factory=list)
    length: int = 0
    gap: str = "\n\n"
    """What will part the next line from those before it."""

    def add(self, line: str, *, heading: bool = False) -> None:
        """Append a line, after the gap where it is not the first."""
        if self.parts:
            self.parts.append(self.gap)
            self.length += len(self.gap)
        if heading:
            self.headings.append((self.length, self.length + len(line)))
        self.parts.append(line)
        self.length += len(line)
