"""The command for release day: release."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

import click

from tipdiff.cli.base import (
    State,
    dask_option,
    form_of,
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
PAGES = (".html", ".htm")
SUFFIXES = {
    **dict.fromkeys(PAGES, "html"),
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".json": "json",
}


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
    help="Else what the name after -o ends with, html where it ends with nothing; else terminal.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE|FOLDER",
    help="Of html, x.html with the countries' pages in x beside it, or a folder with all.",
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
        _write_pages(state, wish, pairs, output)
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
    if form is None and output is not None and not output.suffix:
        form = "html"
    form = form_of(form, output, SUFFIXES)
    if form in ("html", "xlsx") and output is None:
        raise UsageError(f"--format {form} needs a file to write to: -o NAME")
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


class _Places(NamedTuple):
    """Where the pages go, and how they are linked."""

    table: Path
    folder: Path
    """Of the countries' pages."""
    to_pages: str
    """What stands before the name of a page in the links of the table."""
    to_table: str
    """The link from a page to the table."""


def _places(output: Path) -> _Places:
    """The file x.html has its pages in the folder x; a folder has the table among them."""
    from tipdiff.report.release_html import INDEX

    is_file = output.suffix.lower() in PAGES
    if output.is_dir() if is_file else output.is_file():
        there, wanted = ("folder", "file") if is_file else ("file", "folder")
        raise UsageError(f"{output} is a {there}, and would have to be a {wanted}: -o NAME")
    if not is_file:
        return _Places(output / INDEX, output, "", INDEX)
    folder = output.with_suffix("")
    return _Places(output, folder, f"{quote(folder.name)}/", f"../{quote(output.name)}")


def _write_pages(state: State, wish: Wish, pairs: Sequence[Pair], output: Path) -> None:
    """A page for each country as it is read, and the table last."""
    from tipdiff.release import release as made
    from tipdiff.report.html import render_html
    from tipdiff.report.release_html import page_name, render_index

    places = _places(output)

    def show(row: Row, comparison: Comparison) -> None:
        page = render_html(comparison, table=places.to_table)
        write_file(places.folder / page_name(row.country), page)

    try:
        places.folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        told = f"cannot write in {places.folder}: {error.strerror}; give another name after -o"
        raise UsageError(told) from error
    table = made(state.archive, wish, pairs, state.config.sources, show=show)
    write_file(places.table, render_index(table, places.to_pages))
    pages = len(table.compared)
    told = "a page of one country" if pages == 1 else f"pages of {pages} countries"
    click.echo(f"wrote {places.table} and {told} in {places.folder}", err=True)
