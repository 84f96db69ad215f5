"""The command for release day: release."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tipdiff.cli.base import (
    State,
    dask_option,
    series_option,
    workers_option,
    write_file,
    write_output,
    year,
)
from tipdiff.cli.compare import compute, demand_one
from tipdiff.errors import UsageError
from tipdiff.series import find

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipdiff.batch import Pair
    from tipdiff.model import Comparison
    from tipdiff.release import Release, Row, Wish

FORMATS = ("terminal", "html", "csv", "xlsx", "json")
SUFFIXES = {".txt": "terminal", ".csv": "csv", ".xlsx": "xlsx", ".json": "json"}


@click.command()
@click.argument("edition", metavar="EDITION")
@series_option
@click.option(
    "--against", metavar="YEAR", help="Compare with this edition; else with each country's before."
)
@click.option(
    "--region", "regions", multiple=True, help="Only this region: AF, EAP, EUR, NEA, SCA, WHA."
)
@click.option(
    "--tier", "tiers", multiple=True, help="Only countries on this tier: 1, 2, 2WL, 3, special."
)
@click.option("--theme", "themes", multiple=True, help="Only changes that speak of this theme.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="Else what the name after -o ends with: html for a folder; else terminal.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE|FOLDER",
    help="Of html, a folder: index.html, and a page for each country.",
)
@workers_option
@dask_option
@click.option("--width", type=click.IntRange(60), help="Columns; else those of the terminal.")
@click.option("--color/--no-color", default=None, help="Else colour on a terminal, not NO_COLOR.")
@click.pass_obj
def release(
    state: State,
    edition: str,
    series: str,
    against: str | None,
    regions: Sequence[str],
    tiers: Sequence[str],
    themes: Sequence[str],
    form: str | None,
    output: Path | None,
    workers: int | None,
    dask: str | None,
    width: int | None,
    color: bool | None,
) -> None:
    """Show what an edition changed, country by country, the most significant first.

    Wording that changed in many narratives at once is told once, with its countries, and taken out
    of each country's changes. Comparisons are computed once and kept.
    """
    from tipdiff.release import pairs_of

    demand_one(workers, dask)
    form = _form(form, output)
    wish = _wish(series, edition, against, (regions, tiers, themes))
    pairs = pairs_of(state.archive, wish, state.config.sources)
    compute(state, pairs, workers, dask)
    if form == "html" and output is not None:
        _write_folder(state, wish, pairs, output)
        return
    table = _table(state, wish, pairs)
    if form == "xlsx" and output is not None:
        _write_workbook(table, output)
    elif form == "terminal":
        _print(state, table, output, width, color)
    else:
        write_output(_rendered(table, form), output)


def _form(form: str | None, output: Path | None) -> str:
    """The format asked for, by option or by the name of the output."""
    if form is None:
        form = "terminal" if output is None else SUFFIXES.get(output.suffix.lower(), "html")
    if form in ("html", "xlsx") and output is None:
        what = "a folder" if form == "html" else "a file"
        raise UsageError(f"--format {form} needs {what} to write to: -o NAME")
    if form == "html" and output is not None and output.is_file():
        raise UsageError(f"{output} is a file; --format html writes a folder: -o FOLDER")
    return form


def _wish(
    series: str,
    edition: str,
    against: str | None,
    narrowed: tuple[Sequence[str], Sequence[str], Sequence[str]],
) -> Wish:
    from tipdiff import themes
    from tipdiff.release import Wish
    from tipdiff.subscriptions import one_of, region_names, tier_names

    regions, tiers, named = narrowed
    if (tiers or named) and not find(series).rated:
        raise UsageError(f"the series {series} has neither tiers nor themes: narrow it by --region")
    return Wish(
        series=series,
        edition=year(edition),
        against=year(against) if against else None,
        regions=tuple(one_of("region", name, region_names()) for name in regions),
        tiers=tuple(one_of("tier", name, tier_names()) for name in tiers),
        themes=tuple(map(themes.named, named)),
    )


def _table(state: State, wish: Wish, pairs: Sequence[Pair]) -> Release:
    from tipdiff.release import release as made

    return made(state.archive, wish, pairs, state.config.sources)


def _rendered(table: Release, form: str) -> str:
    from tipdiff.report.release_tables import render_csv, render_json

    return render_csv(table) if form == "csv" else render_json(table)


def _print(
    state: State, table: Release, output: Path | None, width: int | None, color: bool | None
) -> None:
    from rich.console import Console

    from tipdiff.report.release_terminal import render_terminal

    console = Console()
    if color is None:
        color = console.is_terminal and not console.no_color
    text = render_terminal(
        table, width=width or console.width, color=bool(color) and output is None
    )
    write_output(text, output, pager=state.config.pager)


def _write_workbook(table: Release, output: Path) -> None:
    """Write a workbook as a whole: it is there complete, or as it was before."""
    from tipdiff.report.release_tables import write_xlsx

    beside = output.with_name(f".{output.name}.part")
    try:
        write_xlsx(table, beside)
        beside.replace(output)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise UsageError(f"cannot write {output}: {error.strerror or error}") from error
    click.echo(f"wrote {output}", err=True)


def _write_folder(state: State, wish: Wish, pairs: Sequence[Pair], folder: Path) -> None:
    """A page for each country as it is read, and the table last."""
    from tipdiff.release import release as made
    from tipdiff.report.html import render_html
    from tipdiff.report.release_html import INDEX, page_name, render_index

    def show(row: Row, comparison: Comparison) -> None:
        write_file(folder / page_name(row.country), render_html(comparison, table=INDEX))

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot write in {folder}: {error.strerror}; name a folder") from error
    table = made(state.archive, wish, pairs, state.config.sources, show=show)
    write_file(folder / INDEX, render_index(table))
    pages = len(table.compared)
    told = "a page of one country" if pages == 1 else f"pages of {pages} countries"
    click.echo(f"wrote {folder / INDEX} and {told}", err=True)
