"""Queries on statements: by their words (FTS5), by theme, and how often each theme comes.

What is asked here is already an expression of FTS5 that nobody but `tipdiff.search` writes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from tipdiff.store.tagging import tag_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tipdiff.model import Place
    from tipdiff.store.connection import Connection

OPEN, CLOSE = "\x02", "\x03"
"""What stands around a matched word while SQLite hands it over; no text of a page holds them."""

SNIPPET_WORDS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Which statements are looked for: all that fit everything that is given."""

    narratives: tuple[int, ...]
    """Ids of the narratives to look in."""
    match: str | None = None
    """An FTS5 expression."""
    themes: tuple[str, ...] = ()
    """Any of these."""
    roles: tuple[str, ...] = ()
    """Any of these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A statement that was found, with all that a quotation needs."""

    id: int
    narrative: int
    series: str
    iso3: str
    country: str
    edition: int
    source: str
    partial: bool
    kind: str
    role: str
    rank: int | None
    section: int
    position: int
    text: str
    snippet: str
    """The part of the text where the words stand, between OPEN and CLOSE."""
    themes: tuple[str, ...]
    url: str
    captured_at: str
    sha256: str

    @property
    def place(self) -> Place:
        """Where it stands in its narrative."""
        from tipdiff.model import Place

        return Place(section=self.section, statement=self.position)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeCount:
    """How often a theme comes in an edition."""

    theme: str
    edition: int
    statements: int
    countries: int


_OWN = ("id", "narrative", "kind", "role", "rank", "section", "position", "text")
_OF_CAPTURE = ("url", "captured_at", "sha256")
_MADE = ("snippet", "themes")


def _column(name: str) -> str:
    if name in _OWN:
        return f"s.{name}"
    return f"{'c' if name in _OF_CAPTURE else 'n'}.{name}"


_COLUMNS = ", ".join(_column(f.name) for f in fields(Hit) if f.name not in _MADE)
_THEMES = (
    "(SELECT group_concat(theme, char(10)) FROM statement_themes WHERE statement = s.id) AS themes"
)
_OF_ROLE = "s.role IN (SELECT value FROM json_each(?))"
_OF_THEME = (
    "s.id IN (SELECT statement FROM statement_themes "
    "WHERE theme IN (SELECT value FROM json_each(?)))"
)
_SNIPPET = f"snippet(statements_fts, 0, char(2), char(3), '…', {SNIPPET_WORDS}) AS snippet"


class Search:
    """The tables `statements_fts`, `words` and `statement_themes`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def vocabulary(self, first: str) -> list[str]:
        """Every word of the statements that begins with these letters, as the index has it."""
        sql = "SELECT term FROM words WHERE term >= ? AND term < ? ORDER BY term"
        rows = self._connection.rows(sql, (first, first + chr(0x10FFFF)))
        return [row["term"] for row in rows]

    def hits(self, ask: Ask, *, most: int = -1) -> list[Hit]:
        """The statements asked for: the best first where words are, else by country."""
        condition, parameters = _condition(ask)
        if ask.match is None:
            what, source, order = "s.text AS snippet", "statements s", ""
        else:
            what = _SNIPPET
            source = "statements_fts JOIN statements s ON s.id = statements_fts.rowid"
            order = "bm25(statements_fts), "
        sql = (
            f"SELECT {_COLUMNS}, {_THEMES}, {what} FROM {source} "  # noqa: S608
            "JOIN narratives n ON n.id = s.narrative JOIN captures c ON c.id = n.capture "
            f"WHERE {condition} "
            f"ORDER BY {order}n.country, n.edition DESC, s.section, s.position LIMIT ?"
        )
        return [_hit(dict(row)) for row in self._connection.rows(sql, (*parameters, most))]

    def count(self, ask: Ask) -> int:
        """How many statements there are of those asked for."""
        condition, parameters = _condition(ask)
        fts = "JOIN statements_fts ON statements_fts.rowid = s.id" if ask.match else ""
        sql = f"SELECT count(*) AS n FROM statements s {fts} WHERE {condition}"  # noqa: S608
        found: int = self._connection.rows(sql, parameters)[0]["n"]
        return found

    def kinds(self, narratives: Iterable[int], roles: Sequence[str]) -> dict[int, set[str]]:
        """Of each narrative, the kinds of section in which statements of these roles stand."""
        ask = Ask(narratives=tuple(narratives), roles=tuple(roles))
        condition, parameters = _condition(ask)
        sql = f"SELECT DISTINCT s.narrative, s.kind FROM statements s WHERE {condition}"  # noqa: S608
        found: dict[int, set[str]] = {}
        for row in self._connection.rows(sql, parameters):
            found.setdefault(row["narrative"], set()).add(row["kind"])
        return found

    def theme_counts(self, ask: Ask) -> list[ThemeCount]:
        """How often each theme comes in each edition, among the statements asked for."""
        condition, parameters = _condition(ask)
        sql = (
            "SELECT t.theme, n.edition, count(*) AS statements, "  # noqa: S608
            "count(DISTINCT n.iso3) AS countries FROM statements s "
            "JOIN narratives n ON n.id = s.narrative JOIN statement_themes t ON t.statement = s.id "
            f"WHERE {condition} GROUP BY t.theme, n.edition ORDER BY t.theme, n.edition"
        )
        return [ThemeCount(**dict(row)) for row in self._connection.rows(sql, parameters)]

    def tag_again(self) -> None:
        """Tell the themes of all statements anew, as the present tables have them."""
        with self._connection.atomic() as db:
            db.table("statement_themes").delete_where()
            tag_all(db)


def _condition(ask: Ask) -> tuple[str, tuple[object, ...]]:
    parts = ["s.narrative IN (SELECT value FROM json_each(?))"]
    parameters: list[object] = [json.dumps(ask.narratives)]
    for condition, values in ((_OF_ROLE, ask.roles), (_OF_THEME, ask.themes)):
        if values:
            parts.append(condition)
            parameters.append(json.dumps(values))
    if ask.match is not None:
        parts.append("statements_fts MATCH ?")
        parameters.append(ask.match)
    return " AND ".join(parts), tuple(parameters)


def _hit(row: dict[str, Any]) -> Hit:
    themes = tuple(_sorted(row.pop("themes") or ""))
    return Hit(**{**row, "partial": bool(row["partial"]), "themes": themes})


def _sorted(joined: str) -> Iterator[str]:
    """The themes in the table's order."""
    from tipdiff.themes import names

    found = set(joined.split("\n"))
    return (name for name in names() if name in found)
