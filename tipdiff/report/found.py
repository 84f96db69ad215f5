"""What a search found, for a terminal: quotes with the words marked, and what is not known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tipdiff.report.visible import one_line
from tipdiff.series import section_names
from tipdiff.store.search import CLOSE, OPEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console
    from rich.text import Text

    from tipdiff.search import Doubt, Found, Match, Query
    from tipdiff.store import Hit

SIGNS = {OPEN: "»", CLOSE: "«"}
"""What stands around a word that was found, where there is no colour."""


def print_found(console: Console, found: Found, query: Query) -> None:
    """Each statement with its place and copy, how many there are, and what is not known."""
    from rich.padding import Padding
    from rich.text import Text

    in_color = console.is_terminal and not console.no_color
    for match in found.matches:
        console.print(_head(match))
        console.print(Padding(quote_of(match.hit, in_color=in_color), (0, 0, 1, 4)))
    console.print(_total(found, query), markup=False)
    if found.doubts:
        console.print("\nNot known, and neither yes nor no:", markup=False)
    for reason, of in _by_reason(found.doubts).items():
        console.print(Padding(Text(f"{reason}: {', '.join(of)}"), (0, 0, 0, 4)))


def _by_reason(doubts: Iterable[Doubt]) -> dict[str, list[str]]:
    reasons: dict[str, list[str]] = {}
    for doubt in doubts:
        reasons.setdefault(doubt.reason, []).append(doubt.country)
    return reasons


def _head(match: Match) -> Text:
    from rich.text import Text

    hit = match.hit
    parts = [f"{hit.country} {hit.edition}", _place(hit), *_of_copy(hit)]
    if hit.themes:
        parts.append(", ".join(hit.themes))
    if match.change:
        parts.append(match.change)
    return Text(" · ".join(parts), style="bold")


def _place(hit: Hit) -> str:
    if hit.rank:
        return f"recommendation {hit.rank}"
    section = section_names()[hit.kind].lower()
    what = f"sentence {hit.position + 1}" if hit.kind == hit.role else hit.role
    return f"{section}, {what}"


def _of_copy(hit: Hit) -> Iterator[str]:
    yield hit.source.replace("_", " ")
    if hit.partial:
        yield "partial copy"


def quote_of(hit: Hit, *, in_color: bool) -> Text:
    """What was found, the words that were looked for marked."""
    from rich.text import Text

    text, inside = Text(), False
    for piece in _pieces(hit.snippet):
        if piece in SIGNS:
            inside = piece == OPEN
            text.append("" if in_color else SIGNS[piece])
        else:
            text.append(_spaced(piece, one_line(piece)), "bold green" if inside else "")
    return text


def _pieces(snippet: str) -> list[str]:
    return [piece for piece in re.split(f"([{OPEN}{CLOSE}])", snippet) if piece]


def _spaced(piece: str, shown: str) -> str:
    """The piece on one line, with the spaces at its edges."""
    head = " " if piece[:1].isspace() else ""
    tail = " " if piece[-1:].isspace() and shown else ""
    return f"{head}{shown}{tail}"


def _total(found: Found, query: Query) -> str:
    of = len({match.hit.iso3 for match in found.matches})
    told = f"{_count(found.total, 'statement')} of {_count(of, 'country', 'countries')}"
    if query.not_in is not None:
        told += f" in {query.editions[0]}, and none of the kind in {query.not_in}"
    if found.total > len(found.matches):
        told = f"{len(found.matches)} of {_count(found.total, 'statement')}; --limit shows more"
    return told


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
