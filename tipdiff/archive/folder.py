"""The WARC files of an archive folder: appended to by one process at a time, never altered."""

from __future__ import annotations

import fcntl
import os
import re
import time
from contextlib import contextmanager, suppress
from math import inf
from typing import TYPE_CHECKING

from tipdiff.archive.members import Member, members, unpack
from tipdiff.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MAX_FILE = 256 * 1024 * 1024
"""A WARC file that has grown past this is followed by a new one: small enough to copy and mail."""

_NAME = re.compile(r"tipdiff-\d{8}T\d{6}Z-(\d{5,})\.warc\.gz")
_POLL_SECONDS = 0.05
_SERVICE = "service.lock"
_SENDING = "send.lock"
_FETCHING = "fetch.lock"


class Folder:
    """An archive folder, its WARC files and its lock."""

    def __init__(self, path: Path, *, max_file: int = MAX_FILE, lock_wait: float = 10.0) -> None:
        """Name the folder; nothing is opened or made yet."""
        self.path = path
        self.max_file = max_file
        self.lock_wait = lock_wait

    def names(self) -> list[str]:
        """The WARC files, the oldest first."""
        if not self.path.is_dir():
            return []
        return sorted((p.name for p in self.path.iterdir() if _NAME.fullmatch(p.name)), key=_serial)

    def size(self, name: str) -> int:
        """Bytes of a WARC file; 0 when it is gone."""
        path = self.path / name
        return path.stat().st_size if path.exists() else 0

    def next_name(self, date: str) -> str:
        """Name of a new file begun at that moment (ISO 8601); numbers never repeat."""
        last = max((_serial(name) for name in self.names()), default=0)
        return f"tipdiff-{date.replace('-', '').replace(':', '')}-{last + 1:05d}.warc.gz"

    def read(self, name: str, offset: int, length: int) -> bytes:
        """The unpacked record at a place."""
        try:
            return unpack(self.packed(name, offset, length))
        except ValueError as error:
            raise ArchiveError(f"{name}, offset {offset}: {error}; run `tipdiff verify`") from error

    def packed(self, name: str, offset: int, length: int) -> bytes:
        """The bytes of the record at a place, as they are."""
        try:
            with (self.path / name).open("rb") as file:
                file.seek(offset)
                return file.read(length)
        except OSError as error:
            raise ArchiveError(
                f"cannot read {self.path / name}: {error.strerror}; run `tipdiff verify`"
            ) from error

    def record_at(self, name: str, offset: int) -> bytes | None:
        """The packed record that begins at a place; None where none does."""
        with (self.path / name).open("rb") as file:
            found = next(members(file, offset), None)
        return self.packed(name, offset, found.length) if isinstance(found, Member) else None

    def append(self, name: str, size: int, packed: bytes) -> None:
        """Write at the end of a file of that size, whole or not at all."""
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        with self._told("write to", name):
            handle = os.open(self.path / name, flags | (0 if size else os.O_EXCL), 0o644)
            try:
                _write_all(handle, packed)
            except BaseException:
                os.ftruncate(handle, size)
                if not size:
                    (self.path / name).unlink()
                raise
            finally:
                os.close(handle)

    def sync(self, name: str) -> None:
        """Return when the bytes of a file, and its place in the folder, are on the disk."""
        with self._told("write to", name):
            for path in (self.path / name, self.path):
                handle = os.open(path, os.O_RDONLY)
                try:
                    os.fsync(handle)
                finally:
                    os.close(handle)

    def cut(self, name: str, offset: int) -> str:
        """Set the bytes from an offset on aside, in a file of their own; returns its name."""
        aside = f"{name}.{offset}.torn"
        with self._told("mend", name):
            path = self.path / name
            with path.open("r+b") as file:
                file.seek(offset)
                (self.path / aside).write_bytes(file.read())
                self.sync(aside)
                file.truncate(offset)
        if offset == 0:
            self.drop_empty(name)
        return aside

    def drop_empty(self, name: str) -> None:
        """Remove a file that a crash left without a byte in it."""
        with self._told("mend", name):
            (self.path / name).unlink()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the archive against every other writer; waits a while, then says who has it."""
        told = "is being written by another tipdiff (process {}); try again when it is done"
        with self._held("tipdiff.lock", self.lock_wait, told):
            yield

    @contextmanager
    def served(self) -> Iterator[None]:
        """Be the one background job of the archive; where there is one already, say so at once."""
        told = "is looked after by another `tipdiff run` (process {}); stop that one first"
        with self._held(_SERVICE, 0, told):
            yield

    @contextmanager
    def fetched_for(self, sleep: Callable[[float], None] | None = None) -> Iterator[None]:
        """Be the one who fetches for the archive, so that a host sees one connection.

        Where another fetches, waits for its end in sleeps of that kind; without one, says so.
        """
        told = "is being fetched for by another tipdiff (process {}); try again when it is done"
        wait = 0.0 if sleep is None else inf
        with self._held(_FETCHING, wait, told, sleep or time.sleep):
            yield

    @contextmanager
    def sent_for(self, sleep: Callable[[float], None] = time.sleep) -> Iterator[None]:
        """Be the one who sends for the archive; waits for another's end in sleeps of that kind.

        Whoever has this knows that what is still called sending was cut off.
        """
        with self._held(_SENDING, inf, "is being sent for by another tipdiff (process {})", sleep):
            yield

    def server(self) -> int | None:
        """The process of the background job, where one is at work."""
        path = self.path / _SERVICE
        if not path.exists():
            return None
        handle = os.open(path, os.O_RDONLY)
        try:
            # Shared, so that two who ask at once do not take each other for a background job.
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return int(os.pread(handle, 20, 0) or 0)
        else:
            return None
        finally:
            os.close(handle)

    @contextmanager
    def _held(
        self, name: str, wait: float, told: str, sleep: Callable[[float], None] = time.sleep
    ) -> Iterator[None]:
        """Hold a lock file, in which the holder's process is written down."""
        with self._told("write in", ""):
            self.path.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.path / name, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            if not _lock_within(handle, wait, sleep):
                holder = os.pread(handle, 20, 0).decode("ascii", "replace") or "unknown"
                raise ArchiveError(f"the archive {self.path} {told.format(holder)}")
            # On a full disk the holder has no number; that the lock holds does not hang on it.
            with suppress(OSError):
                os.ftruncate(handle, 0)
                os.pwrite(handle, str(os.getpid()).encode(), 0)
            yield
        finally:
            os.close(handle)

    @contextmanager
    def _told(self, doing: str, name: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise ArchiveError(
                f"cannot {doing} the archive {self.path / name}: {error.strerror}; "
                "make room or make the folder writable, then run the command again"
            ) from error


def _serial(name: str) -> int:
    match = _NAME.fullmatch(name)
    return int(match[1]) if match else 0


def _lock_within(handle: int, seconds: float, sleep: Callable[[float], None]) -> bool:
    waited = 0.0
    while not _try_lock(handle):
        if waited >= seconds:
            return False
        sleep(_POLL_SECONDS)
        waited += _POLL_SECONDS
    return True


def _try_lock(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _write_all(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]
