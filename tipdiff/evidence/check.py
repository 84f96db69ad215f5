"""Evidence checked, without any archive: part by part, from the container to the change.

Each part is looked at by itself, so that what fails is named; at the end every file must be, byte
by byte, what comes out of the records again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tipdiff.errors import UsageError
from tipdiff.evidence.bundle import BadBundle, unpack
from tipdiff.evidence.case import PRESENT, Versions, case_of
from tipdiff.evidence.files import (
    COMPARISON,
    MANIFEST,
    README,
    RECORDS,
    SCHEMA,
    SUMS,
    TEXTS,
    files_of,
    sums,
    text_of,
)
from tipdiff.evidence.make import parse_id
from tipdiff.evidence.sides import BadRecords, Side, side_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What reading a manifest that somebody else wrote may raise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What was checked, whether it holds, and what is to be said of it."""

    name: str
    holds: bool
    told: str


def check(path: Path) -> tuple[Part, ...]:
    """Every part of a piece of evidence; after one that breaks the rest off there is no more."""
    return tuple(_parts(path))


def _parts(path: Path) -> Iterator[Part]:
    try:
        files = unpack(path)
    except BadBundle as error:
        yield Part(name="container", holds=False, told=str(error))
        return
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from error
    yield Part(name="container", holds=True, told=f"{len(files)} files, each as it should be there")
    yield _digests(files)
    try:
        data = _manifest(files)
        versions = Versions(**data["made_by"])
    except (*UNREADABLE, UsageError) as error:
        told = f"{MANIFEST} cannot be read ({type(error).__name__})"
        yield Part(name="manifest", holds=False, told=told)
        return
    yield _versions(versions)
    yield from _proof(files, data, versions)


def _digests(files: Mapping[str, bytes]) -> Part:
    listed = sums({name: data for name, data in files.items() if name != SUMS}).splitlines()
    altered = sorted(line.decode().split("  ")[1] for line in listed if line not in _lines(files))
    if altered or sorted(listed) != sorted(_lines(files)):
        named = ", ".join(altered) or SUMS
        told = f"not as it was packed: {named} (SHA-256 is not that of {SUMS})"
        return Part(name="digests", holds=False, told=told)
    return Part(name="digests", holds=True, told=f"every file has the SHA-256 of {SUMS}")


def _lines(files: Mapping[str, bytes]) -> list[bytes]:
    return files[SUMS].splitlines()


def _manifest(files: Mapping[str, bytes]) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(files[MANIFEST])
    if data["schema"] != SCHEMA:
        raise ValueError(data["schema"])
    parse_id(data["id"])
    for side in TEXTS:
        iter(data[side]["quotes"])
    return data


def _versions(made: Versions) -> Part:
    if made == PRESENT:
        told = f"made by tipdiff {made.tipdiff}, which checks it as well"
        return Part(name="versions", holds=True, told=told)
    told = (
        f"made by tipdiff {made.tipdiff} (parser {made.parser}, comparison {made.comparer}); this "
        f"is {PRESENT.tipdiff} (parser {PRESENT.parser}, comparison {PRESENT.comparer}): where "
        f"something below does not hold, check with tipdiff {made.tipdiff}"
    )
    return Part(name="versions", holds=True, told=told)


def _proof(
    files: Mapping[str, bytes], data: Mapping[str, Any], versions: Versions
) -> Iterator[Part]:
    """Records, texts, quotes and change, and at last every byte."""
    asked = parse_id(data["id"])
    sides: dict[str, Side] = {}
    for name, edition in (("old", asked.old), ("new", asked.new)):
        try:
            sides[name] = side_of(files[RECORDS[name]], asked.country.iso3, edition)
        except BadRecords as error:
            yield Part(name="records", holds=False, told=f"{RECORDS[name]}: {error}")
            return
    yield from _of_sides(files, data, sides)
    case = case_of(sides["old"], sides["new"], data["id"], versions)
    if case is None:
        told = f"comparing the texts does not give {data['id']}"
        yield Part(name="change", holds=False, told=told)
        return
    yield Part(
        name="change", holds=True, told=f"comparing the texts gives it again: {case.change.label}"
    )
    made = files_of(case)
    altered = [name for name in (README, MANIFEST, COMPARISON) if files[name] != made[name]]
    told = (
        f"not what comes of the records: {', '.join(altered)}"
        if altered
        else f"{README}, {MANIFEST} and {COMPARISON} come out of the records again, byte by byte"
    )
    yield Part(name="files", holds=not altered, told=told)


def _of_sides(
    files: Mapping[str, bytes], data: Mapping[str, Any], sides: Mapping[str, Side]
) -> Iterator[Part]:
    told = "; ".join(
        f"{RECORDS[name]}: {side.capture.url} at {side.capture.captured_at}, SHA-256 "
        f"{side.capture.sha256}"
        for name, side in sides.items()
    )
    yield Part(name="records", holds=True, told=told)
    altered = [
        TEXTS[name] for name, s in sides.items() if text_of(s.narrative) != files[TEXTS[name]]
    ]
    told = (
        f"not what the records say: {', '.join(altered)}"
        if altered
        else "read anew from the records, they are the same"
    )
    yield Part(name="texts", holds=not altered, told=told)
    astray = [name for name in sides if not _quotes_hold(files[TEXTS[name]], data[name]["quotes"])]
    told = (
        f"not in the text at the place that is named: {', '.join(astray)}"
        if astray
        else "each is an exact slice of its text"
    )
    yield Part(name="quotes", holds=not astray, told=told)


def _quotes_hold(text: bytes, quotes: list[Any]) -> bool:
    """Whether every quote stands where it says."""
    try:
        whole = text.decode("utf-8", "surrogatepass")
        return all(whole[int(q["start"]) : int(q["end"])] == q["text"] for q in quotes)
    except UNREADABLE:
        return False
