"""The page of a piece of evidence for a lawyer or a journalist who opens it."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any

from tipdiff import series
from tipdiff.report.names import place_name, reasons_line, uncompared_lines
from tipdiff.report.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tipdiff.evidence.case import Case
    from tipdiff.evidence.sides import Side
    from tipdiff.model import Place

WIDTH = 88

ABOUT = (
    ("README.txt", "this page"),
    ("manifest.json", "the same for a program: quotes, places, sources, digests, versions"),
    ("comparison.json", "everything that was found between the two editions"),
    ("old.txt, new.txt", "both texts, whole, as read from the documents"),
    ("old.warc.gz, new.warc.gz", "both documents as they were captured: WARC records, unaltered"),
    ("SHA256SUMS", "the SHA-256 of every other file"),
)

CHECK_WITH = """
With tipdiff {version} (Python 3.11 or newer; no network, no archive, and nothing of this file is
written to your disk) one command does all of it again, from the captured documents to the change:
"""
CHECK_WITHOUT = """
Without tipdiff: `sha256sum -c SHA256SUMS` shows that no file was altered since; `warcio check
old.warc.gz new.warc.gz` that the records are whole; `warcio extract --payload old.warc.gz 0` gives
the document itself.
"""
LIMITS = """
It proves that these words stand in the documents with these digests, and that comparing the two
texts by the named rules gives this change.

It cannot prove by itself that the publisher sent these documents: compare the SHA-256 with that of
another copy, such as the one of the Internet Archive for the same address and time.

It says what changed in the text, not why, and not what changed in the country.
"""


def readme(case: Case, data: Mapping[str, Any]) -> str:
    """The page; `data` is the manifest."""
    lines = [
        *_title(case, data),
        *_side(case.old, case.change.old, data["old"]),
        *_side(case.new, case.change.new, data["new"]),
        *_how(case),
        *_head("What is in this file"),
        *(f"    {name:<26}{what}" for name, what in ABOUT),
        *_head("How to check it"),
        *_wrapped(CHECK_WITH.format(version=case.versions.tipdiff)),
        "",
        f"    {data['check']}",
        "",
        *_wrapped(CHECK_WITHOUT),
        *_head("What it proves, and what not"),
        *_paragraphs(LIMITS.split("\n\n")),
    ]
    return "\n".join(lines).rstrip("\n") + "\n"


def _title(case: Case, data: Mapping[str, Any]) -> Iterator[str]:
    old, new = case.comparison.old, case.comparison.new
    yield "EVIDENCE OF A CHANGE BETWEEN TWO EDITIONS"
    yield ""
    yield f"Report:    {series.find(new.series).title}"
    yield f"Country:   {new.country.name} ({new.country.iso3})"
    yield f"Editions:  {old.edition} and {new.edition}"
    yield f"Change:    {one_line(case.change.label)}"
    yield f"Id:        {data['id']}"


def _side(side: Side, places: Iterable[Place], data: Mapping[str, Any]) -> Iterator[str]:
    narrative = side.narrative
    yield from _head(f"What the {narrative.edition} edition says")
    quotes = list(zip(places, data["quotes"], strict=True))
    if not quotes:
        yield "    Nothing that corresponds."
        yield ""
    for place, quote in quotes:
        yield from _wrapped(f"“{one_line(quote['text'])}”", "    ")
        where = f"{place_name(narrative, place)}; characters {quote['start']} to {quote['end']}"
        yield f"    ({where} of {data['text']}, counted from 0)"
        yield ""
    yield f"Source:    {data['source']}{' (a partial copy)' if data['partial'] else ''}"
    yield f"Address:   {one_line(data['url'])}"
    if data["claimed_url"]:
        yield f"Claimed:   {one_line(data['claimed_url'])}"
        yield "           (the address that the saved page gives for itself, which nobody checked)"
    yield f"Captured:  {data['captured_at']} (UTC)"
    yield f"SHA-256:   {data['sha256']} (of the document)"
    yield f"Record:    {data['record']} in {data['warc']}"


def _how(case: Case) -> Iterator[str]:
    versions = case.versions
    yield from _head("How the two were compared")
    yield from _wrapped(
        f"Statement by statement, by tipdiff {versions.tipdiff} (parser {versions.parser}, "
        f"comparison {versions.comparer})."
    )
    reasons = reasons_line(case.change)
    if reasons:
        yield from _wrapped(reasons[0].upper() + reasons[1:])
    notes = [*uncompared_lines(case.comparison), *case.comparison.notes]
    if notes:
        yield from _head("What to know before quoting")
        yield from _paragraphs(map(one_line, notes))


def _head(text: str) -> tuple[str, ...]:
    return ("", "", text.upper(), "-" * len(text), "")


def _paragraphs(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        first, *others = wrap(text.strip(), WIDTH - 4)
        yield f"  - {first}"
        yield from (f"    {line}" for line in others)


def _wrapped(text: str, indent: str = "") -> list[str]:
    return wrap(text.strip(), WIDTH, initial_indent=indent, subsequent_indent=indent)
