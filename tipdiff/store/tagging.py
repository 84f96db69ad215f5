"""Statements are made to be found: by their words, and by their themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipdiff.store.sql import insertion
from tipdiff.themes import TAGGED, tags_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database


def tag_all(db: Database) -> None:
    """Tell the themes of every statement there is."""
    _tag(db, "1", ())


def tag_narrative(db: Database, narrative: int) -> None:
    """Tell the themes of the statements of a narrative that was just saved."""
    _tag(db, "narrative = ?", (narrative,))


def index_new(db: Database) -> None:
    """Make the statements that were saved since the last time found by their words.

    Many in one go are half the work of a narrative at a time. What is deleted leaves the index by
    itself, by a trigger, and must be in it by then.
    """
    newest = "SELECT coalesce(max(id), 0) FROM statements_fts_docsize"
    added = f"SELECT id, text FROM statements WHERE id > ({newest})"  # noqa: S608
    db.execute(f"INSERT INTO statements_fts(rowid, text) {added}")


def _tag(db: Database, condition: str, parameters: Sequence[object]) -> None:
    marks = ", ".join("?" * len(TAGGED))
    sql = f"SELECT id, text FROM statements WHERE {condition} AND role IN ({marks})"  # noqa: S608
    rows = db.execute(sql, (*parameters, *TAGGED)).fetchall()
    tags = [(key, theme) for key, text in rows for theme in tags_of(text)]
    db.conn.executemany(insertion("statement_themes", ("statement", "theme")), tags)
