"""Files the operator names: folders and patterns expanded, bytes read within bounds."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tipdiff.errors import DocumentError, TooLarge, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_BYTES = 20_000_000
"""No document may be larger, packed or unpacked. The largest multi-country page of 2001-2012 has
some 2 MB, the longest single narrative some 300 KB with its page around it."""

SUFFIXES = (".txt", ".html", ".htm", ".xhtml", ".txt.gz", ".html.gz", ".htm.gz")
"""What is taken from a folder; a file that is named is taken whatever its name."""


def expand(paths: Iterable[str]) -> list[Path]:
    """The files that paths, folders and patterns stand for, each once, in a stable order.

    Raises UsageError for a path that stands for nothing.
    """
    return list(dict.fromkeys(file for path in paths for file in _files(path)))


def read(path: Path) -> bytes:
    """The bytes of a document, unpacked where they are gzip, within the bound.

    Raises TooLarge, or DocumentError where the file cannot be read (any more).
    """
    if path.exists() and not path.is_file():
        raise DocumentError(f"{path} is no file: a pipe, a device or a folder cannot be read")
    try:
        with path.open("rb") as file:
            data = _bounded(file, path)
            if data[:2] == b"\x1f\x8b":
                file.seek(0)
                with gzip.open(file) as unpacked:
                    return _bounded(unpacked, path)
            return data
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DocumentError(f"{path} cannot be read: {reason}") from error


def _bounded(file: BinaryIO | gzip.GzipFile, path: Path) -> bytes:
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // 1_000_000
        raise TooLarge(f"{path} is larger than {limit} MB: no narrative is; give the page alone")
    return data


def _files(path: str) -> Iterator[Path]:
    given = Path(path)
    if given.is_dir():
        yield from _in_folder(given)
    elif given.exists():
        yield given
    else:
        anchor = Path(given.anchor)
        found = sorted(p for p in anchor.glob(str(given.relative_to(anchor))) if p.is_file())
        if not found:
            raise UsageError(f"no file, folder or pattern {path!r}: nothing is there")
        yield from found


def _in_folder(folder: Path) -> list[Path]:
    found = sorted(p for p in folder.rglob("*") if p.name.lower().endswith(SUFFIXES))
    if not found:
        raise UsageError(f"no documents in {folder}: looked for {', '.join(SUFFIXES)}")
    return found
