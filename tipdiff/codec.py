"""A narrative as plain values (dicts, lists, strings) and back, without loss.

The one form for `tipdiff parse --json`, `show --json` and the database: the fields of
`model.Narrative` by name, grades as an object, the long part (sections) last.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import Any

from tipdiff.model import (
    Country,
    Evidence,
    Figure,
    Narrative,
    Repair,
    Section,
    Statement,
)


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
    return json.dumps(narrative_to_dict(narrative), ensure_ascii=False)


def narrative_from_json(line: str) -> Narrative:
    """The narrative of one line of JSON."""
    return narrative_from_dict(json.loads(line))


def _section(row: dict[str, Any]) -> Section:
    statements = tuple(Statement(**statement) for statement in row.get("statements", ()))
    return Section(**{**row, "statements": statements})


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
