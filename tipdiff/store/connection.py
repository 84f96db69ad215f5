"""One connection to tipdiff.db: opening it, its transactions, and its errors in plain words.

Reading goes through the standard library alone: importing sqlite-utils takes a quarter of a
second, which a comparison of two texts should not pay. Schema and writes go through sqlite-utils;
but what every page writes is plain SQL, for sqlite-utils looks the table up for each row.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from tipdiff.errors import ArchiveError
from tipdiff.store import schema
from tipdiff.store.views import VIEWS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from sqlite_utils import Database

BUSY_SECONDS = 30.0

PROBE = b"\0" * 4096
"""A page: the least that SQLite needs room for."""

_ADVICE = (
    ("readonly", "cannot be written{}; make room, or make the file writable"),
    ("unable to open", "cannot be opened{}; look at the rights of the file and its folder"),
    ("full", "cannot grow{}; make room and run the command again"),
    ("locked", "is being written by another tipdiff; try again when it is done"),
    ("disk I/O", "cannot be read or written{}; make room, or look at the disk"),
    ("not a database", "is not a database; move it away and run `tipdiff rebuild`"),
    ("malformed", "is damaged; move it away and run `tipdiff rebuild`"),
    ("no such table", "lacks a table; move it away and run `tipdiff rebuild`"),
)
"""What SQLite says (a part of it) and what the operator reads, with the system's reason in it."""


class Connection:
    """An open tipdiff.db."""

    def __init__(self, path: Path, *, create: bool = False) -> None:
        """Open the file; with `create`, make it when it is missing."""
        if not create and not path.exists():
            raise ArchiveError(
                f"no archive in {path.parent}: bring texts in with `tipdiff import PATH...`, "
                "or name another folder in config.toml"
            )
        self.path = path
        self._sqlite_utils: Database | None = None
        self._put_off: dict[Callable[[Database], None], None] = {}
        with self.plain_errors():
            self._connection = _connect(path)
        try:
            self._refuse_newer()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[sqlite3.Row]:
        """Every row of a query, read by column name."""
        with self.plain_errors():
            return self._connection.execute(sql, parameters).fetchall()

    @property
    def db(self) -> Database:
        """The same connection in the hands of sqlite-utils, for schema and writes."""
        if self._sqlite_utils is None:
            from sqlite_utils import Database

            self._sqlite_utils = Database(self._connection, execute_plugins=False)
        return self._sqlite_utils

    @contextmanager
    def atomic(self) -> Iterator[Database]:
        """One transaction, or a savepoint inside the transaction there is."""
        is_whole = not self._connection.in_transaction
        with self.plain_errors(), self.db.atomic():
            yield self.db
            if is_whole:
                self._finish()

    def at_end(self, work: Callable[[Database], None]) -> None:
        """Put work off to the end of the transaction, where it is done once for all who ask."""
        self._put_off[work] = None

    def begin(self) -> None:
        """Begin a transaction; what is done until `commit` is kept, or nothing of it."""
        with self.plain_errors():
            self.db.begin()

    def commit(self) -> None:
        """Do what was put off, and keep all that was done since `begin`."""
        with self.plain_errors():
            self._finish()
            self.db.commit()

    def pending(self) -> list[str]:
        """Names of the migration steps that this file has not seen, and of views it has not."""
        applied = self._applied()
        steps = [step.__name__ for step in schema.STEPS if step.__name__ not in applied]
        rows = self.rows("SELECT name, sql FROM sqlite_master WHERE type = 'view'")
        views = {row["name"]: row["sql"] for row in rows}
        return steps + [name for name, sql in VIEWS.items() if views.get(name) != sql]

    def migrate(self) -> None:
        """Bring the file to the newest form, in write-ahead mode."""
        with self.plain_errors():
            self.db.enable_wal()
            schema.migrate(self.db)

    def demand_writable(self) -> None:
        """Say so at once where the file may only be read: SQLite would tell at the first row."""
        with self.plain_errors():
            self.db.begin()
            try:
                (version,) = self._connection.execute("PRAGMA user_version").fetchone()
                self._connection.execute(f"PRAGMA user_version = {version}")
            finally:
                self.db.rollback()

    def problems(self) -> list[str]:
        """What SQLite finds wrong with the file; nothing when all is well."""
        told = [row[0] for row in self.rows("PRAGMA integrity_check") if row[0] != "ok"]
        hanging = [row["table"] for row in self.rows("PRAGMA foreign_key_check")]
        return told + [f"a row of {table} belongs to nothing" for table in hanging]

    def copy_to(self, path: Path) -> None:
        """A consistent copy of the database, taken while others write."""
        with self.plain_errors():
            target = sqlite3.connect(path)
            try:
                self._connection.backup(target)
            finally:
                target.close()

    @contextmanager
    def plain_errors(self) -> Iterator[None]:
        """Turns what SQLite says into one line that says what to do."""
        try:
            yield
        except sqlite3.Error as error:
            raise ArchiveError(f"the database {self.path} {_advice(error, self.path)}") from error

    def _finish(self) -> None:
        works, self._put_off = self._put_off, {}
        for work in works:
            work(self.db)

    def _applied(self) -> list[str]:
        known = "SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'"
        if not self.rows(known):
            return []
        names = "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY id"
        return [row["name"] for row in self.rows(names, (schema.SET,))]

    def _refuse_newer(self) -> None:
        known = {step.__name__ for step in schema.STEPS}
        newer = [name for name in self._applied() if name not in known]
        if newer:
            raise ArchiveError(
                f"the database {self.path} was made by a newer tipdiff (it knows {newer[-1]}): "
                "update tipdiff, or move the file away and run `tipdiff rebuild`"
            )


def _advice(error: sqlite3.Error, path: Path) -> str:
    advice = next((advice for part, advice in _ADVICE if part in str(error)), None)
    return f"failed: {error}" if advice is None else advice.format(_reason(path))


def _reason(path: Path) -> str:
    """Why the system lets nobody write beside the file, which SQLite keeps to itself."""
    try:
        with TemporaryFile(dir=path.parent) as file:
            file.write(PROBE)
            file.flush()
    except OSError as error:
        return f": {error.strerror}"
    return ""


def _connect(path: Path) -> sqlite3.Connection:
    try:
        return _prepared(f"{path.absolute().as_uri()}?mode=rwc")
    except sqlite3.OperationalError:
        # A folder that cannot be written (a snapshot, a DVD) has no room for the shared-memory
        # file of write-ahead mode; without a log to replay, the file alone is the whole truth.
        log = path.with_name(path.name + "-wal")
        if not path.exists() or (log.exists() and log.stat().st_size):
            raise
        return _prepared(f"{path.absolute().as_uri()}?immutable=1")


def _prepared(uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS)
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection
