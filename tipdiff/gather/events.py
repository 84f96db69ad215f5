"""What a run tells while it goes on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """Pages of a host that are about to be asked for."""

    host: str
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What became of one page."""

    source: str
    edition: int
    url: str
    host: str
    status: str
    """The judge's word, or: no_answer, forbidden, unfit; to_fetch where nothing is fetched."""
    reason: str
    country: str | None = None
    known: bool = False
    """Whether there was a good capture of the page before."""


Event = Ahead | Look
