"""The command that tells tiers over the years, and the Watch List clock: tiers."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tipdiff import countries
from tipdiff.cli.base import State, echo_json
from tipdiff.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from tipdiff.tiers import BroughtTable, History, Placement
    from tipdiff.watch_list import Clock

NEWEST = 0
"""What --clock stands for without a year."""
WIDE = 100
"""Columns where no terminal bounds them."""
CSV_COLUMNS = (
    *("country", "name", "edition", "tier_published", "tier_effective", "movement", "waiver"),
    *("source", "confidence", "sha256", "notes"),
)


@click.command()
@click.argument("country", required=False)
@click.option(
    "--clock",
    "edition",
    type=int,
    is_flag=False,
    flag_value=NEWEST,
    metavar="[EDITION]",
    help="All countries on the Watch List in that edition, else in the newest: years in a row, "
    "and what the law allows next.",
)
@click.option(
    "--import",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Take in a table of tiers: CSV with year,name_as_in_source,tier,source,confidence.",
)
@click.option("--json", "form", flag_value="json", help="One JSON object a country.")
@click.option("--csv", "form", flag_value="csv", help="A row a country and edition.")
@click.pass_obj
def tiers(
    state: State, country: str | None, edition: int | None, file: Path | None, form: str | None
) -> None:
    """Show the tiers of a country over the years, who says so, and its Watch List clock.

    A narrative of the archive goes before a row of a table; what contradicts is shown. What the
    law says of the next edition is what may come, with the rule that says so. With --csv or --json
    alone: the tiers of all countries.
    """
    from tipdiff import tiers as told

    given = sum(each is not None for each in (country, edition, file))
    if given > 1 or (not given and form is None):
        raise UsageError(
            "give one of COUNTRY, --clock and --import FILE; or --csv for all countries"
        )
    sources = state.config.sources
    if file is not None:
        _tell(told.bring_table(state.archive, file, sources), as_json=form == "json")
    elif country is not None:
        _show([told.history(state.archive, countries.find(country), sources)], form)
    elif edition is None:
        _show(told.histories(state.archive, sources), form)
    else:
        histories = told.histories(state.archive, sources, edition or None)
        _clocks(histories, edition or told.newest(histories), form)


def _tell(brought: BroughtTable, *, as_json: bool) -> None:
    if as_json:
        echo_json({**asdict(brought), "path": str(brought.path)})
        return
    done = "imported" if brought.new else "already in the archive"
    click.echo(f"{brought.path}: {brought.rows} rows: {done} (SHA-256 {brought.sha256})")
    for line in (*brought.problems, *brought.notes):
        click.echo(f"  {line}")


def _show(histories: Iterable[History], form: str | None) -> None:
    if form == "csv":
        click.echo(_as_csv(histories), nl=False)
        return
    for history in histories:
        if form == "json":
            echo_json(_as_dict(history))
        else:
            _print(history)


def _clocks(histories: Iterable[History], edition: int | None, form: str | None) -> None:
    """The countries whose clock runs in an edition, the longest first."""
    running = [
        history
        for history in histories
        if history.clock and history.clock.years and history.clock.edition == edition
    ]
    running.sort(key=lambda history: (-_years(history), history.country.name))
    if form is not None:
        _show(running, form)
    elif running:
        _console().print(_clock_table(running))
    else:
        of = f" in the {edition} edition" if edition else ""
        click.echo(f"no country of the archive is known to be on the Watch List{of}")


def _years(history: History) -> int:
    return history.clock.count if history.clock else 0


def _console() -> Console:
    from rich.console import Console

    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=WIDE)


def _print(history: History) -> None:
    console = _console()
    console.print(f"{history.country.name}: tiers by edition", style="bold", markup=False)
    console.print(_table(history.placements))
    for placement in history.placements:
        for note in placement.notes:
            console.print(f"{placement.edition}: {note}", markup=False)
    if history.clock:
        _print_clock(console, history.clock)


def _table(placements: Iterable[Placement]) -> Any:
    from rich.table import Table

    table = Table("edition", "tier", "movement", "waiver", "who says so", box=None)
    for placement in placements:
        move = "" if placement.move == "unstated" else placement.move
        waiver = placement.waiver or ""
        who = ", ".join(dict.fromkeys(witness.source for witness in placement.witnesses))
        table.add_row(str(placement.edition), _tier(placement), move, waiver, who)
    return table


def _tier(placement: Placement) -> str:
    from tipdiff.tables.tiers import TIER_NAMES

    published, effective = (
        TIER_NAMES[tier] if tier else "not known"
        for tier in (placement.published, placement.effective)
    )
    return published if published == effective else f"{published}, then {effective}"


def _print_clock(console: Console, clock: Clock) -> None:
    from rich.padding import Padding
    from rich.text import Text

    if clock.years:
        console.print(f"\n{_count(clock)} in a row on the Watch List", style="bold", markup=False)
    elif clock.outlook:
        console.print()
    for outlook in clock.outlook:
        console.print(Text(outlook.text))
        console.print(Padding(Text(f"{outlook.rule}: {outlook.cite}", style="dim"), (0, 0, 0, 4)))
    for note in clock.notes:
        console.print(Text(f"Note: {note}."))


def _count(clock: Clock) -> str:
    years = f"{clock.years[0]} to {clock.years[-1]}" if len(clock.years) > 1 else clock.years[0]
    least = "at least " if clock.at_least else ""
    return f"{least}{clock.count} year{'s' if clock.count > 1 else ''} ({years})"


def _clock_table(histories: Iterable[History]) -> Any:
    from rich.table import Column, Table

    count = Column("years in a row", no_wrap=True)
    law = Column("law", overflow="fold")
    table = Table("country", count, "waivers", "what may come", law, box=None)
    for history in histories:
        clock = history.clock
        if clock is None:
            continue
        rules = [row for row in clock.outlook if row.rule != "upgrade"]
        table.add_row(
            history.country.name,
            _count(clock),
            ", ".join(map(str, _waivers(history))),
            f"{clock.edition + 1}: {', or '.join(row.rule for row in rules)}",
            " ".join(row.cite.removeprefix("22 U.S.C. ") for row in rules),
        )
    return table


def _waivers(history: History) -> list[int]:
    """The editions of the present years in a row for which a waiver is told of."""
    years = history.clock.years if history.clock else ()
    return [p.edition for p in history.placements if p.waiver and p.edition in years]


def _as_dict(history: History) -> dict[str, Any]:
    return {
        "country": history.country.iso3,
        "name": history.country.name,
        "placements": [asdict(placement) for placement in history.placements],
        "clock": asdict(history.clock) if history.clock else None,
    }


def _as_csv(histories: Iterable[History]) -> str:
    """A row a country and edition; of several who say the same, the first."""
    from tipdiff.spreadsheets import cell

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for history in histories:
        for placement in history.placements:
            first = placement.witnesses[0]
            row = (
                *(history.country.iso3, history.country.name, placement.edition),
                *(placement.published, placement.effective, placement.move, placement.waiver),
                *(first.source, first.confidence, first.sha256, "; ".join(placement.notes)),
            )
            writer.writerow([cell(value) for value in row])
    return out.getvalue()
