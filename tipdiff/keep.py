"""Jobs on a whole archive: its database made anew, its captures read anew, others' taken in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from tipdiff.archive import checks
from tipdiff.capture import Facts, Finding
from tipdiff.errors import ArchiveError, DocumentError, UsageError
from tipdiff.importing import Given, facts_of
from tipdiff.layout import Layout
from tipdiff.parse import PARSER_VERSION
from tipdiff.reading import parse_capture, read
from tipdiff.registry import Document
from tipdiff.revisions import number_wordings
from tipdiff.sources import SAVED_FILE, named, recognise
from tipdiff.tiers import read_tables

if TYPE_CHECKING:
    from pathlib import Path

    from tipdiff.archive import Archive, Rebuilt
    from tipdiff.capture import Capture, Exchange


@dataclass(frozen=True, slots=True, kw_only=True)
class Reparsed:
    """What `reparse` did."""

    captures: int
    """Captures that an older parser had read, or none."""
    narratives: int
    findings: tuple[Finding, ...]
    """Captures that give no narrative any more; the reading there was is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtWarc:
    """The outcome of bringing a WARC file that others made."""

    path: Path
    new: int
    known: int
    skipped: int
    """Records that are no page with a narrative."""
    narratives: int
    findings: tuple[Finding, ...]


def rebuild(archive: Archive) -> Rebuilt:
    """Make the database anew from the WARC files, in one transaction."""
    if not archive.folder.names():
        raise ArchiveError(
            f"no archive in {archive.path}: bring texts in with `tipdiff import PATH...`, "
            "or name another folder in config.toml"
        )
    with archive.writing():
        rebuilt = checks.rebuild(archive, parse_capture)
        read_tables(archive)
        number_wordings(archive)
    return rebuilt


def reparse(archive: Archive) -> Reparsed:
    """Read all captures with the present parser; those it has read already stay as they are.

    Each capture is one transaction: what was interrupted goes on where it was. The themes of all
    statements are told anew, as the tables have them by now.
    """
    old = [c for c in archive.store.captures.to_parse() if not _is_read(archive, c)]
    findings: list[Finding] = []
    narratives = _parse_all(archive, old, findings)
    number_wordings(archive)
    with archive.writing() as store:
        store.search.tag_again()
    return Reparsed(captures=len(old), narratives=narratives, findings=tuple(findings))


def bring_warc(archive: Archive, path: Path, given: Given) -> BroughtWarc:
    """Take the captures out of a WARC file: an archive's export, or another crawler's file."""
    from tipdiff.archive.foreign import import_warc

    with archive.writing() as store:
        taken = import_warc(archive, path, partial(_judge, given))
        ids = {added.capture.id for added in taken.added}
        findings = list(taken.findings)
        unread = [capture for capture in store.captures.unparsed() if capture.id in ids]
        narratives = _parse_all(archive, unread, findings)
        read_tables(archive)
        number_wordings(archive)
    new = sum(added.new for added in taken.added)
    return BroughtWarc(
        path=path,
        new=new,
        known=len(taken.added) - new,
        skipped=taken.skipped,
        narratives=narratives,
        findings=tuple(findings),
    )


def _is_read(archive: Archive, capture: Capture) -> bool:
    entries = archive.store.narratives.of_capture(capture.id)
    return any(entry.parser_version >= PARSER_VERSION for entry in entries)


def _parse_all(archive: Archive, captures: list[Capture], findings: list[Finding]) -> int:
    """Read captures and keep what they say; tells how many narratives were written."""
    return sum(_parsed(archive, capture, findings) for capture in captures)


def _parsed(archive: Archive, capture: Capture, findings: list[Finding]) -> int:
    try:
        narratives = parse_capture(capture, archive.read(capture))
    except (DocumentError, ArchiveError) as error:
        told = f"gives no narrative: {error} (capture of {capture.url} at {capture.captured_at})"
        findings.append(Finding(file=capture.warc_file, offset=capture.offset, problem=told))
        return 0
    with archive.writing() as store:
        return store.narratives.save(capture, narratives)


def _judge(given: Given, exchange: Exchange) -> Facts | None:
    """What a page of others is: its narratives tell, and what has none is left."""
    if exchange.http_status not in (200, 304) or not exchange.body:
        return None
    layout = named(given.source) if given.source else recognise("", (exchange.url,))
    document = Document(url=exchange.url, country=given.country, edition=given.edition)
    try:
        facts = facts_of(read(exchange, document, layout or Layout(name=SAVED_FILE)))
    except (DocumentError, UsageError):
        return None
    source = given.source or (layout.name if layout else facts.source)
    return replace(facts, source=source)
