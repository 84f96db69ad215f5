"""The table of an edition in the terminal: as many columns as fit, the most telling first."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tipdiff.report.release_names import (
    growth,
    numbers,
    state,
    subtitle,
    summary,
    tiers,
    title,
)
from tipdiff.report.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

    from rich.console import Console
    from rich.table import Table

    from tipdiff.release import Release, Row
    from tipdiff.template_changes import SharedEdit

LEAST_WIDTH = 60
LEAST_TOP = 24
"""Columns that the most significant change needs to be worth showing."""
MOST_EDITS = 6
"""Shared edits of each sort that are named."""
NEAREST = 2
"""Words on either side that an edit is shown with."""
STYLES = {"upgraded": "green", "downgraded": "red"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column, its width, and what it holds of a row."""

    name: str
    width: int
    value: Callable[[Row], str]
    right: bool = True


def _of_kind(kind: str) -> Callable[[Row], str]:
    def value(row: Row) -> str:
        number = next(number for name, number, _ in numbers(row) if name == kind)
        return str(number or "") if row.compared else ""

    return value


def _sum(name: str) -> Callable[[Row], str]:
    return lambda row: str(getattr(row.compared, name)) if row.compared else ""


def _top(row: Row) -> str:
    """The most significant change, and as much of what it says as there is room for."""
    if row.compared is None or not row.compared.top:
        return ""
    told = row.compared.top[0]
    return f"{told.label}: “{told.quote}”"


COLUMNS: tuple[tuple[int, Column], ...] = (
    (0, Column(name="country", width=22, value=lambda row: row.country.name, right=False)),
    (0, Column(name="tier", width=11, value=tiers, right=False)),
    (
        0,
        Column(name="weight", width=6, value=_sum("weight")),
    ),
    (
        0,
        Column(name="changes", width=7, value=_sum("changes")),
    ),
    (1, Column(name="new", width=3, value=_of_kind("new"))),
    (1, Column(name="dropped", width=7, value=_of_kind("dropped"))),
    (3, Column(name="grades", width=6, value=_of_kind("headline"))),
    (3, Column(name="turned", width=6, value=_of_kind("turned"))),
    (4, Column(name="updated", width=7, value=_of_kind("updated"))),
    (4, Column(name="reworded", width=8, value=_of_kind("reworded"))),
    (5, Column(name="moved", width=5, value=_of_kind("moved"))),
    (0, Column(name="length", width=6, value=growth)),
    (0, Column(name="coverage", width=8, value=state, right=False)),
    (2, Column(name="most significant", width=LEAST_TOP, value=_top, right=False)),
)
"""With the order in which they are taken while there is room."""
RATED = ("tier", "grades")
"""Columns of a series that states tiers."""


def render_terminal(release: Release, *, width: int = 80, color: bool = False) -> str:
    """The table as lines of at most that width, with ANSI codes if `color`."""
    from rich.console import Console
    from rich.text import Text

    columns = max(width, LEAST_WIDTH)
    out = io.StringIO()
    console = Console(
        file=out,
        width=columns,
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        highlight=False,
        legacy_windows=False,
    )
    console.print(Text(title(release), style="bold"))
    console.print(Text(subtitle(release)))
    console.print(Text(summary(release)))
    console.print()
    if release.rows:
        console.print(_table(release, columns))
    _print_edits(console, release, columns)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _table(release: Release, width: int) -> Table:
    from rich.table import Table
    from rich.text import Text

    chosen = _fitting(width, () if release.rated else RATED)
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold")
    for column, room in chosen:
        table.add_column(
            column.name,
            justify="right" if column.right else "left",
            width=room,
            no_wrap=True,
            overflow="ellipsis",
        )
    for row in release.rows:
        style = STYLES.get(row.move, "") if row.compared else "dim"
        table.add_row(*(Text(one_line(column.value(row))) for column, _ in chosen), style=style)
    return table


def _fitting(width: int, without: Container[str]) -> list[tuple[Column, int]]:
    """The columns for which there is room, in their order; the last one takes what is left."""
    taken: list[Column] = []
    left = width + 1
    for _, column in sorted(COLUMNS, key=lambda pair: pair[0]):
        if column.width + 1 <= left and column.name not in without:
            taken.append(column)
            left -= column.width + 1
    chosen = [column for _, column in COLUMNS if column in taken]
    return [(c, c.width + (left if c is chosen[-1] and not c.right else 0)) for c in chosen]


def _print_edits(console: Console, release: Release, width: int) -> None:
    """The edits that many countries have: wording first, then what is only shared."""
    for heading, wording in (
        ("Wording of the edition, no change of any country", True),
        ("The same edit in several countries", False),
    ):
        edits = [edit for edit in release.edits if edit.template is wording]
        if edits:
            _print_list(console, heading, edits, width)


def _print_list(console: Console, heading: str, edits: Sequence[SharedEdit], width: int) -> None:
    from rich.text import Text

    console.print()
    console.print(Text(heading, style="bold"))
    for edit in edits[:MOST_EDITS]:
        line = f"{len(edit.countries):5}  {one_line(described(edit))}"
        console.print(Text(line if len(line) <= width else f"{line[: width - 1]}…"))
    if len(edits) > MOST_EDITS:
        console.print(
            Text(f"       and {len(edits) - MOST_EDITS} more: --format html, xlsx or json")
        )


def described(edit: SharedEdit) -> str:
    """What the edit is, in its place: `new: “...”`, `fully “meets” → “satisfies” the minimum`."""
    words = {"new": f"new: “{edit.new}”", "dropped": f"dropped: “{edit.old}”"}.get(edit.kind)
    before, after = edit.before.split()[-NEAREST:], edit.after.split()[:NEAREST]
    return words or " ".join((*before, edit.words, *after))
