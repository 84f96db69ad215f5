"""Commands that look into the archive: list, show."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from tipdiff import countries
from tipdiff.cli.base import State, copy_of, echo_json, series_filter, series_option
from tipdiff.series import DEFAULT, find

if TYPE_CHECKING:
    from rich.table import Table

    from tipdiff.model import Narrative, Place
    from tipdiff.store import Entry


WIDE = 160
"""Columns of a table that no terminal bounds: one line a narrative."""


@click.command("list")
@click.option("--country", help="Name, former name, alias, ISO 3166 code or slug.")
@click.option("--edition", type=int, metavar="YEAR")
@series_filter
@click.option("--json", "as_json", is_flag=True, help="One JSON object a narrative.")
@click.pass_obj
def list_(
    state: State, country: str | None, edition: int | None, series: str | None, as_json: bool
) -> None:
    """List the narratives in the archive: country, edition, tier, source, capture."""
    iso3 = countries.find(country).iso3 if country else None
    entries = state.archive.store.narratives.entries(series=series, iso3=iso3, edition=edition)
    if as_json:
        for entry in entries:
            echo_json(asdict(entry))
    elif entries:
        from rich.console import Console

        console = Console()
        if not console.is_terminal:
            console = Console(width=WIDE)
        console.print(_table(entries))
    else:
        asked = " of what was asked for" if country or edition or series else ""
        click.echo(f"no narratives{asked}; `tipdiff import` brings some")


def _table(entries: list[Entry]) -> Table:
    from rich.table import Table

    from tipdiff.tables.tiers import TIER_NAMES

    table = Table("country", "edition", "tier", "source", "captured", "sha-256", box=None)
    for entry in entries:
        series = "" if entry.series == DEFAULT else f"{entry.series} from "
        source = series + (f"{entry.source} (partial)" if entry.partial else entry.source)
        unknown = "not found" if find(entry.series).rated else ""
        tier = TIER_NAMES.get(entry.tier or "", unknown)
        row = (entry.country, str(entry.edition), tier, source, entry.captured_at)
        table.add_row(*row, entry.sha256[:12])
    return table


@click.command()
@click.argument("country")
@click.argument("edition")
@series_option
@click.option("--json", "form", flag_value="json", help="All that was read, as one JSON object.")
@click.option("--text", "form", flag_value="text", help="The narrative's text, nothing else.")
@click.option(
    "--coverage",
    "form",
    flag_value="coverage",
    help="Where every character of the narrative went; exit code 1 if one went nowhere.",
)
@click.option(
    "--annotate",
    "form",
    flag_value="annotate",
    help="With the edition that each statement's words are from; ≤ is it or one before.",
)
@click.pass_obj
def show(state: State, country: str, edition: str, series: str, form: str | None) -> None:
    """Show a narrative of the archive: tier, grades, sections and statements with their roles.

    EDITION may name its copy, by source or by how its SHA-256 begins: 2023@ecoi, 2023@89f53893.
    """
    from tipdiff.choose import narrative as find_narrative
    from tipdiff.codec import narrative_to_dict
    from tipdiff.report.narrative import coverage_text, narrative_text

    number, copy = copy_of(edition)
    found = find_narrative(
        state.archive,
        countries.find(country),
        number,
        state.config.sources,
        series=series,
        copy=copy,
    )
    if form == "json":
        echo_json(narrative_to_dict(found))
    elif form == "text":
        click.echo(found.text, nl=False)
    elif form == "coverage":
        text, whole = coverage_text(found)
        click.echo(text)
        sys.exit(0 if whole else 1)
    else:
        since = _since(state, found) if form == "annotate" else None
        click.echo(narrative_text(found, since))


def _since(state: State, found: Narrative) -> dict[Place, str]:
    """The edition that each statement's words are from."""
    from tipdiff.cli.compare import ledger
    from tipdiff.ledger import ages_of

    ages = ages_of(ledger(state, found.country, found.series))
    return {spot.place: str(age) for spot, age in ages.items() if spot.edition == found.edition}
