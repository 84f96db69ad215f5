"""The command that says what changed: diff."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tipdiff import countries
from tipdiff.cli.base import (
    State,
    copy_of,
    form_of,
    report_options,
    series_option,
    terminal_text,
    write_output,
)
from tipdiff.errors import UsageError
from tipdiff.series import DEFAULT, find

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipdiff.model import Comparison
    from tipdiff.report.select import Selection

FORMATS = ("terminal", "markdown", "html", "json")
SUFFIXES = {".html": "html", ".htm": "html", ".md": "markdown", ".json": "json"}


@click.command()
@click.argument("words", metavar="COUNTRY OLD NEW | FILE FILE", nargs=-1, required=True)
@series_option
@click.option("--section", "sections", help="Only these kinds of section, separated by commas.")
@click.option("--only", help="Only these changes, like new-achievement,dropped-deficiency.")
@click.option("--full", is_flag=True, help="Unchanged statements as well.")
@report_options(FORMATS)
@click.option("--color/--no-color", default=None, help="Else colour on a terminal, not NO_COLOR.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 where there are changes, else 0.")
@click.option("--country", help="With files: the country, where they do not say.")
@click.option("--editions", nargs=2, type=int, metavar="OLD NEW", help="With files: their years.")
@click.pass_obj
def diff(
    state: State,
    words: Sequence[str],
    series: str,
    sections: str | None,
    only: str | None,
    full: bool,
    width: int | None,
    form: str | None,
    output: Path | None,
    color: bool | None,
    exit_code: bool,
    country: str | None,
    editions: tuple[int, int] | None,
) -> None:
    """Say what changed between two editions of a country's narrative, or between two files.

    COUNTRY is a name, a former name, an alias, an ISO 3166 code or a slug. An edition may name
    its copy, by source or by how its SHA-256 begins: 2023@ecoi, 2023@89f53893.
    """
    from tipdiff.report.select import select

    form = form_of(form, output, SUFFIXES)
    selection = select([sections] if sections else (), [only] if only else (), full)
    comparison = _compared(state, words, series, country, editions)
    if form == "terminal":
        text = terminal_text(comparison, selection, width, color=color if output is None else False)
    else:
        text = _document(comparison, selection, form)
    write_output(text, output, pager=form == "terminal" and state.config.pager)
    if exit_code and comparison.changes:
        sys.exit(1)


def _compared(
    state: State,
    words: Sequence[str],
    series: str,
    country: str | None,
    editions: tuple[int, int] | None,
) -> Comparison:
    from tipdiff import pipeline

    if len(words) == 2 and not words[1].isdigit():
        old, new = (Path(word) for word in words)
        given = None if series == DEFAULT else find(series).name
        return pipeline.diff_files(old, new, country, editions or (None, None), given)
    if len(words) != 3:
        raise UsageError("give a country and two editions, like `tipdiff diff denmark 2022 2023`")
    name, *years = words
    (first, first_copy), (second, second_copy) = copy_of(years[0]), copy_of(years[1])
    return pipeline.diff(
        state.archive,
        countries.find(name),
        (first, second),
        state.config.sources,
        series=series,
        copies=(first_copy, second_copy),
    )


def _document(comparison: Comparison, selection: Selection, form: str) -> str:
    from tipdiff.report.html import render_html
    from tipdiff.report.json import render_json
    from tipdiff.report.markdown import render_markdown

    if form == "html":
        return render_html(comparison, selection)
    if form == "markdown":
        return render_markdown(comparison, selection)
    return render_json(comparison, selection)
