"""The ZIP file: always the same bytes for the same files, and read as what may be hostile.

Nothing of it is ever written to the disk; names choose nothing, sizes are bounded.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from tipdiff.evidence.files import NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MAX_ZIP = 100_000_000
MAX_FILE = 64_000_000
"""Bounds: two documents of 20 MB, the largest there may be, their texts, and the comparison."""

_DATE = (1980, 1, 1, 0, 0, 0)
_ENCRYPTED = 1


class BadBundle(Exception):
    """The file is not a ZIP file as this module writes it; the message says why."""


def pack(files: Mapping[str, bytes]) -> bytes:
    """The files in one ZIP file: no time, no compression, which differs between machines."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as bundle:
        for name, data in files.items():
            info = ZipInfo(name, _DATE)
            info.create_system = 3
            info.external_attr = 0o644 << 16
            bundle.writestr(info, data)
    return out.getvalue()


def unpack(path: Path) -> dict[str, bytes]:
    """The files of a ZIP file: just those that belong there, each once, within the bounds.

    Raises BadBundle, or OSError where the file cannot be read.
    """
    if path.stat().st_size > MAX_ZIP:
        raise BadBundle(f"larger than {MAX_ZIP // 1_000_000} MB")
    try:
        with ZipFile(path) as bundle:
            infos = bundle.infolist()
            _check_names(infos)
            return {info.filename: _read(bundle, info) for info in infos}
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise BadBundle(f"no whole ZIP file ({error})") from error


def _check_names(infos: list[ZipInfo]) -> None:
    names = [info.orig_filename for info in infos]
    strange = next((name for name in names if name not in NAMES), None)
    if strange is not None:
        raise BadBundle(f"there is a file in it that does not belong there: {strange[:80]!r}")
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise BadBundle(f"{twice} is in it more than once")
    missing = [name for name in NAMES if name not in names]
    if missing:
        raise BadBundle(f"it lacks {', '.join(missing)}")
    if sum(info.file_size for info in infos) > MAX_ZIP:
        raise BadBundle(f"it unpacks to more than {MAX_ZIP // 1_000_000} MB")


def _read(bundle: ZipFile, info: ZipInfo) -> bytes:
    if info.flag_bits & _ENCRYPTED or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise BadBundle(f"{info.filename} is encrypted, or packed in a way that is not read")
    with bundle.open(info) as file:
        data = file.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise BadBundle(f"{info.filename} is larger than {MAX_FILE // 1_000_000} MB")
    return data
