"""The archive given to others: a backup, a WARC file, tables, JSON."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import os
import tarfile
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Literal

from tipdiff.archive.archive import DATABASE
from tipdiff.codec import narrative_to_json
from tipdiff.errors import ArchiveError
from tipdiff.spreadsheets import cell
from tipdiff.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from tipdiff.archive.archive import Archive
    from tipdiff.model import SeriesName

SUMS = "SHA256SUMS"
_CHUNK = 1 << 20


def backup(archive: Archive, path: Path) -> int:
    """One tar file with database and WARC files; unpacked, it is the archive. Returns its size.

    Consistent while others write: the database is copied first, and of each WARC file exactly the
    bytes that this copy accounts for. `sha256sum -c SHA256SUMS` checks what was unpacked.
    """
    copy = path.with_name(path.name + ".db")
    with _replacing(path) as out, tarfile.open(fileobj=out, mode="w") as tar:
        try:
            archive.store.connection.copy_to(copy)
            with Store(copy) as snapshot:
                files = snapshot.captures.files()
            parts = [(copy, DATABASE, copy.stat().st_size)]
            parts += [(archive.path / name, name, size) for name, (size, _) in files.items()]
            sums = [f"{_add(tar, *part)}  {part[1]}\n" for part in parts]
        finally:
            copy.unlink(missing_ok=True)
        _add_bytes(tar, SUMS, "".join(sums).encode())
    return path.stat().st_size


def export_warc(archive: Archive, path: Path) -> int:
    """All captures as one WARC file, which any WARC tool reads. Returns its size."""
    with _replacing(path) as out:
        for name, (size, _) in archive.store.captures.files().items():
            with (archive.path / name).open("rb") as file:
                for chunk in _chunks(file, size):
                    out.write(chunk)
    return path.stat().st_size


def export_csv(
    archive: Archive,
    path: Path,
    what: Literal["narratives", "statements"] = "narratives",
    series: SeriesName | None = None,
) -> int:
    """A table with one row a narrative, or one row a statement. Returns the number of rows."""
    narratives = archive.store.narratives
    rows: Iterable[dict[str, Any]] = (
        narratives.statements(series)
        if what == "statements"
        else map(asdict, narratives.entries(series=series))
    )
    count = 0
    with _replacing(path) as out:
        text = codecs.getwriter("utf-8")(out)
        for row in rows:
            writer = csv.DictWriter(text, list(row))
            if not count:
                writer.writeheader()
            writer.writerow({name: cell(value) for name, value in row.items()})
            count += 1
    return count


def export_json(archive: Archive, path: Path, series: SeriesName | None = None) -> int:
    """Every narrative as a line of JSON, as `tipdiff parse --json` has it. Returns how many."""
    count = 0
    with _replacing(path) as out:
        for narrative in archive.store.narratives.load_all(series):
            out.write(narrative_to_json(narrative).encode() + b"\n")
            count += 1
    return count


def _add(tar: tarfile.TarFile, path: Path, name: str, size: int) -> str:
    with path.open("rb") as file:
        reader = _Summing(file, size)
        tar.addfile(_info(name, size), reader)  # type: ignore[arg-type]
    return reader.sum.hexdigest()


def _add_bytes(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    tar.addfile(_info(name, len(data)), io.BytesIO(data))


def _info(name: str, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size = size
    info.mode = 0o644
    return info


class _Summing:
    """A file of which the first bytes are read, and summed while they are."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._left = size
        self.sum = hashlib.sha256()

    def read(self, size: int) -> bytes:
        data = self._file.read(min(size, self._left))
        self._left -= len(data)
        self.sum.update(data)
        return data


def _chunks(file: BinaryIO, size: int) -> Iterator[bytes]:
    while size > 0 and (chunk := file.read(min(_CHUNK, size))):
        yield chunk
        size -= len(chunk)


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    """A file that takes its place whole, on the disk, or not at all."""
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    except OSError as error:
        raise ArchiveError(
            f"cannot write {path}: {error.strerror}; make room or name another place"
        ) from error
    finally:
        part.unlink(missing_ok=True)
