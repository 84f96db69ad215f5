"""Statements are made to be found: by their words, and by their themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipdiff.themes import TAGGED, tags_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database


def tag_all(db: Database) -> None:
    """Tell the themes of every statement there is."""
    _tag(db, "1", ())


def index_narrative(db: Database, narrative: int) -> None:
    """Make the statements of a narrative that was just saved found by words and by theme.

    What is deleted leaves the index by itself, by a trigger.
    """
    added = "SELECT id, text FROM statements WHERE narrative = ?"
    db.execute(f"INSERT INTO statements_fts(rowid, text) {added}", (narrative,))
    _tag(db, "narrative = ?", (narrative,))


def _tag(db: Database, condition: str, parameters: Sequence[object]) -> None:
    marks = ", ".join("?" * len(TAGGED))
    sql = f"SELECT id, text FROM statements WHERE {condition} AND role IN ({marks})"  # noqa: S608
    rows = db.execute(sql, (*parameters, *TAGGED)).fetchall()
    tags = [{"statement": key, "theme": theme} for key, text in rows for theme in tags_of(text)]
    db.table("statement_themes").insert_all(tags)
