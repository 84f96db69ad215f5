"""What of the pages a person must look after, and what mends itself: for `tipdiff status`.

A page that the archive never had is told of at once: there is nothing to fall back on. One that
was good is kept, and is told of when it stays away, or when many go at once.
"""

from __future__ import annotations

from dataclasses import dataclass

UNREAD = "unread"
"""A capture judged good of which the database has no narrative."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A row: so many pages of an edition, with one of these statuses for so long, need a person."""

    name: str
    statuses: tuple[str, ...]
    what: str
    """How the pages are called."""
    advice: str
    origin: str
    days: float = 0.0
    pages: int = 1


NEVER_HAD = (
    Need(
        name="blocked",
        statuses=("blocked",),
        what="blocked pages",
        advice="wait, or save them in a browser and `tipdiff import` them",
        origin="an edition is asked for on the day it comes out; by hand it is there in minutes",
    ),
    Need(
        name="layout changed",
        statuses=("layout_changed",),
        what="pages that this version cannot read",
        advice="update tipdiff",
        origin="the next look finds the same page",
    ),
    Need(
        name="unread",
        statuses=(UNREAD,),
        what="captures that were not read",
        advice="run `tipdiff reparse`",
        origin="a run was killed between the capture and its reading, or a parser refused it",
    ),
)
"""Of pages without any good copy. What is missing or gone for now is asked for again."""

LOST = (
    Need(
        name="many at once",
        statuses=("blocked", "layout_changed", "gone_for_now"),
        what="pages that were good and are not",
        advice="look at the site; the copies there were are kept",
        origin="one page is an accident, ten are a site that was rebuilt or shuts tipdiff out; "
        "above a fifth of all, the run itself stops",
        pages=10,
    ),
    Need(
        name="stays blocked",
        statuses=("blocked", "layout_changed"),
        what="pages that were good and stay blocked or strange",
        advice="open them in a browser; the copies there were are kept",
        origin="a challenge or a broken page of one night is gone on the next day; in three days "
        "the job `failed` has looked twelve times",
        days=3.0,
    ),
    Need(
        name="stays away",
        statuses=("gone_for_now",),
        what="pages that were good and stay away",
        advice="look at the site; the copies there were are kept",
        origin="maintenance takes a weekend, not a week",
        days=7.0,
    ),
)
"""Of pages that were good before. The first row that an edition's pages fill is told, alone."""
