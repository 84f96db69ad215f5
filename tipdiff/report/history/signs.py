"""The signs of the picture: one a year, the same in the terminal and on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tipdiff.ledger import Cell


class Sign(NamedTuple):
    """One row: what a cell shows, and in which words."""

    mark: str
    sign: str
    meaning: str
    style: str


SIGNS: tuple[Sign, ...] = (
    Sign("returned", "↺", "came back after editions without it", "cyan"),
    Sign("turned", "✓", "now reported the other way round", "green"),
    Sign("split", "<", "split into several", "yellow"),
    Sign("merged", ">", "merged with others", "yellow"),
    Sign("strengthened", "▲", "reworded: strengthened", "red"),
    Sign("weakened", "▼", "reworded: weakened", "blue"),
    Sign("broadened", "+", "reworded: broadened", "red"),
    Sign("narrowed", "-", "reworded: narrowed", "blue"),
    Sign("updated", "≈", "other facts", ""),
    Sign("reworded", "~", "reworded", ""),
    Sign("moved", "↕", "the same words in another place", ""),
    Sign("new", "●", "new", "bold"),
    Sign("first", "○", "there in the first edition that could be looked at", "bold"),
    Sign("present", "=", "unchanged", "dim"),
    Sign("addressed", "✓", "addressed: another statement reports it", "green"),
    Sign("softened", "▽", "softened: told in weaker words", "blue"),
    Sign("repeated elsewhere", "»", "repeated elsewhere", ""),
    Sign("no longer mentioned", "×", "no longer mentioned", "magenta"),
    Sign("dropped", "×", "dropped", "magenta"),
    Sign("uncomparable", "?", "not comparable: the copy lacks the section", "dim"),
    Sign("missing", "┊", "the archive lacks the edition", "dim"),
    Sign("absent", "·", "not there", "dim"),
    Sign("before", " ", "", ""),
)
"""A cell shows the first of its marks that stands here."""

_BY_MARK = {sign.mark: sign for sign in SIGNS}


def sign_of(cell: Cell, became: str | None = None) -> Sign:
    """What a cell shows; where a thread ends, what became of it."""
    if cell.state == "dropped":
        return _BY_MARK[became or "dropped"]
    if cell.state != "present":
        return _BY_MARK[cell.state]
    return next((sign for sign in SIGNS if sign.mark in cell.marks), _BY_MARK["present"])


def legend(signs: Iterable[Sign]) -> Iterator[Sign]:
    """The signs that are used, in the order of the table."""
    used = {sign.mark for sign in signs}
    return (sign for sign in SIGNS if sign.mark in used and sign.meaning)
