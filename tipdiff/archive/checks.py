"""Proof of the archive: every digest recomputed, files and database compared; the database anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tipdiff.archive.members import Damage, Member, file_crc32, members
from tipdiff.archive.mend import take_over
from tipdiff.capture import Finding
from tipdiff.errors import ArchiveError, DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tipdiff.archive.archive import Archive
    from tipdiff.capture import Capture
    from tipdiff.model import Narrative

    Parse = Callable[[Capture, bytes], Sequence[Narrative]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """What `rebuild` made."""

    captures: int
    narratives: int
    findings: tuple[Finding, ...]


def verify(archive: Archive) -> list[Finding]:
    """Everything wrong with the archive: nothing when all is well. Nothing is altered.

    Writers may go on meanwhile: what they add after the beginning is not looked at.
    """
    store = archive.store
    findings = [
        Finding(file=store.connection.path.name, problem=problem)
        for problem in (*store.connection.problems(), *store.narratives.problems())
    ]
    accounted = store.captures.files()
    rows = {name: store.captures.in_file(name) for name in accounted}
    for name in sorted({*accounted, *archive.folder.names()}):
        size, crc32 = accounted.get(name, (0, 0))
        if archive.folder.size(name) == 0:
            findings.append(Finding(file=name, problem="the file is missing or empty"))
        elif name in accounted:
            findings += _file_findings(archive, name, size, crc32, rows[name])
    return findings + _unaccounted(archive)


def rebuild(archive: Archive, parse: Parse) -> Rebuilt:
    """Make the database anew from the WARC files, in one transaction.

    `parse` gives the narratives of a capture, or raises DocumentError when it holds none.
    """
    findings: list[Finding] = []
    narratives = 0
    with archive.writing() as store:
        store.captures.clear()
        for name in archive.folder.names():
            taken = take_over(archive.folder, store, name)
            findings += [finding for finding in taken if finding.offset is not None]
        captures = sum(store.captures.counts().values())
        for capture in store.captures.to_parse():
            try:
                narratives += store.narratives.save(capture, parse(capture, archive.read(capture)))
            except (DocumentError, ArchiveError) as error:
                findings.append(_of(capture, f"gives no narrative: {error}"))
    return Rebuilt(captures=captures, narratives=narratives, findings=tuple(findings))


def _file_findings(
    archive: Archive, name: str, size: int, crc32: int, rows: dict[int, Capture]
) -> list[Finding]:
    findings: list[Finding] = []
    missing = dict(rows)
    with (archive.path / name).open("rb") as file:
        for found in members(file, end=size):
            row = missing.pop(found.offset, None)
            findings += _record_findings(name, found, row)
        findings += [
            _of(row, "the database names a capture that is not there") for row in missing.values()
        ]
        if not findings and file_crc32(file, 0, size) != crc32:
            told = "bytes that no record's digest covers are not those that were written"
            findings.append(Finding(file=name, problem=told))
    return findings


def _record_findings(name: str, found: Member | Damage, row: Capture | None) -> Iterator[Finding]:
    from tipdiff.archive import records

    whose = f" (capture of {row.url} at {row.captured_at})" if row else ""
    if isinstance(found, Damage):
        yield Finding(file=name, offset=found.offset, problem=found.problem + whose)
        return
    problems = records.problems(found.data)
    for problem in problems:
        yield Finding(file=name, offset=found.offset, problem=problem + whose)
    if problems:
        return
    capture = records.read_capture(found.data, name, found.offset, found.length)
    if capture != row:
        told = "the database says otherwise of this capture" if row else "not in the database"
        yield Finding(file=name, offset=found.offset, problem=f"{told}; run `tipdiff rebuild`")


def _unaccounted(archive: Archive) -> list[Finding]:
    """Files longer than their rows say, a writer at work being given time to finish."""
    if not any(_excess(archive)):
        return []
    try:
        with archive.folder.locked():
            return list(_excess(archive))
    except ArchiveError:
        return list(_excess(archive))


def _excess(archive: Archive) -> Iterator[Finding]:
    accounted = archive.store.captures.files()
    for name in archive.folder.names():
        size = accounted.get(name, (0, 0))[0]
        excess = archive.folder.size(name) - size
        if excess > 0:
            told = f"{excess} bytes that the database does not know; the next import takes them in"
            yield Finding(file=name, offset=size, problem=told)


def _of(capture: Capture, problem: str) -> Finding:
    told = f"{problem} (capture of {capture.url} at {capture.captured_at})"
    return Finding(file=capture.warc_file, offset=capture.offset, problem=told)
