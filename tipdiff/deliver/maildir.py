"""The transport that needs nothing: messages become files of a Maildir, for any mail program.

A file's name is made from the message alone, so that a second try finds the first one's file: in
this transport a crash never doubles a message.
"""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from tipdiff.errors import TransportDown

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Self

    from tipdiff.deliver.transport import Parcel


class Maildir:
    """A Maildir (tmp, new, cur), made when it is missing."""

    def __init__(self, path: Path) -> None:
        """Name the folder; nothing is made before the first message."""
        self._path = path

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def send(self, parcel: Parcel) -> None:
        """Write the message, whole and on the disk, and let it appear in `new`."""
        try:
            self._deliver(_name(parcel), parcel.message)
        except OSError as error:
            raise TransportDown(
                f"cannot write the messages into {self._path}: {error.strerror}; "
                "make room or make the folder writable"
            ) from error

    def _deliver(self, name: str, message: bytes) -> None:
        for folder in ("tmp", "new", "cur"):
            (self._path / folder).mkdir(parents=True, exist_ok=True)
        if self._is_there(name):
            return
        part = self._path / "tmp" / name
        with part.open("wb") as file:
            file.write(message)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self._path / "new" / name)
        _sync(self._path / "new")

    def _is_there(self, name: str) -> bool:
        """Whether a mail program still has the file: in `cur` flags follow its name."""
        if (self._path / "new" / name).exists():
            return True
        return any(path.name.partition(":")[0] == name for path in (self._path / "cur").iterdir())


def _name(parcel: Parcel) -> str:
    told = "\0".join((parcel.id, parcel.recipient))
    return f"{hashlib.sha256(told.encode()).hexdigest()[:32]}.tipdiff"


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
