"""A file that the operator brings: read by what he says of it, and kept with its narratives."""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from tipdiff import documents
from tipdiff.capture import Facts
from tipdiff.collector import makes_no_cycles
from tipdiff.errors import ArchiveError, DocumentError, UsageError
from tipdiff.parse import PARSER_VERSION, parse_document
from tipdiff.reading import of_capture
from tipdiff.sources import SAVED_FILE, layouts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tipdiff.archive import Archive
    from tipdiff.model import Narrative, SeriesName


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the operator says of a document; None where the document is to say it itself."""

    country: str | None = None
    edition: int | None = None
    source: str | None = None
    series: SeriesName | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A document that the operator brings, with what he says of it."""

    path: Path
    given: Given
    data: bytes = b""
    reading: str = ""
    """A digest of all that tells what comes out when the document is read."""
    unread: DocumentError | None = None
    """Why it cannot be read."""
    known: str | None = None
    """Id of the capture that has its narratives: the same bytes were read so before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """The outcome of bringing one file: its narratives, and whether the archive had it."""

    path: Path
    narratives: tuple[Narrative, ...]
    new: bool


def read_narratives(path: Path, given: Given) -> tuple[Narrative, ...]:
    """The narratives in a file, without touching the archive."""
    return _parsed(documents.read(path), path, given)


def find(archive: Archive, path: Path, given: Given) -> File:
    """A file's bytes, and the capture that has its narratives already, whole as it was."""
    try:
        data = documents.read(path)
    except DocumentError as error:
        return File(path=path, given=given, unread=error)
    file = File(path=path, given=given, data=data, reading=_reading(path, given, data))
    try:
        capture = archive.store.captures.read_as(file.reading)
        if capture is not None:
            archive.read(capture)
    except ArchiveError:
        return file
    return replace(file, known=capture.id) if capture else file


def _reading(path: Path, given: Given, data: bytes) -> str:
    document = hashlib.sha256(data).hexdigest()
    asked = (document, _name(path), astuple(given), PARSER_VERSION, layouts())
    return hashlib.sha256(repr(asked).encode()).hexdigest()


def read(file: File) -> tuple[Narrative, ...]:
    """A file's narratives, but for those that the archive has; runs in any process."""
    if file.unread is not None:
        raise file.unread
    return () if file.known else _parsed(file.data, file.path, file.given)


def read_or_refuse(file: File) -> tuple[Narrative, ...] | DocumentError:
    """The same, or why the file holds no narrative."""
    try:
        return read(file)
    except DocumentError as error:
        return error


@makes_no_cycles
def keep(archive: Archive, file: File, narratives: Sequence[Narrative]) -> Brought:
    """Keep a file's bytes and narratives; what is there already is not written again."""
    if file.known:
        there = archive.store.narratives.all_of(file.known)
        return Brought(path=file.path, narratives=there, new=False)
    added = archive.add_file(file.data, facts_of(narratives), name=_name(file.path))
    kept = tuple(of_capture(n, added.capture) for n in narratives)
    store = archive.store.narratives
    if store.save(added.capture, kept) or store.all_of(added.capture.id) == kept:
        archive.store.captures.set_reading(file.reading, added.capture)
    return Brought(path=file.path, narratives=kept, new=added.new)


def _parsed(data: bytes, path: Path, given: Given) -> tuple[Narrative, ...]:
    if given.source is not None:
        _demand_known(given.source)
    return parse_document(
        data,
        name=_name(path),
        country=given.country,
        edition=given.edition,
        source=given.source,
        series=given.series,
    )


def _demand_known(source: str) -> None:
    """Raise UsageError for a source that no fetcher describes: a slip would lose its facts."""
    names = [*(layout.name for layout in layouts()), SAVED_FILE]
    if source not in names:
        near = get_close_matches(source, names, n=1)
        hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(names)}"
        raise UsageError(f"no source is called {source!r}; {hint}")


def _name(path: Path) -> str:
    """The file's name with its folder's, in which country and edition often stand."""
    return "/".join(path.absolute().parts[-2:])


def facts_of(narratives: Sequence[Narrative]) -> Facts:
    """What a document's own words tell of it; a page of many countries is of none."""
    first, alone = narratives[0], len(narratives) == 1
    return Facts(
        source=first.source,
        series=first.series,
        country=first.country.iso3 if alone else None,
        edition=first.edition,
    )
