"""Bytes that the database does not know: what a crash leaves behind between bytes and row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipdiff.archive.members import Damage, members
from tipdiff.capture import Finding

if TYPE_CHECKING:
    from tipdiff.archive.folder import Folder
    from tipdiff.capture import Capture
    from tipdiff.store import Store


def mend(folder: Folder, store: Store) -> list[Finding]:
    """Account for bytes without rows; call it holding the archive's lock.

    Whole records are taken into the database. A torn record at the end of a file, which no one
    was told of, is cut off and kept aside. Damage anywhere else is told and left as it is.
    """
    findings = []
    accounted = store.captures.files()
    for name in folder.names():
        size, crc32 = accounted.get(name, (0, 0))
        if folder.size(name) == size == 0:
            folder.drop_empty(name)
        elif folder.size(name) > size:
            findings += take_over(folder, store, name, size, crc32)
        elif folder.size(name) < size:
            lost = size - folder.size(name)
            findings.append(Finding(file=name, problem=f"{lost} bytes at its end are lost"))
    return findings


def take_over(
    folder: Folder, store: Store, name: str, size: int = 0, crc32: int = 0
) -> list[Finding]:
    """Record what a WARC file holds from that size on; cut off a torn end."""
    findings: list[Finding] = []
    captures: list[Capture] = []
    torn = None
    with (folder.path / name).open("rb") as file:
        for found in members(file, size, crc32):
            if isinstance(found, Damage):
                if found.tail:
                    torn = found
                    break
                findings.append(Finding(file=name, offset=found.offset, problem=found.problem))
            else:
                _read(name, found.offset, found.length, found.data, captures, findings)
            size, crc32 = found.offset + found.length, found.crc32
    if size:
        with store.connection.atomic():
            store.captures.set_file(name, size, crc32)
            store.captures.add(captures)
    if captures:
        told = f"{len(captures)} captures that the database did not know are taken over"
        findings.append(Finding(file=name, problem=told))
    return findings + ([_cut(folder, name, torn)] if torn else [])


def _read(
    name: str,
    offset: int,
    length: int,
    data: bytes,
    captures: list[Capture],
    findings: list[Finding],
) -> None:
    from tipdiff.archive import records

    try:
        capture = records.read_capture(data, name, offset, length)
    except ValueError as error:
        findings.append(Finding(file=name, offset=offset, problem=str(error)))
        return
    if capture is not None:
        captures.append(capture)


def _cut(folder: Folder, name: str, torn: Damage) -> Finding:
    aside = folder.cut(name, torn.offset)
    told = f"the last record was torn ({torn.problem}); its {torn.length} bytes are kept in {aside}"
    return Finding(file=name, offset=torn.offset, problem=told)
