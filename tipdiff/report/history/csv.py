"""A ledger as a table: a row a thread, a column a year."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from tipdiff.report.history.age import ages_by_edition, part_name
from tipdiff.report.history.view import years_shown
from tipdiff.report.history.words import answers, wordings
from tipdiff.report.visible import one_line
from tipdiff.spreadsheets import cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tipdiff.ledger import Cell, Ledger
    from tipdiff.report.history.view import Group, Row


_COLUMNS = (
    *("group", "thread", "section", "first", "last", "in_a_row", "status", "text", "changes"),
    *("fate_edition", "fate_of", "fate_says", "fate_score"),
)
"""Those before the years."""
_AGE_COLUMNS = ("edition", "section", "since", "or_before", "words", "share")


def render_csv(ledger: Ledger, groups: Sequence[Group], since: int | None) -> str:
    """The groups as one table, in the order of the picture."""
    rows = ({"group": group.name, **_row(row)} for group in groups for row in group.rows)
    return table([*_COLUMNS, *map(str, years_shown(ledger, since))], rows)


def render_age_csv(ledger: Ledger, since: int | None) -> str:
    """The ages of every edition and section: how many words stand since which year."""
    rows = (
        {
            "edition": edition,
            "section": part_name(part.kind),
            "since": age.since,
            "or_before": int(not age.known),
            "words": words,
            "share": f"{part.share(age):.4f}",
        }
        for edition, parts in ages_by_edition(ledger).items()
        if edition >= (since or 0)
        for part in parts
        for age, words in part.words.items()
    )
    return table(_AGE_COLUMNS, rows)


def table(columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> str:
    """Rows as CSV; the head is there where no row is."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: _plain(value) for key, value in row.items()} for row in rows)
    return out.getvalue()


def _row(row: Row) -> dict[str, Any]:
    fate = row.fate
    said = answers(row.ledger, fate) if fate else ()
    return {
        "thread": row.thread.id,
        "section": row.section,
        "first": row.thread.first,
        "last": row.thread.last,
        "in_a_row": row.row,
        "status": row.status,
        "text": row.text,
        "changes": "; ".join(f"{w.year} {w.marks}" for w in wordings(row) if w.marks),
        "fate_edition": fate.edition if fate else "",
        "fate_of": row.ledger.text(fate.spots) if fate else "",
        "fate_says": " / ".join(text for _, text in said),
        "fate_score": f"{fate.score:.4f}" if fate and fate.places else "",
        **{str(cell.year): _shown(cell) for cell in row.cells},
    }


def _shown(cell: Cell) -> str:
    return " ".join(cell.marks) or "unchanged" if cell.state == "present" else cell.state


def _plain(value: object) -> object:
    """Text on one line, and never a formula."""
    return cell(one_line(value) if isinstance(value, str) else value)
