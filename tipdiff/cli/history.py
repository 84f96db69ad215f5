"""The command that follows statements through all editions: history."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from tipdiff import countries
from tipdiff.cli.base import State, form_of, report_options, series_option, write_output
from tipdiff.cli.compare import ledger
from tipdiff.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tipdiff.ledger import Ledger
    from tipdiff.report.history.view import Group

FORMATS = ("terminal", "html", "json", "csv")
SUFFIXES = {".html": "html", ".htm": "html", ".json": "json", ".csv": "csv"}


@click.command()
@click.argument("country")
@series_option
@click.option("--recommendations", is_flag=True, help="Only what was recommended.")
@click.option("--deficiencies", is_flag=True, help="Only what was found lacking.")
@click.option("--achievements", is_flag=True, help="Only what was achieved.")
@click.option("--section", "sections", help="Only these kinds of section, separated by commas.")
@click.option("--since", type=int, metavar="YEAR", help="Only what this or a later edition has.")
@click.option("--full", is_flag=True, help="Every wording with its year, in the terminal.")
@click.option("--age", is_flag=True, help="How much of each edition stands since which year.")
@report_options(FORMATS)
@click.pass_obj
def history(
    state: State,
    country: str,
    series: str,
    recommendations: bool,
    deficiencies: bool,
    achievements: bool,
    sections: str | None,
    since: int | None,
    full: bool,
    age: bool,
    width: int | None,
    form: str | None,
    output: Path | None,
) -> None:
    """Follow every statement of a country through all editions in the archive.

    A line a thread: first seen, last seen, in how many editions in a row, and a sign for each
    year; what is still open comes first, the oldest at the top.
    """
    from tipdiff.report.history.view import ROLES, groups_of
    from tipdiff.report.select import select

    found = ledger(state, countries.find(country), series)
    _demand_year(found, since)
    asked = (recommendations, deficiencies, achievements)
    names = [name for name, on in zip(ROLES, asked, strict=False) if on]
    groups = groups_of(found, names, since, select([sections] if sections else ()).sections)
    form = form_of(form, output, SUFFIXES)
    if form == "terminal":
        text = _terminal(found, groups, since, _Look(width, full, age, output is None))
    else:
        text = _document(found, groups, since, form, age=age)
    write_output(text, output, pager=form == "terminal" and state.config.pager)


class _Look(NamedTuple):
    """How the terminal is to show it."""

    width: int | None
    full: bool
    age: bool
    alive: bool
    """Whether it is a terminal, and not a file."""


def _demand_year(found: Ledger, since: int | None) -> None:
    newest = found.narratives[-1].edition
    if since and since > newest:
        raise UsageError(f"the newest edition in the archive is {newest}: none is since {since}")


def _terminal(found: Ledger, groups: Sequence[Group], since: int | None, look: _Look) -> str:
    from rich.console import Console

    from tipdiff.report.history.age import render_age
    from tipdiff.report.history.terminal import render_terminal

    console = Console()
    color = look.alive and console.is_terminal and not console.no_color
    width = look.width or console.width
    if look.age:
        return render_age(found, since=since, width=width, color=color)
    return render_terminal(found, groups, since=since, width=width, color=color, full=look.full)


def _document(
    found: Ledger, groups: Sequence[Group], since: int | None, form: str, *, age: bool
) -> str:
    from tipdiff.report.history.csv import render_age_csv, render_csv
    from tipdiff.report.history.html import render_html
    from tipdiff.report.history.json import render_json

    if form == "html":
        return render_html(found, groups, since)
    if form == "csv":
        return render_age_csv(found, since) if age else render_csv(found, groups, since)
    return render_json(found, groups)
