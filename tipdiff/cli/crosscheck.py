"""The command that compares the copies of several sources: crosscheck."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from tipdiff import countries
from tipdiff.cli.base import State, echo_json, series_option

if TYPE_CHECKING:
    from tipdiff.model import Change, Comparison


@click.command()
@click.option("--edition", type=int, metavar="YEAR", help="Only this edition.")
@click.option("--country", help="Only this country: name, alias, ISO 3166 code or slug.")
@series_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each pair of copies.")
@click.pass_obj
def crosscheck(
    state: State, edition: int | None, country: str | None, series: str, as_json: bool
) -> None:
    """Compare the copies that several sources have of the same narrative.

    Exit code 1 where their words differ; typography is no difference. `tipdiff fetch --source`
    brings a second source's copies.
    """
    from tipdiff.crosscheck import crosscheck as pairs

    iso3 = countries.find(country).iso3 if country else None
    found = pairs(state.archive, edition, iso3, state.config.sources, series=series)
    rows = [_row(pair) for pair in found]
    for row in rows:
        echo_json(row) if as_json else _tell(row)
    if not rows and not as_json:
        click.echo("no narrative is there from several sources; `tipdiff fetch --source` adds one")
    sys.exit(1 if any(row["differences"] for row in rows) else 0)


def _row(pair: Comparison) -> dict[str, Any]:
    from tipdiff.crosscheck import differences

    return {
        "country": pair.old.country.iso3,
        "title": pair.old.title,
        "edition": pair.old.edition,
        "sources": [pair.old.source, pair.new.source],
        "differences": [_difference(pair, change) for change in differences(pair)],
    }


def _difference(pair: Comparison, change: Change) -> dict[str, Any]:
    return {
        "section": change.section,
        "texts": [
            " ".join(pair.old.statement(place).text for place in change.old) or None,
            " ".join(pair.new.statement(place).text for place in change.new) or None,
        ],
    }


def _tell(row: dict[str, Any]) -> None:
    first, second = row["sources"]
    found = row["differences"]
    count = f"{len(found)} difference{'s' * (len(found) != 1)}" if found else "the same words"
    click.echo(f"{row['title']}, {first} and {second}: {count}")
    for difference in found:
        click.echo(f"  {difference['section']}")
        for source, text in zip(row["sources"], difference["texts"], strict=True):
            click.echo(f"    {source}: {text or '(nothing)'}")
