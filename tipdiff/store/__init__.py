"""tipdiff.db: what the WARC files hold, made ready for questions; all SQL of the project.

    store = Store(folder / "tipdiff.db")
    store.narratives.best("tip", "DNK", 2018)

Writers are kept apart by the archive's lock (`Archive.writing`); readers never wait.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from tipdiff.store.captures import Captures, Loss
from tipdiff.store.comparisons import Comparisons
from tipdiff.store.connection import Connection
from tipdiff.store.jobs import JobRun, Jobs
from tipdiff.store.narratives import Entry, Look, Narratives, preferred
from tipdiff.store.outbox import Outbox
from tipdiff.store.search import Ask, Hit, Search, ThemeCount
from tipdiff.store.tiers import KeptRow, TierRow, Tiers

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "Ask",
    "Captures",
    "Comparisons",
    "Connection",
    "Entry",
    "Hit",
    "JobRun",
    "Jobs",
    "KeptRow",
    "Look",
    "Loss",
    "Narratives",
    "Outbox",
    "Search",
    "Store",
    "ThemeCount",
    "TierRow",
    "Tiers",
    "preferred",
]


class Store:
    """An open database: its connection, and the queries by subject."""

    def __init__(self, path: Path, *, create: bool = False) -> None:
        """Open the file; with `create`, make it when it is missing."""
        self.connection = Connection(path, create=create)
        self.captures = Captures(self.connection)
        self.narratives = Narratives(self.connection)
        self.comparisons = Comparisons(self.connection)
        self.jobs = Jobs(self.connection)
        self.outbox = Outbox(self.connection)
        self.search = Search(self.connection)
        self.tiers = Tiers(self.connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()
