"""The command that shows the national totals over editions: figures."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import click

from tipdiff import countries
from tipdiff.cli.base import State, form_of, report_options, series_option, write_file, write_output
from tipdiff.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from tipdiff.figures import FigureSeries
    from tipdiff.model import Measure

FORMATS = ("terminal", "csv", "json", "svg", "png")
SUFFIXES = {".csv": "csv", ".json": "json", ".svg": "svg", ".png": "png"}


@click.command()
@click.argument("country")
@series_option
@click.option(
    "--measure",
    "measures",
    help="Only these: investigations, prosecutions, convictions, victims-identified; by commas.",
)
@report_options(FORMATS)
@click.pass_obj
def figures(
    state: State,
    country: str,
    series: str,
    measures: str | None,
    width: int | None,
    form: str | None,
    output: Path | None,
) -> None:
    """Show a country's national totals over all editions, and which were told otherwise later.

    A total is shown with the year it is of. What an edition does not report is no zero; what it
    says of an earlier year is held against what that year's own edition said, with both quotes.
    """
    from tipdiff import pipeline

    found = pipeline.figures(
        state.archive,
        countries.find(country),
        state.config.sources,
        _measures(measures),
        series=series,
    )
    form = form_of(form, output, SUFFIXES)
    if form == "png":
        _write_png(found, output)
    else:
        text = _text(found, form, width, alive=output is None)
        write_output(text, output, pager=form == "terminal" and state.config.pager)


def _measures(given: str | None) -> tuple[Measure, ...]:
    """The measures that were asked for; UsageError, with the nearest one, for any other."""
    from tipdiff.figures import ALL

    asked = [word.strip().lower().replace("-", "_") for word in (given or "").split(",")]
    known: dict[str, Measure] = {measure: measure for measure in ALL}
    for word in filter(None, asked):
        if word not in known:
            near = [name for name in known if word in name] or get_close_matches(word, known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}"
            raise UsageError(f"there is no measure {word!r}; {hint}")
    return tuple(known[word] for word in asked if word) or ALL


def _write_png(found: FigureSeries, output: Path | None) -> None:
    from tipdiff.report.figures.svg import render_png

    if output is None:
        raise UsageError("a PNG goes into a file: give -o FILE.png")
    write_file(output, render_png(found))
    click.echo(f"wrote {output}", err=True)


def _text(found: FigureSeries, form: str, width: int | None, *, alive: bool) -> str:
    from rich.console import Console

    from tipdiff.report.figures.data import render_csv, render_json
    from tipdiff.report.figures.svg import render_svg
    from tipdiff.report.figures.terminal import render_terminal

    if form == "terminal":
        console = Console()
        color = alive and console.is_terminal and not console.no_color
        return render_terminal(found, width=width or console.width, color=color)
    return {"csv": render_csv, "json": render_json, "svg": render_svg}[form](found)
