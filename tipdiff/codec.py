"""A narrative or a comparison as plain values (dicts, lists, strings) and back, without loss.

The one form for `tipdiff parse --json`, `show --json` and the database: the fields of
`model.Narrative` by name, grades as an object, the long part (sections) last. A comparison is
kept without its two narratives, which are kept already.
"""

from __future__ import annotations

import zlib
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

import orjson

from tipdiff.model import (
    Change,
    Comparison,
    Country,
    Evidence,
    Figure,
    FigureChange,
    Narrative,
    Place,
    Reason,
    Repair,
    Section,
    Statement,
    WordRun,
)

_LEVEL = 2
"""Of zlib: a sixth more bytes than with its usual 6, in a third of the time."""


def narrative_to_dict(narrative: Narrative) -> dict[str, Any]:
    """The narrative as values that JSON can hold."""
    data: dict[str, Any] = _plain(narrative)
    data["grades"] = dict(narrative.grades)
    data["sections"] = data.pop("sections")
    return data


def narrative_from_dict(data: dict[str, Any]) -> Narrative:
    """The narrative that `narrative_to_dict` took apart."""
    evidence = data.get("evidence")
    read = {
        "country": Country(**data["country"]),
        "sections": tuple(_section(row) for row in data["sections"]),
        "missing": tuple(data.get("missing", ())),
        "grades": tuple(data.get("grades", {}).items()),
        "figures": tuple(Figure(**row) for row in data.get("figures", ())),
        "warnings": tuple(data.get("warnings", ())),
        "repairs": tuple(Repair(**row) for row in data.get("repairs", ())),
        "evidence": Evidence(**evidence) if evidence else None,
    }
    return Narrative(**{**data, **read})


def narrative_to_json(narrative: Narrative) -> str:
    """The narrative as one line of JSON."""
    return _narrative_json(narrative).decode()


def narrative_from_json(line: str | bytes) -> Narrative:
    """The narrative of one line of JSON."""
    return narrative_from_dict(orjson.loads(line))


def packed(narrative: Narrative) -> bytes:
    """The narrative as the database keeps it."""
    return zlib.compress(_narrative_json(narrative), _LEVEL)


def unpacked(data: bytes) -> Narrative:
    """The narrative that was packed."""
    return narrative_from_json(zlib.decompress(data))


def packed_comparison(comparison: Comparison) -> bytes:
    """What a comparison adds to its two narratives, as the database keeps it."""
    names = ("headlines", "outcomes", "uncompared", "notes")
    kept = {name: getattr(comparison, name) for name in names}
    return zlib.compress(orjson.dumps(kept), _LEVEL)


def unpacked_comparison(data: bytes, old: Narrative, new: Narrative) -> Comparison:
    """The comparison of two narratives that was packed."""
    kept = orjson.loads(zlib.decompress(data))
    return Comparison(
        old=old,
        new=new,
        headlines=tuple(_change(row) for row in kept["headlines"]),
        outcomes=tuple(_change(row) for row in kept["outcomes"]),
        uncompared=tuple(kept["uncompared"]),
        notes=tuple(kept["notes"]),
    )


_PARTS_OF_A_CHANGE: dict[str, Any] = {
    "old": Place,
    "new": Place,
    "words": WordRun,
    "reasons": Reason,
    "figures": FigureChange,
}


def _change(row: dict[str, Any]) -> Change:
    parts = {
        name: tuple(make(**each) for each in row[name]) for name, make in _PARTS_OF_A_CHANGE.items()
    }
    return Change(**{**row, **parts})


def _section(row: dict[str, Any]) -> Section:
    statements = tuple(Statement(**statement) for statement in row.get("statements", ()))
    return Section(**{**row, "statements": statements})


def _narrative_json(narrative: Narrative) -> bytes:
    data = _fields(narrative)
    data["grades"] = dict(narrative.grades)
    data["sections"] = data.pop("sections")
    return orjson.dumps(data)


def _fields(value: Any) -> dict[str, Any]:
    """The fields of a dataclass by name, as they are."""
    return {name: getattr(value, name) for name in _names(value.__class__)}


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {name: _plain(part) for name, part in _fields(value).items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
