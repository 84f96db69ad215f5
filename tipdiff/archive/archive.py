"""The archive: captures in WARC files, and the database that says what they hold.

A capture is on the disk before its row is committed, so that a crash between the two leaves
bytes without a row, never a row without bytes; `mend` finds such bytes at the next writing.
"""

from __future__ import annotations

import hashlib
import logging
import mimetypes
import zlib
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self
from urllib.parse import quote

from tipdiff.archive.folder import MAX_FILE, Folder
from tipdiff.archive.members import pack, unpack
from tipdiff.archive.mend import mend
from tipdiff.capture import Added, Capture, Facts, Finding
from tipdiff.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tipdiff.archive.records import Place
    from tipdiff.capture import Exchange, Headers
    from tipdiff.store import Store

DATABASE = "tipdiff.db"

log = logging.getLogger(__name__)


def utc_now() -> datetime:
    """The clock of the machine."""
    return datetime.now(UTC)


class Archive:
    """An archive folder. Use one object a thread; any number of processes may share the folder."""

    def __init__(
        self,
        path: Path,
        *,
        now: Callable[[], datetime] = utc_now,
        max_file: int = MAX_FILE,
        lock_wait: float = 10.0,
    ) -> None:
        """Name the folder; nothing is read or made before it is needed."""
        self.path = path
        self.folder = Folder(path, max_file=max_file, lock_wait=lock_wait)
        self.findings: list[Finding] = []
        """What was mended, or found wrong, when writing began."""
        self.now = now
        """The clock."""
        self._store: Store | None = None
        self._writing = False
        self._unsynced: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        if self._store is not None:
            self._store.close()
            self._store = None

    @property
    def store(self) -> Store:
        """The database, for questions; ArchiveError when there is no archive in the folder."""
        if self._store is None:
            if self.folder.names() and not (self.path / DATABASE).exists():
                raise ArchiveError(
                    f"the archive {self.path} has lost its database: run `tipdiff rebuild`"
                )
            self._store = self._opened(create=False)
        return self._store

    @contextmanager
    def writing(self) -> Iterator[Store]:
        """Hold the archive for writing; one transaction, whose captures are on the disk at its end.

        What was captured before an error inside stays captured.
        """
        if self._writing:
            yield self.store
            return
        with self.folder.locked():
            if self._store is None:
                self._store = self._opened(create=True)
            # Before a byte is appended that the database could not account for.
            self._store.connection.demand_writable()
            self._writing = True
            try:
                self._note(mend(self.folder, self._store))
                yield from self._transaction(self._store)
            finally:
                self._writing = False

    def add_file(
        self,
        body: bytes,
        facts: Facts,
        *,
        name: str,
        url: str | None = None,
        content_type: str | None = None,
        captured_at: str | None = None,
    ) -> Added:
        """Keep a file the operator brought; the same bytes with the same facts are kept once.

        The name (its last two parts are kept: `2018/denmark.txt`) is only written down, never
        used as a path. A URL, where the operator knows it, stands in its place.
        """
        from tipdiff.archive import records

        sha256 = hashlib.sha256(body).hexdigest()
        with self.writing() as store:
            earlier = self._whole(store.captures.brought(sha256, facts))
            if earlier is not None:
                return Added(capture=earlier, new=False)
            same = self._whole(store.captures.with_bytes(sha256))
            kind = content_type or mimetypes.guess_type(name)[0] or "application/octet-stream"
            uri = url or _file_uri(name)
            place, head = self._place(captured_at)
            document = records.Document(body=body, sha256=sha256, content_type=kind)
            capture, packed = records.imported(place, uri, document, facts, same)
            self._append(capture.warc_file, head, packed)
            store.captures.add([capture])
        return Added(capture=capture, new=True)

    def add_fetched(
        self,
        exchange: Exchange,
        facts: Facts,
        *,
        unmodified: Capture | None = None,
        captured_at: str | None = None,
    ) -> Added:
        """Keep a page fetched and the request for it; known bytes as a `revisit` record.

        After HTTP 304, `unmodified` is the capture whose validators were sent. With a time of its
        own (a capture that others made), the same look is kept once.
        """
        from tipdiff.archive import records

        sha256 = hashlib.sha256(exchange.body).hexdigest()
        with self.writing() as store:
            if captured_at is not None:
                url = records.safe_uri(exchange.url)
                earlier = store.captures.look(url, captured_at, sha256)
                if earlier is not None:
                    return Added(capture=earlier, new=False)
            known = unmodified or self._whole(store.captures.with_bytes(sha256))
            same = self._holder(known) if known else None
            place, head = self._place(captured_at)
            capture, response, request = records.fetched(place, exchange, sha256, facts, same)
            self._append(capture.warc_file, head, response, request)
            store.captures.add([capture])
        return Added(capture=capture, new=True)

    def add_record(self, data: bytes) -> Added | None:
        """Keep an unpacked record of another tipdiff archive as it is; None: it is no capture."""
        from tipdiff.archive import records

        with self.writing() as store:
            place, head = self._place()
            packed = pack(data)
            capture = records.read_capture(data, place.file, place.offset, len(packed))
            earlier = store.captures.get(capture.id) if capture else None
            if earlier is not None:
                return Added(capture=earlier, new=False)
            self._append(place.file, head, packed)
            if capture is not None:
                store.captures.add([capture])
        return Added(capture=capture, new=True) if capture else None

    def read(self, capture: Capture) -> bytes:
        """The document of a capture, its digest checked."""
        from tipdiff.archive import records

        holder = self._holder(capture)
        data = self.folder.read(holder.warc_file, holder.offset, holder.length)
        body = records.read_document(data)
        if hashlib.sha256(body).hexdigest() != capture.sha256:
            raise ArchiveError(
                f"{holder.warc_file}, offset {holder.offset}: the bytes are not those that were "
                "captured (SHA-256 differs); run `tipdiff verify`"
            )
        return body

    def records(self, capture: Capture) -> bytes:
        """The WARC records of a capture as they stand in the archive: a WARC file of its own.

        The record that holds the bytes comes first, where the capture's own refers to it; the
        request comes last.
        """
        from tipdiff.archive import records

        own = self.folder.packed(capture.warc_file, capture.offset, capture.length)
        holder = self._holder(capture)
        if holder is not capture:
            own = self.folder.packed(holder.warc_file, holder.offset, holder.length) + own
        if capture.http_status is None:
            return own
        after = self.folder.record_at(capture.warc_file, capture.offset + capture.length)
        if after is None or records.request_of(unpack(after)) != capture.id:
            return own
        return own + after

    def headers(self, capture: Capture) -> Headers:
        """The response headers of a capture's own look, as they came; none of a file's."""
        from tipdiff.archive import records

        data = self.folder.read(capture.warc_file, capture.offset, capture.length)
        return records.read_headers(data)

    def _whole(self, captures: Iterator[Capture]) -> Capture | None:
        """The first whose document is still at its place: what was lost is kept again."""
        for capture in captures:
            try:
                self.read(capture)
            except ArchiveError as error:
                log.warning("%s", error)
            else:
                return capture
        return None

    def _note(self, findings: list[Finding]) -> None:
        self.findings += findings
        for finding in findings:
            log.warning("%s", finding)

    def _opened(self, *, create: bool) -> Store:
        from tipdiff.store import Store
        from tipdiff.store.views import VIEWS

        store = Store(self.path / DATABASE, create=create)
        try:
            pending = store.connection.pending()
            if pending:
                self._migrate(store, locked=create, needed=not VIEWS.keys() >= {*pending})
        except BaseException:
            store.close()
            raise
        return store

    def _migrate(self, store: Store, *, locked: bool, needed: bool) -> None:
        """Bring the database to the newest form; views alone are for others, and may wait."""
        if locked:
            store.connection.migrate()
            return
        try:
            with self.folder.locked():
                store.connection.migrate()
        except ArchiveError:
            if needed:
                raise

    def _transaction(self, store: Store) -> Iterator[Store]:
        connection = store.connection
        connection.begin()
        try:
            yield store
        finally:
            try:
                for name in dict.fromkeys(self._unsynced):
                    self.folder.sync(name)
                connection.commit()
            finally:
                self._unsynced.clear()
                connection.db.rollback()

    def _holder(self, capture: Capture) -> Capture:
        """The capture whose record has the bytes."""
        if capture.same_as is None:
            return capture
        holder = self.store.captures.get(capture.same_as)
        if holder is None:
            raise ArchiveError(f"capture {capture.same_as} is missing; run `tipdiff verify`")
        return holder

    def _place(self, captured_at: str | None = None) -> tuple[Place, bytes]:
        """Where the next record goes, and the head to write before it in a new file."""
        from tipdiff.archive import records

        now = self.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        date = captured_at or now
        name = self._open_file()
        if name is not None:
            size = self.folder.size(name)
            return records.Place(file=name, offset=size, date=date), b""
        name = self.folder.next_name(now)
        head = records.warcinfo(records.Place(file=name, offset=0, date=now))
        return records.Place(file=name, offset=len(head), date=date), head

    def _open_file(self) -> str | None:
        """The newest WARC file, if it is sound and has room."""
        names = self.folder.names()
        if not names:
            return None
        size, _ = self.store.captures.files().get(names[-1], (-1, 0))
        sound = size == self.folder.size(names[-1])
        return names[-1] if sound and size < self.folder.max_file else None

    def _append(self, name: str, *packed: bytes) -> None:
        captures = self.store.captures
        size, crc32 = captures.files().get(name, (0, 0))
        data = b"".join(packed)
        self.folder.append(name, size, data)
        self._unsynced.append(name)
        captures.set_file(name, size + len(data), zlib.crc32(data, crc32))


def _file_uri(name: str) -> str:
    # Two parts: the folder often says the edition; the operator's home says nothing of the text
    # and would go along when the archive is given to others.
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return "file:///" + quote("/".join(parts[-2:]))
