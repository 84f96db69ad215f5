"""The table of an edition for other programs: CSV, XLSX, and JSON of schema "tipdiff.release/1"."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tipdiff import __version__
from tipdiff.report.release_names import KINDS, numbers, state, title
from tipdiff.report.visible import one_line, visible
from tipdiff.spreadsheets import cell

if TYPE_CHECKING:
    from pathlib import Path

    from tipdiff.release import Release, Row
    from tipdiff.template_changes import SharedEdit

SCHEMA = "tipdiff.release/1"
_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
"""The same table gives the same bytes: no clock."""

COLUMNS = (
    *("country", "iso3", "region", "edition", "edition_before", "tier_before", "tier", "move"),
    *("waiver", "changes", "weight"),
    *(name for kind in KINDS for name in (kind, f"{kind}_weight")),
    *("wording", "characters_before", "characters", "growth", "coverage", "not_compared"),
    *("top", "top_id"),
)
EDIT_COLUMNS = (
    "kind",
    "is_wording",
    "rule",
    "before",
    "old",
    "new",
    "after",
    "number",
    "countries",
)

Cells = dict[str, str | int | float | bool | None]


def cells(release: Release, row: Row) -> Cells:
    """A row of the table, by the names of its columns."""
    pair = row.compared
    counted = {
        name: value if pair else None
        for kind, number, weight in numbers(row)
        for name, value in ((kind, number), (f"{kind}_weight", weight))
    }
    top = pair.top[0] if pair and pair.top else None
    found: Cells = {
        "country": one_line(row.country.name),
        "iso3": row.country.iso3,
        "region": row.region.code if row.region else None,
        "edition": release.wish.edition,
        "edition_before": pair.old_edition if pair else None,
        "tier_before": pair.tier_before if pair else None,
        "tier": row.tier,
        "move": row.move,
        "waiver": row.waiver,
        "changes": pair.changes if pair else None,
        "weight": pair.weight if pair else None,
        **counted,
        "wording": pair.wording if pair else None,
        "characters_before": pair.characters_before if pair else None,
        "characters": row.characters,
        "growth": None if row.growth is None else round(row.growth, 4),
        "coverage": state(row),
        "not_compared": one_line(pair.not_compared) if pair else None,
        "top": one_line(top.label) if top else None,
        "top_id": one_line(top.id) if top else None,
    }
    return {name: found[name] for name in COLUMNS}


def render_csv(release: Release) -> str:
    """The table, a row a country; nothing in it acts as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in release.rows:
        writer.writerow([_plain(value) for value in cells(release, row).values()])
    return out.getvalue()


def _plain(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else cell(value)


def render_json(release: Release) -> str:
    """The table as JSON, two spaces an indent."""
    data = {
        "schema": SCHEMA,
        "tipdiff": __version__,
        "selection": asdict(release.wish),
        "rows": [_row(release, row) for row in release.rows],
        "edits": [_edit(edit) for edit in release.edits],
    }
    return visible(json.dumps(data, ensure_ascii=False, indent=2), _escaped) + "\n"


def _escaped(match: Any) -> str:
    """An acting character as JSON writes it."""
    return json.dumps(match[0])[1:-1]


def _row(release: Release, row: Row) -> dict[str, Any]:
    pair = row.compared
    told = {key: value for key, value in cells(release, row).items() if key in _PLAIN}
    kinds = {kind: {"number": n, "weight": w} for kind, n, w in numbers(row) if n}
    top = [asdict(change) for change in pair.top] if pair else []
    return {**told, "kinds": kinds, "top": top}


_PLAIN = frozenset(COLUMNS) - {
    *("top", "top_id", "edition"),
    *(name for kind in KINDS for name in (kind, f"{kind}_weight")),
}


def _edit(edit: SharedEdit) -> dict[str, Any]:
    return {
        "id": edit.id,
        "kind": edit.kind,
        "is_wording": edit.template,
        "rule": edit.rule,
        "before": edit.before,
        "old": edit.old,
        "new": edit.new,
        "after": edit.after,
        "countries": [country.iso3 for country in edit.countries],
        "compared": edit.compared,
    }


def write_xlsx(release: Release, path: Path) -> None:
    """The table as a workbook: countries, and the edits that many of them have."""
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(str(path), options)
    book.set_properties({"title": title(release), "created": _EPOCH})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    percent = book.add_format({"num_format": "+0%;-0%;0%"})
    countries = [[*cells(release, row).values()] for row in release.rows]
    sheet = _sheet(book, "Countries", COLUMNS, countries, bold)
    sheet.set_column(0, 0, 24)
    sheet.set_column(COLUMNS.index("growth"), COLUMNS.index("growth"), 9, percent)
    sheet.set_column(COLUMNS.index("not_compared"), COLUMNS.index("top"), 32)
    sheet = _sheet(book, "Same edits", EDIT_COLUMNS, [_edit_cells(e) for e in release.edits], bold)
    sheet.set_column(3, 6, 32)
    sheet.set_column(8, 8, 60)
    book.close()


def _sheet(book: Any, name: str, columns: Any, rows: Any, bold: Any) -> Any:
    """A sheet with a fixed, filtered header; texts are texts, whatever they begin with."""
    sheet = book.add_worksheet(name)
    sheet.write_row(0, 0, columns, bold)
    for at, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(at, column, one_line(value) if isinstance(value, str) else value)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
    return sheet


def _edit_cells(edit: SharedEdit) -> list[Any]:
    told = _edit(edit)
    number, names = len(edit.countries), ", ".join(country.name for country in edit.countries)
    return [*(told[name] for name in EDIT_COLUMNS[:-2]), number, names]
