"""Statements of SQL that several tables share the form of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def insertion(table: str, columns: Iterable[str]) -> str:
    """The statement that inserts a row of these columns, in their order."""
    names = [f'"{name}"' for name in columns]
    marks = ", ".join("?" * len(names))
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608
