"""The files of a piece of evidence, made from the records of both captures and nothing else."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from tipdiff.evidence.readme import readme
from tipdiff.report.evidence import claim
from tipdiff.report.json import change_to_dict, render_json
from tipdiff.report.visible import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tipdiff.evidence.case import Case
    from tipdiff.evidence.sides import Side
    from tipdiff.model import Narrative, Place

SCHEMA = "tipdiff.evidence/1"
README, MANIFEST, COMPARISON, SUMS = "README.txt", "manifest.json", "comparison.json", "SHA256SUMS"
TEXTS = {"old": "old.txt", "new": "new.txt"}
RECORDS = {"old": "old.warc.gz", "new": "new.warc.gz"}
NAMES = (README, MANIFEST, COMPARISON, *TEXTS.values(), *RECORDS.values(), SUMS)


def files_of(case: Case) -> dict[str, bytes]:
    """Every file by its name; the same case gives the same bytes."""
    sides = {"old": case.old, "new": case.new}
    data = manifest(case)
    files = {
        README: readme(case, data).encode(),
        MANIFEST: _json(data),
        COMPARISON: render_json(case.comparison, version=case.versions.tipdiff).encode(),
        **{TEXTS[name]: text_of(side.narrative) for name, side in sides.items()},
        **{RECORDS[name]: side.records for name, side in sides.items()},
    }
    return {**files, SUMS: sums(files)}


def sums(files: Mapping[str, bytes]) -> bytes:
    """The digests of files, as `sha256sum -c` reads them."""
    lines = (f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items())
    return "".join(lines).encode()


def text_of(narrative: Narrative) -> bytes:
    """The whole text, in which the quotes are exact slices."""
    return narrative.text.encode("utf-8", "surrogatepass")


def manifest(case: Case) -> dict[str, Any]:
    """What is proved, and where each part of the proof stands."""
    comparison, change = case.comparison, case.change
    return {
        "schema": SCHEMA,
        "id": change.id,
        "series": comparison.new.series,
        "country": asdict(comparison.new.country),
        "change": change_to_dict(comparison, change),
        "made_by": asdict(case.versions),
        "check": "tipdiff evidence --check FILE.zip",
        "old": _side(case.old, "old", change.old),
        "new": _side(case.new, "new", change.new),
    }


def _side(side: Side, name: str, places: tuple[Place, ...]) -> dict[str, Any]:
    capture = side.capture
    return {
        "edition": side.narrative.edition,
        "source": capture.source,
        "partial": side.narrative.partial,
        "url": capture.url,
        "claimed_url": claim(side.narrative) or None,
        "captured_at": capture.captured_at,
        "http_status": capture.http_status,
        "content_type": capture.content_type,
        "size": capture.size,
        "sha256": capture.sha256,
        "record": f"urn:uuid:{capture.id}",
        "origin": capture.origin,
        "warc": RECORDS[name],
        "text": TEXTS[name],
        "quotes": [quote_of(side.narrative, place) for place in places],
    }


def quote_of(narrative: Narrative, place: Place) -> dict[str, Any]:
    """A quote and the characters of the text it is, counted from 0."""
    before = sum(len(section.text) for section in narrative.sections[: place.section])
    statement = narrative.statement(place)
    start, end = before + statement.start, before + statement.end
    return {"start": start, "end": end, "text": statement.text}


def _json(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return (visible(text, lambda acting: json.dumps(acting[0])[1:-1]) + "\n").encode()
